"""The pages of coming in and going out."""

from datetime import timedelta

import pytest

from monitor.domain.trail.acts import Act
from monitor.services.context import Context
from monitor.services.sign_in.find_actor import find_actor
from monitor.services.sign_in.hashing import hash_password
from monitor.services.sign_in.sessions import How, begin_full, find_presence
from monitor.services.trail_ports import TrailQuery
from monitor.settings import Settings
from tests.factories import FakeClock
from tests.signing_in import PASSWORD, Person, add_account
from tests.web.sign_in.guest import Guest, open_guest
from tests.web.sign_in.test_second_factor_pages import fields_of
from tests.web.visitor import visible_text

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar"


def test_somebody_comes_in_with_password_and_code_and_where_they_wanted(
    guest: Guest, noor: Person
) -> None:
    first = guest.send(
        "/sign-in", email=noor.account.email, password=PASSWORD, next="/partnership?id=3"
    )
    code = noor.code(guest.context.clock.now())
    then = guest.send(first.headers["location"], code=code, next="/partnership?id=3")

    assert first.headers["location"] == "/sign-in/code?next=/partnership%3Fid%3D3"
    assert then.headers["location"] == "/partnership?id=3"
    assert find_actor(guest.context, guest.cookie) is not None


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example", "//elsewhere.example", "/\\x", "/sign-out", "/sign-in"]
)
def test_nobody_is_sent_elsewhere_nor_out_again(guest: Guest, noor: Person, target: str) -> None:
    assert guest.enter(noor, target).headers["location"] == "/"
    assert guest.client.get("/sign-in", params={"next": target}).headers["location"] == "/"


@pytest.mark.parametrize("email", ["beheer@gemeente.example", "nobody@gemeente.example", ""])
def test_who_is_refused_reads_the_same_whoever_they_are(
    guest: Guest, noor: Person, email: str
) -> None:
    answer = guest.send("/sign-in", email=email, password="a wrong password")

    assert answer.status_code == 422
    assert WRONG in visible_text(answer.text)
    assert "Na 10 verkeerde pogingen" in visible_text(answer.text)
    assert "a wrong password" not in answer.text
    assert noor.account.name not in answer.text


# H35.
def test_who_is_locked_out_reads_what_who_was_wrong_reads(guest: Guest, noor: Person) -> None:
    wrong = {"email": noor.account.email, "password": "a wrong password"}
    pages = [guest.send("/sign-in", **wrong).text for _ in range(10)]

    locked = guest.send("/sign-in", **(wrong | {"password": PASSWORD}))

    assert locked.status_code == 422
    assert set(pages) == {locked.text}


# H35.
def test_whoever_came_in_before_with_a_browser_is_not_kept_out_by_strangers(
    guest: Guest, noor: Person, settings: Settings, clock: FakeClock
) -> None:
    guest.enter(noor)
    guest.send("/sign-out", page="/sign-in/me")
    clock.advance(timedelta(minutes=1))
    stranger = open_guest(guest.context, settings, lambda _letter: None)
    for _ in range(10):
        stranger.send("/sign-in", email=noor.account.email, password="a wrong password")

    theirs = stranger.send("/sign-in", email=noor.account.email, password=PASSWORD)
    own = guest.enter(noor)

    assert theirs.status_code == 422
    assert own.headers["location"] == "/"
    assert find_actor(guest.context, guest.cookie) is not None


def test_what_was_refused_stands_in_the_trail(guest: Guest, noor: Person, context: Context) -> None:
    guest.send("/sign-in", email=noor.account.email, password="a wrong password")

    with context.unit_of_work(reads_only=True) as uow:
        (entry,) = uow.trail.page(TrailQuery(), 0, 10)
    assert entry.deed.act is Act.SIGN_IN_REFUSED


@pytest.mark.parametrize("path", ["/sign-in/code", "/sign-in/recovery", "/sign-in/second-factor"])
def test_a_page_halfway_is_for_who_is_halfway(guest: Guest, noor: Person, path: str) -> None:
    as_stranger = guest.open(f"{path}?next=/register")
    guest.enter(noor)
    as_insider = guest.open(path)

    assert as_stranger.headers["location"] == "/sign-in?next=/register"
    assert as_insider.headers["location"] == "/sign-in"


def test_a_wrong_code_is_said_and_asked_again(guest: Guest, noor: Person) -> None:
    guest.send("/sign-in", email=noor.account.email, password=PASSWORD)

    answer = guest.send("/sign-in/code", code="000000")

    assert answer.status_code == 422
    assert "Deze code klopt niet" in visible_text(answer.text)


def test_without_the_telephone_a_recovery_code_does(guest: Guest, noor: Person) -> None:
    guest.send("/sign-in", email=noor.account.email, password=PASSWORD)

    wrong = guest.send("/sign-in/recovery", code="0000-0000-0000-0000")
    right = guest.send("/sign-in/recovery", code=noor.recovery_codes[0])

    assert wrong.status_code == 422
    assert right.headers["location"] == "/"
    assert find_actor(guest.context, guest.cookie) is not None


def test_who_took_too_long_begins_again(guest: Guest, clock: FakeClock, noor: Person) -> None:
    guest.send("/sign-in", email=noor.account.email, password=PASSWORD)
    page = guest.open("/sign-in/code").text
    clock.advance(timedelta(minutes=15))
    token = page.partition('name="token" value="')[2][:64]

    answer = guest.post("/sign-in/code", {"token": token, "code": noor.code(clock.now())})

    assert answer.headers["location"] == "/sign-in"


def test_who_has_no_app_yet_sets_it_up_first(guest: Guest, context: Context) -> None:
    person = add_account(context, email="ada@gemeente.nl")
    with context.unit_of_work() as uow:
        uow.accounts.set_password(person.id, hash_password(PASSWORD))
        uow.commit()

    answer = guest.send("/sign-in", email=person.email, password=PASSWORD)

    assert answer.headers["location"] == "/sign-in/second-factor"
    assert guest.open("/sign-in/code").headers["location"] == "/sign-in/second-factor"


# H34.
def test_who_signs_out_is_out_and_the_browser_forgets(guest: Guest, noor: Person) -> None:
    guest.enter(noor)
    token = guest.cookie

    answer = guest.send("/sign-out", page="/sign-in/me")

    assert answer.headers["location"] == "/sign-in?out=1"
    assert guest.cookie == ""
    assert find_actor(guest.context, token) is None
    assert "U bent uitgelogd." in visible_text(guest.open("/sign-in?out=1").text)


# H34.
def test_who_comes_in_again_ends_what_this_browser_had(guest: Guest, noor: Person) -> None:
    before = begin_full(guest.context, noor.account, How.CODE)
    elsewhere = begin_full(guest.context, noor.account, How.CODE)
    form = guest.open("/sign-in").text
    guest.client.cookies.set("monitor", before)

    guest.post("/sign-in", fields_of(form) | {"email": noor.account.email, "password": PASSWORD})

    assert find_presence(guest.context, before) is None
    assert find_presence(guest.context, elsewhere) is not None


def test_who_is_in_already_is_not_asked_again(guest: Guest, noor: Person) -> None:
    guest.enter(noor)

    assert guest.open("/sign-in?next=/register").headers["location"] == "/register"


def test_where_nobody_administers_one_is_led_to_the_set_up(guest: Guest) -> None:
    assert guest.open("/sign-in").headers["location"] == "/sign-in/set-up"
