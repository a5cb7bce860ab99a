"""What holds for all pages of signing in: headers, forms of other sites, and what goes wrong."""

import pytest

from monitor.domain.errors import StorageUnavailableError
from monitor.services.context import Context
from monitor.services.sign_in import set_up
from monitor.settings import Settings
from monitor.web.sign_in.application import sign_in_routes
from tests.signing_in import PASSWORD, Person
from tests.web.sign_in.guest import Guest
from tests.web.visitor import visible_text

PAGES = ["/sign-in", "/sign-in/forgotten", "/sign-in/set-up", "/sign-in/me", "/sign-in/code"]
FORMS = [
    "/sign-in",
    "/sign-in/code",
    "/sign-in/recovery",
    "/sign-in/second-factor",
    "/sign-in/forgotten",
    "/sign-in/password/x",
    "/sign-in/me/password",
    "/sign-in/me/second-factor",
    "/sign-in/me/recovery-codes",
    "/sign-in/me/others",
    "/sign-out",
]


# H31.
@pytest.mark.parametrize("path", [*PAGES, "/sign-in/password/unknown"])
def test_every_answer_is_protected_and_kept_by_nobody(guest: Guest, path: str) -> None:
    headers = guest.open(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


# H26.
@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
    ids=["origin", "cross-site", "same-site"],
)
def test_a_form_from_a_page_of_another_site_is_refused(
    guest: Guest, noor: Person, path: str, headers: dict[str, str]
) -> None:
    guest.enter(noor)
    token = guest.open("/sign-in/me").text.partition('name="token" value="')[2][:64]

    answer = guest.post(path, {"token": token}, **headers)

    assert answer.status_code == 403


# H26.
@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_a_token_is_refused(guest: Guest, noor: Person, path: str) -> None:
    guest.enter(noor)

    answer = guest.post(path, {"password": PASSWORD})

    assert answer.status_code == 403
    assert "niet meer geldig" in visible_text(answer.text)


# H26.
def test_nobody_is_signed_out_by_a_link(guest: Guest, noor: Person) -> None:
    guest.enter(noor)

    assert guest.open("/sign-out").status_code == 405
    assert guest.open("/sign-in/me").status_code == 200


def test_a_body_that_is_no_form_is_refused(guest: Guest) -> None:
    answer = guest.client.post("/sign-in", json={"email": "noor@gemeente.nl"})

    assert answer.status_code == 415
    assert "konden we niet lezen" in visible_text(answer.text)


def test_a_database_that_is_away_is_said_so(guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_context: Context) -> bool:
        raise StorageUnavailableError("noor@gemeente.nl")

    monkeypatch.setattr(set_up, "needs_set_up", fail)

    answer = guest.open("/sign-in")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "noor@" not in answer.text


@pytest.mark.parametrize(("code", "title"), [("nl", "Inloggen"), ("en", "Sign in")])
def test_pages_speak_the_language_that_was_chosen(
    guest: Guest, noor: Person, code: str, title: str
) -> None:
    guest.client.cookies.set("monitor_language", code)

    page = guest.open("/sign-in").text

    assert noor.account.email not in page
    assert f'<html lang="{code}"' in page
    assert f"<h1>{title}</h1>" in page


def test_the_way_to_the_other_language_comes_back_to_the_same_page(
    guest: Guest, noor: Person
) -> None:
    page = guest.open("/sign-in?next=/partnership%3Fid%3D3").text

    assert 'href="/language/en?next=%2Fsign-in%3Fnext%3D%2Fpartnership%253Fid%253D3"' in page
    assert noor.account.name not in page


def test_no_page_has_a_script(guest: Guest, noor: Person) -> None:
    guest.enter(noor)

    assert not [path for path in PAGES if "<script" in guest.open(path).text]


def test_these_addresses_exist(context: Context, settings: Settings) -> None:
    routes = sign_in_routes(context, settings, lambda _letter: None)

    assert {each.path for each in routes} >= {*PAGES, "/sign-in/password/{secret}", "/sign-out"}
