"""The pages of a forgotten password, and of choosing one by a link."""

import pytest

from monitor.domain.access.sign_in import LinkPurpose
from monitor.services.context import Context
from monitor.services.sign_in.one_time import AccessLetter, make_letter
from tests.signing_in import Person
from tests.web.sign_in.guest import Guest
from tests.web.visitor import visible_text

NEW = "vier andere woorden hier"


def test_who_forgot_a_password_chooses_another_by_the_link_in_a_mail(
    guest: Guest, noor: Person, letters: list[AccessLetter]
) -> None:
    asked = guest.send("/sign-in/forgotten", email=noor.account.email)
    path = letters[0].url.removeprefix("http://localhost:8501")
    chosen = guest.send(path, password=NEW)

    assert "Kijk in uw mail" in visible_text(asked.text)
    assert chosen.headers["location"] == "/sign-in/code"
    again = guest.send("/sign-in", email=noor.account.email, password=NEW)
    assert again.headers["location"] == "/sign-in/code"


def test_whoever_asks_reads_the_same(
    guest: Guest, noor: Person, letters: list[AccessLetter]
) -> None:
    answers = {
        guest.send("/sign-in/forgotten", email=email).text
        for email in (noor.account.email, "nobody@gemeente.nl", "")
    }

    assert len(answers) == 1
    assert len(letters) == 1


def test_a_link_is_not_used_up_by_a_program_that_looks_at_it(
    guest: Guest, noor: Person, letters: list[AccessLetter]
) -> None:
    guest.send("/sign-in/forgotten", email=noor.account.email)
    path = letters[0].url.removeprefix("http://localhost:8501")
    for _ in range(5):
        assert guest.open(path).status_code == 200
        assert guest.client.head(path).status_code == 200

    assert guest.send(path, password=NEW).status_code == 303


@pytest.mark.parametrize("secret", ["unknown", "x" * 43, "é"])
def test_what_is_no_link_is_said_not_to_work(guest: Guest, secret: str) -> None:
    answer = guest.open(f"/sign-in/password/{secret}")

    assert answer.status_code == 404
    assert "Deze link werkt niet (meer)" in visible_text(answer.text)


def test_a_link_that_was_used_does_not_work_any_more(
    guest: Guest, noor: Person, letters: list[AccessLetter]
) -> None:
    guest.send("/sign-in/forgotten", email=noor.account.email)
    path = letters[0].url.removeprefix("http://localhost:8501")
    guest.send(path, password=NEW)

    assert guest.open(path).status_code == 404


def test_a_password_that_is_too_short_is_said_and_asked_again(
    guest: Guest, noor: Person, letters: list[AccessLetter]
) -> None:
    guest.send("/sign-in/forgotten", email=noor.account.email)
    path = letters[0].url.removeprefix("http://localhost:8501")

    answer = guest.send(path, password="kort")

    assert answer.status_code == 422
    assert "minstens 12 tekens" in visible_text(answer.text)


def test_who_was_invited_is_welcomed(guest: Guest, noor: Person, context: Context) -> None:
    with context.unit_of_work() as uow:
        letter = make_letter(context, uow, noor.account, LinkPurpose.INVITATION)
        uow.commit()

    page = guest.open(letter.url.removeprefix("http://localhost:8501"))

    assert f"Welkom, {noor.account.name}" in visible_text(page.text)
