"""Signing in at one's own organisation, over HTTP: a provider that is known, and one that lies."""

import logging
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from monitor import bootstrap
from monitor.domain.access.account import Role
from monitor.identity.provider import OidcProvider, Registration
from monitor.services.accounts.invite import invite
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.context import Context
from monitor.services.sign_in.find_actor import find_actor
from monitor.settings import Settings
from tests.factories import FakeClock
from tests.identity.known_provider import DEADLINE_SECONDS, run_known_provider
from tests.identity.loose_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    RETURN_ADDRESS,
    LooseProvider,
    Manners,
    run_loose_provider,
)
from tests.services.accounts.people import add_account, as_person, draft_of
from tests.web.sign_in.guest import Guest, open_guest
from tests.web.visitor import visible_text

GOING, BACK, LEAVING = "/sign-in/elsewhere", "/sign-in/elsewhere/back", "/sign-in/elsewhere/out"
ANNA = {"sub": "a-1", "email": "Anna@zonnewijk.example", "email_verified": True, "name": "Anna"}
UNVERIFIED = {"sub": "b-2", "email": "anna@zonnewijk.example", "email_verified": False}
MEMBER = {
    "sub": "c-3",
    "email": "cas@zonnewijk.example",
    "email_verified": True,
    "name": "Cas",
    "roles": ["grp-energie", *(f"{number:0>200}" for number in range(60))],
}
STRANGER = {"sub": "d-4", "email": "dee@zonnewijk.example", "email_verified": True}


@pytest.fixture(scope="module")
def known_provider() -> Iterator[str]:
    """The address of a provider as others make them, in a process of its own."""
    with run_known_provider([ANNA, UNVERIFIED, MEMBER, STRANGER]) as address:
        yield address


def settings_for(issuer: str, **others: object) -> Settings:
    given = {"oidc_issuer": issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": "known"}
    return Settings(_env_file=None, **(given | others))  # type: ignore[arg-type]


def no_letters(letter: object) -> None:
    raise AssertionError(letter)


def go(guest: Guest, target: str = "/") -> str:
    """Press the button; return the address that the browser is sent on to."""
    answer = guest.send(GOING, page="/sign-in", next=target)
    assert answer.status_code == 200
    return str(answer.headers["refresh"].partition("url=")[2])


def agree(address: str, who: dict[str, object]) -> str:
    """Sign in there as somebody; return the path that the browser comes back with."""
    answer = httpx2.post(address, data={"sub": str(who["sub"])}, timeout=DEADLINE_SECONDS)
    parts = urlsplit(answer.headers["location"])
    assert parts.path == BACK
    return f"{parts.path}?{parts.query}"


def read_refusal(guest: Guest, answer: httpx2.Response, status: int = 403) -> str:
    """Go where somebody is sent who does not come in; return what they read."""
    where = answer.headers["location"]
    assert where.startswith("/sign-in/elsewhere/refused?problem=")
    page = guest.open(where)
    assert page.status_code == status
    assert not guest.cookie
    return visible_text(page.text)


@pytest.fixture
def ada(context: Context) -> Context:
    """An administrator at work: without one, all leads to the set-up."""
    return as_person(context, add_account(context, "Ada"))


@pytest.fixture
def guest(context: Context, known_provider: str) -> Guest:
    return open_guest(context, settings_for(known_provider), no_letters)


def test_the_sign_in_page_offers_to_sign_in_elsewhere_under_its_own_name(
    context: Context, ada: Context, known_provider: str
) -> None:
    named = settings_for(known_provider, oidc_name="Inloggen bij Veldzicht")
    offered = open_guest(context, named, no_letters).open("/sign-in").text

    assert ada
    assert "Inloggen bij Veldzicht" in visible_text(offered)
    assert f'action="{GOING}"' in offered


def test_without_a_provider_nothing_is_offered(context: Context, ada: Context) -> None:
    guest = open_guest(context, Settings(_env_file=None), no_letters)

    assert ada
    assert GOING not in guest.open("/sign-in").text
    assert guest.open(BACK).status_code == 404


# H36.
def test_who_was_invited_comes_in_by_a_known_provider(
    guest: Guest, ada: Context, context: Context
) -> None:
    anna = invite(ada, draft_of("Anna")).account

    answer = guest.open(agree(go(guest, "/partnership?id=3"), ANNA))

    assert answer.headers["location"] == "/partnership?id=3"
    actor = find_actor(context, guest.cookie)
    assert actor
    assert actor.account_id == anna.id


def test_the_page_in_between_leads_on_by_itself_and_by_a_button(guest: Guest, ada: Context) -> None:
    answer = guest.send(GOING, page="/sign-in")

    (button,) = re.findall(r'class="button first" href="([^"]+)"', answer.text)
    assert answer.headers["refresh"] == f"0; url={unescape(button)}"
    assert ada


# H36.
def test_an_address_that_is_not_verified_or_not_invited_opens_nothing(
    guest: Guest, ada: Context
) -> None:
    invite(ada, draft_of("Anna"))

    unverified = guest.open(agree(go(guest), UNVERIFIED))
    stranger = guest.open(agree(go(guest), STRANGER))

    assert "Uw e-mailadres is niet bevestigd" in read_refusal(guest, unverified)
    assert "U hebt nog geen toegang" in read_refusal(guest, stranger)


# H36.
def test_groups_of_many_kilobytes_give_a_role_and_none_of_them_is_kept_in_the_browser(
    context: Context, ada: Context, known_provider: str
) -> None:
    settings = settings_for(known_provider, oidc_roles="grp-energie=manager")
    guest = open_guest(context, settings, no_letters)

    guest.open(agree(go(guest), MEMBER))

    actor = find_actor(context, guest.cookie)
    assert actor
    assert (actor.role, actor.name) == (Role.MANAGER, "Cas")
    assert sum(len(str(value)) for value in guest.client.cookies.values()) < 200
    other = open_guest(context, settings, no_letters)
    assert "U hebt nog geen toegang" in read_refusal(other, other.open(agree(go(other), STRANGER)))
    assert ada


# H36.
def test_a_return_works_once_and_not_in_another_browser(
    guest: Guest, ada: Context, context: Context, known_provider: str
) -> None:
    invite(ada, draft_of("Anna"))
    used, stolen = agree(go(guest), ANNA), agree(go(guest), ANNA)
    thief = open_guest(context, settings_for(known_provider), no_letters)
    thief.open("/sign-in")

    assert guest.open(used).headers["location"] == "/"
    guest.client.cookies.delete("monitor")
    for browser, path in ((guest, used), (thief, stolen), (guest, f"{BACK}?state=x&code=y")):
        assert "Log opnieuw in" in read_refusal(browser, browser.open(path))


def test_who_is_kept_out_here_does_not_come_in(guest: Guest, ada: Context) -> None:
    anna = invite(ada, draft_of("Anna")).account
    disable_account(ada, anna.id)

    answer = guest.open(agree(go(guest), ANNA))

    assert "Uw toegang is gestopt" in read_refusal(guest, answer)


def test_who_changes_their_mind_there_is_told_so(guest: Guest, ada: Context) -> None:
    state = parse_qs(urlsplit(go(guest)).query)["state"][0]

    answer = guest.open(f"{BACK}?error=access_denied&error_description=secret&state={state}")

    assert "U bent niet ingelogd" in read_refusal(guest, answer)
    assert not any(each in answer.headers["location"] for each in ("secret", state))
    assert ada


# H26.
def test_nobody_is_sent_there_by_another_site(guest: Guest, ada: Context) -> None:
    guest.open("/sign-in")

    assert guest.post(GOING, {"next": "/"}).status_code == 403
    assert guest.open(GOING).status_code in {404, 405}
    assert ada


@pytest.mark.parametrize("target", ["https://x.example", "//x.example", "/sign-out"])
def test_nobody_ends_up_at_another_site(guest: Guest, ada: Context, target: str) -> None:
    invite(ada, draft_of("Anna"))

    assert guest.open(agree(go(guest, target), ANNA)).headers["location"] == "/"


def test_who_signed_out_here_can_sign_out_there(
    guest: Guest, ada: Context, known_provider: str
) -> None:
    page = guest.open("/sign-in?out=1").text
    answer = guest.open(LEAVING)

    assert ada
    assert f'href="{LEAVING}"' in page
    assert answer.headers["location"].startswith(f"{known_provider}/oauth2/end_session?")
    back = parse_qs(urlsplit(answer.headers["location"]).query)["post_logout_redirect_uri"]
    assert back == ["http://localhost:8501/sign-in"]


@pytest.fixture
def loose() -> Iterator[LooseProvider]:
    with run_loose_provider() as provider:
        yield provider


@pytest.fixture
def wary(
    context: Context, clock: FakeClock, loose: LooseProvider, monkeypatch: pytest.MonkeyPatch
) -> Guest:
    """A browser before pages that know the provider that lies."""
    registration = Registration(loose.issuer, CLIENT_ID, RETURN_ADDRESS, "roles", CLIENT_SECRET)
    provider = OidcProvider(registration, clock)
    monkeypatch.setattr(bootstrap, "provider", lambda _settings: provider)
    return open_guest(context, settings_for(loose.issuer), no_letters)


def come_back(guest: Guest, loose: LooseProvider) -> httpx2.Response:
    address = go(guest)
    state, code = parse_qs(urlsplit(address).query)["state"][0], loose.agree(address)
    return guest.open(f"{BACK}?state={state}&code={code}")


# H36.
@pytest.mark.parametrize(
    "manners",
    [
        Manners(claims={"nonce": "another"}),
        Manners(claims={"aud": "another"}),
        Manners(claims={"iss": "https://x.example"}),
        Manners(claims={"exp": 1}),
        Manners(forges=True),
        Manners(signing="none"),
        Manners(signing="HS256"),
    ],
    ids=["nonce", "aud", "iss", "exp", "forged", "none", "HS256"],
)
def test_who_comes_with_an_answer_that_is_not_right_stays_out_and_no_token_is_logged(
    wary: Guest,
    loose: LooseProvider,
    ada: Context,
    manners: Manners,
    caplog: pytest.LogCaptureFixture,
) -> None:
    loose.manners = Manners(claims={"email": "anna@zonnewijk.example"})
    invite(ada, draft_of("Anna"))
    manners.claims["email"] = "anna@zonnewijk.example"
    loose.manners = manners
    caplog.set_level(logging.DEBUG, logger="monitor")

    answer = come_back(wary, loose)

    assert "Het inloggen is niet gelukt" in read_refusal(wary, answer)
    (record,) = [each for each in caplog.records if each.name == "monitor.web.sign_in.elsewhere"]
    assert record.getMessage().startswith(
        "Somebody who signed in elsewhere does not come in: untrusted"
    )
    assert "ey" not in record.getMessage()
    assert "anna" not in record.getMessage()


def test_a_provider_that_does_not_answer_is_said_to_be_away(
    wary: Guest, loose: LooseProvider, ada: Context
) -> None:
    loose.manners = Manners(status=503)

    going = wary.send(GOING, page="/sign-in")
    leaving = wary.open(LEAVING)

    assert ada
    for answer in (going, leaving):
        assert "Uw organisatie antwoordt niet" in read_refusal(wary, answer, 503)


def test_a_page_for_what_never_goes_wrong_is_not_there(guest: Guest, ada: Context) -> None:
    assert ada
    assert guest.open("/sign-in/elsewhere/refused?problem=nonsense").status_code == 404
