"""A web server on this machine before the monitor: believed when the settings say so, else not."""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from tests.journeys.server import Monitor, run_monitor
from tests.journeys.survey_server import run_survey
from tests.signing_in import cookies_for

PUBLIC_URL = "https://monitor.example"
BEHIND_PROXY = {"MONITOR_BEHIND_PROXY": "1", "MONITOR_BASE_URL": PUBLIC_URL}
# What such a web server adds to the request of somebody else.
FORWARDED = {
    "Host": "monitor.example",
    "X-Forwarded-For": "198.51.100.7",
    "X-Forwarded-Proto": "https",
}
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
# More than any address may miss in one minute, also when a minute ends meanwhile.
MANY = 45


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> str:
    path = tmp_path_factory.mktemp("proxy") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def dashboard(database_url: str) -> Iterator[Monitor]:
    """The dashboard behind a proxy."""
    with run_monitor(database_url, environment=BEHIND_PROXY) as running:
        yield running


@pytest.fixture(scope="module")
def forwarded(database_url: str) -> dict[str, str]:
    """What the proxy sends on of somebody who is signed in."""
    cookies = cookies_for(database_url, PUBLIC_URL)
    return FORWARDED | {"Cookie": "; ".join(f"{name}={each}" for name, each in cookies.items())}


@pytest.mark.parametrize("path", ["/", "/partnership?id=1", "/health", "/_stcore/host-config"])
def test_what_the_proxy_sends_on_is_let_into_the_dashboard(
    dashboard: Monitor, forwarded: dict[str, str], path: str
) -> None:
    answer = httpx2.get(dashboard.url + path, headers=forwarded, timeout=60)

    assert answer.status_code == 200


def test_a_page_behind_the_proxy_may_open_its_connection(
    dashboard: Monitor, forwarded: dict[str, str]
) -> None:
    origin = {"Origin": PUBLIC_URL}
    address = f"{dashboard.url}/_stcore/stream"

    with httpx2.stream("GET", address, headers={**forwarded, **HANDSHAKE, **origin}) as answer:
        assert answer.status_code == 101


@pytest.mark.parametrize(
    "changed", [{"Host": "elsewhere.example"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_page_of_another_site_may_not(
    dashboard: Monitor, forwarded: dict[str, str], changed: dict[str, str]
) -> None:
    headers = {**forwarded, **HANDSHAKE, "Origin": PUBLIC_URL, **changed}

    with httpx2.stream("GET", f"{dashboard.url}/_stcore/stream", headers=headers) as answer:
        assert answer.status_code == 403


def test_another_name_is_refused_behind_the_proxy_too(
    dashboard: Monitor, forwarded: dict[str, str]
) -> None:
    headers = {**forwarded, "Host": "elsewhere.example"}

    assert httpx2.get(dashboard.url, headers=headers, timeout=60).status_code == 403


def test_behind_a_proxy_everyone_has_misses_of_their_own(database_url: str) -> None:
    with run_survey(database_url, environment=BEHIND_PROXY) as survey:
        one = miss(survey.url, ["198.51.100.7"] * MANY)
        others = miss(survey.url, [f"203.0.113.{number}" for number in range(MANY)])

    assert set(one) == {404, 429}
    assert set(others) == {404}


def test_without_a_proxy_nobody_gets_more_misses_by_naming_other_addresses(
    database_url: str,
) -> None:
    with run_survey(database_url) as survey:
        forged = miss(survey.url, [f"203.0.113.{number}" for number in range(MANY)])

    assert set(forged) == {404, 429}


def miss(url: str, addresses: Sequence[str]) -> list[int]:
    """Ask for links that do not exist, each in the name of an address; return the statuses."""

    def ask(numbered: tuple[int, str]) -> int:
        number, address = numbered
        headers = {"X-Forwarded-For": address}
        return httpx2.get(f"{url}/s/{number:032}", headers=headers, timeout=60).status_code

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(ask, enumerate(addresses)))
