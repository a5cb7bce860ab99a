"""The page of one's own sign-in."""

import re

import pyotp
import pytest

from monitor.domain.trail.acts import Act
from monitor.services.context import Context
from monitor.services.sign_in.sessions import How, begin_full, find_presence
from tests.signing_in import PASSWORD, Person, add_account
from tests.web.sign_in.guest import Guest
from tests.web.sign_in.test_second_factor_pages import fields_of, secret_of
from tests.web.visitor import visible_text

OWN = "/sign-in/me"
NEW = "vier andere woorden hier"


@pytest.fixture
def insider(guest: Guest, noor: Person) -> Guest:
    """Somebody who is signed in."""
    guest.enter(noor)
    return guest


def test_it_tells_who_is_signed_in_and_where(insider: Guest, noor: Person) -> None:
    begin_full(insider.context, noor.account, How.CODE)

    text = visible_text(insider.open(OWN).text)

    assert f"{noor.account.name} {noor.account.email}" in text
    assert "U hebt nog 10 herstelcodes over." in text
    assert ("Deze browser" in text, "Een andere browser" in text) == (True, True)


@pytest.mark.parametrize("path", ["password", "second-factor", "recovery-codes", "others"])
def test_it_is_for_who_is_signed_in(guest: Guest, noor: Person, path: str) -> None:
    shown = guest.open(OWN)
    sent = guest.send(f"{OWN}/{path}", page="/sign-in", password=PASSWORD)

    assert shown.headers["location"] == "/sign-in"
    assert sent.headers["location"] == "/sign-in"
    assert noor.account.email


def test_a_password_is_changed_with_the_old_one(insider: Guest, noor: Person) -> None:
    wrong = insider.send(f"{OWN}/password", page=OWN, old="wrong", new=NEW)
    short = insider.send(f"{OWN}/password", page=OWN, old=PASSWORD, new="kort")
    right = insider.send(f"{OWN}/password", page=OWN, old=PASSWORD, new=NEW)

    assert "niet uw huidige wachtwoord" in visible_text(wrong.text)
    assert "minstens 12 tekens" in visible_text(short.text)
    assert right.headers["location"] == f"{OWN}?done=password"
    assert "Uw wachtwoord is gewijzigd" in visible_text(insider.open(f"{OWN}?done=password").text)
    assert noor.account.email


def test_an_app_is_replaced_with_the_password(insider: Guest) -> None:
    wrong = insider.send(f"{OWN}/second-factor", page=OWN, password="wrong")
    page = insider.send(f"{OWN}/second-factor", page=OWN, password=PASSWORD).text
    code = pyotp.TOTP(secret_of(page)).at(insider.context.clock.now())
    done = insider.post("/sign-in/second-factor", {**fields_of(page), "code": code})

    assert wrong.status_code == 422
    assert "Bewaar uw herstelcodes" in visible_text(done.text)
    assert insider.open(OWN).status_code == 200


def test_recovery_codes_are_renewed_with_the_password(insider: Guest, noor: Person) -> None:
    wrong = insider.send(f"{OWN}/recovery-codes", page=OWN, password="wrong")
    right = insider.send(f"{OWN}/recovery-codes", page=OWN, password=PASSWORD)

    codes = re.findall(r"<li>([0-9A-Z-]{19})</li>", right.text)
    assert wrong.status_code == 422
    assert len(codes) == 10
    assert not set(codes) & set(noor.recovery_codes)


@pytest.mark.parametrize("path", ["password", "second-factor", "recovery-codes"])
def test_a_wrong_password_stands_in_the_trail(insider: Guest, path: str) -> None:
    insider.send(f"{OWN}/{path}", page=OWN, old="wrong", new=NEW, password="wrong")

    with insider.context.unit_of_work(reads_only=True) as uow:
        newest = uow.trail.last()
    assert newest is not None
    assert newest.deed.act is Act.SIGN_IN_REFUSED


# H34.
def test_other_browsers_are_signed_out(insider: Guest, noor: Person) -> None:
    other = begin_full(insider.context, noor.account, How.CODE)

    answer = insider.send(f"{OWN}/others", page=OWN)

    assert answer.headers["location"] == f"{OWN}?done=others"
    assert find_presence(insider.context, other) is None
    assert insider.open(OWN).status_code == 200


def test_who_signs_in_elsewhere_has_no_password_to_change(
    guest: Guest, noor: Person, context: Context
) -> None:
    ada = add_account(context, email="ada@gemeente.nl")
    guest.client.cookies.set("monitor", begin_full(context, ada, How.ELSEWHERE))

    page = guest.open(OWN).text

    assert "U logt in bij uw eigen organisatie" in visible_text(page)
    assert 'type="password"' not in page
    assert noor.account.email not in page
