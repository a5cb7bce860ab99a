"""The page of the first account."""

import pytest

from monitor.services.context import Context
from monitor.services.sign_in.set_up import draw_set_up_code, needs_set_up
from tests.signing_in import PASSWORD, Person
from tests.web.sign_in.guest import Guest
from tests.web.visitor import visible_text

TYPED = {"organisation": "Gemeente <Zonnedal>", "name": "Noor", "email": "noor@gemeente.nl"}


@pytest.fixture
def code(context: Context) -> str:
    drawn = draw_set_up_code(context)
    assert drawn is not None
    return drawn


def test_with_the_code_the_first_account_is_made(guest: Guest, code: str) -> None:
    answer = guest.send("/sign-in/set-up", code=code, password=PASSWORD, **TYPED)

    assert answer.headers["location"] == "/sign-in/second-factor"
    assert guest.open("/sign-in/second-factor").status_code == 200
    assert not needs_set_up(guest.context)


def test_with_a_wrong_code_what_was_typed_stays_but_for_the_password(
    guest: Guest, code: str
) -> None:
    answer = guest.send("/sign-in/set-up", code=f"{code}X", password=PASSWORD, **TYPED)

    assert answer.status_code == 422
    assert "Deze code klopt niet" in visible_text(answer.text)
    assert 'value="Gemeente &lt;Zonnedal&gt;"' in answer.text
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("organisation", "", "Vul de naam van uw organisatie in"),
        ("name", "", "Vul uw naam in"),
        ("email", "noor", "Vul een e-mailadres in"),
        ("password", "kort", "minstens 12 tekens"),
        ("password", "wachtwoord1234", "te makkelijk te raden"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    guest: Guest, code: str, field: str, value: str, message: str
) -> None:
    typed = {**TYPED, "code": code, "password": PASSWORD, field: value}

    answer = guest.send("/sign-in/set-up", **typed)

    assert message in visible_text(answer.text)
    assert f'href="#{field}"' in answer.text


def test_it_is_there_only_as_long_as_nobody_administers(guest: Guest, noor: Person) -> None:
    assert guest.open("/sign-in/set-up").headers["location"] == "/sign-in"
    assert noor.account.email
