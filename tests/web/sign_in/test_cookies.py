"""The cookies of signing in: out of reach of scripts, of other sites, and of open networks."""

import pytest

from monitor.services.context import Context
from monitor.services.sign_in.sessions import find_presence
from monitor.settings import Settings
from tests.signing_in import PASSWORD, Person
from tests.web.sign_in.guest import Guest, open_guest


def cookies_of(guest: Guest, person: Person) -> list[str]:
    """Return what a browser is told to keep when somebody signs in."""
    answers = [
        guest.open("/sign-in"),
        guest.send("/sign-in", email=person.account.email, password=PASSWORD),
        guest.send("/sign-in/code", code=person.code(guest.context.clock.now())),
    ]
    return [each for answer in answers for each in answer.headers.get_list("set-cookie")]


# H31.
def test_over_https_cookies_belong_to_this_host_alone(context: Context, noor: Person) -> None:
    settings = Settings(_env_file=None, base_url="https://monitor.example")
    guest = open_guest(context, settings, lambda _letter: None)

    kept = cookies_of(guest, noor)

    names = {each.partition("=")[0] for each in kept}
    assert names == {"__Host-monitor", "__Host-monitor-form", "__Host-monitor-device"}
    for each in kept:
        attributes = {part.strip().lower() for part in each.split(";")[1:]}
        assert {"httponly", "path=/", "samesite=lax", "secure"} <= attributes
        assert "domain" not in each.lower()


def test_a_browser_keeps_nothing_once_it_is_closed_but_that_it_is_known(
    guest: Guest, noor: Person
) -> None:
    lasting = [each for each in cookies_of(guest, noor) if "max-age" in each.lower()]

    assert {each.partition("=")[0] for each in lasting} == {"monitor-device"}


def test_on_this_machine_cookies_work_without_encryption(guest: Guest, noor: Person) -> None:
    kept = cookies_of(guest, noor)

    assert {each.partition("=")[0] for each in kept} == {
        "monitor",
        "monitor-form",
        "monitor-device",
    }
    assert not [each for each in kept if "; secure" in each.lower()]
    assert all("httponly" in each.lower() for each in kept)


# H34.
def test_every_step_brings_another_secret(guest: Guest, noor: Person) -> None:
    guest.send("/sign-in", email=noor.account.email, password=PASSWORD)
    halfway = guest.cookie
    guest.send("/sign-in/code", code=noor.code(guest.context.clock.now()))

    assert halfway
    assert guest.cookie not in {"", halfway}


def test_a_secret_that_a_stranger_put_into_a_browser_is_never_taken_up(
    guest: Guest, noor: Person
) -> None:
    guest.client.cookies.set("monitor", "planted")

    guest.send("/sign-in", email=noor.account.email, password=PASSWORD)

    kept = {each.value for each in guest.client.cookies.jar if each.name == "monitor"}
    assert len(kept - {"planted"}) == 1
    assert find_presence(guest.context, "planted") is None


# H26.
@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_the_token_of_its_browser_is_refused(
    guest: Guest, noor: Person, token: str
) -> None:
    guest.open("/sign-in")
    fields = {"token": token, "email": noor.account.email, "password": PASSWORD}

    answer = guest.post("/sign-in", fields)

    assert answer.status_code == 403
    assert guest.cookie == ""
