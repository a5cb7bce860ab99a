"""What programs look for at fixed addresses."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor.settings import Settings
from monitor.web.well_known import find_contact, well_known_routes
from tests.factories import NOW, FakeClock


def client(**settings: str) -> TestClient:
    routes = well_known_routes(Settings(_env_file=None, **settings), FakeClock(NOW))  # type: ignore[arg-type] # Texts only.
    return TestClient(Starlette(routes=list(routes)))


def fields_of(answer: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in answer.splitlines())


def test_nothing_here_is_for_search_engines() -> None:
    answer = client().get("/robots.txt")

    assert answer.text == "User-agent: *\nDisallow: /\n"


def test_who_finds_a_leak_reads_whom_to_tell() -> None:
    url = "https://monitor.example.nl"

    answer = client(base_url=url, security_contact="veilig@example.nl").get(
        "/.well-known/security.txt"
    )
    fields = fields_of(answer.text)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:veilig@example.nl"
    assert fields["Canonical"] == f"{url}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "nl, en"


def test_it_is_valid_for_less_than_a_year_from_now() -> None:
    fields = fields_of(client(contact="anna@example.nl").get("/.well-known/security.txt").text)

    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(0) < expires - NOW < timedelta(days=365)


@pytest.mark.parametrize(
    ("security_contact", "contact", "found"),
    [
        ("", "", ""),
        ("", "the desk on the first floor", ""),
        ("", "020 123 45 67", ""),
        ("", "Anna Jansen, anna@example.nl, 020 123 45 67", "mailto:anna@example.nl"),
        ("", "see https://example.nl/leak", "https://example.nl/leak"),
        ("https://example.nl/leak", "anna@example.nl", "https://example.nl/leak"),
        ("tel:+31-20-1234567", "", "tel:+31-20-1234567"),
    ],
)
def test_the_contact_is_an_address_that_a_program_understands(
    security_contact: str, contact: str, found: str
) -> None:
    settings = Settings(_env_file=None, security_contact=security_contact, contact=contact)

    assert find_contact(settings) == found


def test_without_anybody_to_tell_there_is_no_such_page() -> None:
    assert client().get("/.well-known/security.txt").status_code == 404
