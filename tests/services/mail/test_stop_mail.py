"""The link in a letter stops all mail to its recipient, and can let it go on again."""

from dataclasses import replace

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.links import Token, derive_mail_token
from monitor.domain.partnership import Participant, ParticipantId
from monitor.services.context import Context
from monitor.services.mail.stop_mail import choose_mail, read_recipient
from tests.factories import SECRET_KEY, add_partnership


@pytest.fixture
def person(context: Context) -> Participant:
    return add_partnership(context.unit_of_work).participants[0]


@pytest.fixture
def token(person: Participant) -> Token:
    return derive_mail_token(SECRET_KEY, person.id)


def test_the_link_belongs_to_its_recipient(
    context: Context, person: Participant, token: Token
) -> None:
    assert read_recipient(context, person.id, token) == person


def test_mail_is_stopped_and_wanted_again(
    context: Context, person: Participant, token: Token
) -> None:
    choose_mail(context, person.id, token, wants_mail=False)
    assert read_recipient(context, person.id, token) == replace(person, wants_mail=False)

    choose_mail(context, person.id, token, wants_mail=True)

    assert read_recipient(context, person.id, token) == person


def test_nobody_stops_the_mail_of_somebody_else(
    context: Context, person: Participant, token: Token
) -> None:
    other = ParticipantId(person.id + 1)

    for wrong in ((other, token), (person.id, "A" * 32), (person.id, ""), (person.id, "é")):
        with pytest.raises(NotFoundError):
            choose_mail(context, *wrong, wants_mail=False)
        with pytest.raises(NotFoundError):
            read_recipient(context, *wrong)


def test_a_link_of_nobody_is_not_found(context: Context) -> None:
    nobody = ParticipantId(9_999)

    with pytest.raises(NotFoundError):
        read_recipient(context, nobody, derive_mail_token(SECRET_KEY, nobody))
