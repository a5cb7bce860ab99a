"""What is printed of a round opens the forms of those invited, and of nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError, RoundClosedError
from monitor.domain.links import derive_code, derive_party_token, hash_token
from monitor.domain.partnership import Language
from monitor.domain.round import GRACE, RoundId
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.print_data import read_print_data
from monitor.services.context import Context
from tests.factories import SECRET_KEY, FakeClock, StoredPartnership, add_partnership


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


def test_every_party_has_its_poster_and_every_person_a_link_and_a_code(
    context: Context, stored: StoredPartnership
) -> None:
    data = read_print_data(context, stored.round.id, Language.ENGLISH)

    people = [person for party in data.parties for person in party.people]
    assert [person.participant for person in people] == list(stored.participants)
    assert [person.url for person in people] == [
        f"http://localhost:8501/s/{token}" for token in stored.tokens
    ]
    assert [person.code for person in people] == [
        derive_code(SECRET_KEY, each.invitation.nonce) for each in stored.invited
    ]
    assert [party.url for party in data.parties] == [
        "http://localhost:8501/s/party/" + derive_party_token(SECRET_KEY, stored.round.id, party.id)
        for party in stored.partnership.parties
    ]


def test_it_asks_what_the_links_ask(context: Context, stored: StoredPartnership) -> None:
    data = read_print_data(context, stored.round.id, Language.ENGLISH)

    assert data.parties[0].parts == read_checkin(context, stored.tokens[0]).parts
    assert (data.partnership, data.round) == (stored.partnership, stored.round)
    assert data.language is Language.ENGLISH


def test_a_withdrawn_link_is_not_printed(context: Context, stored: StoredPartnership) -> None:
    first, *others = stored.invited
    with context.unit_of_work() as unit:
        withdrawn = replace(first.invitation, is_withdrawn=True)
        unit.rounds.replace_link(withdrawn, hash_token(first.token))
        unit.commit()

    data = read_print_data(context, stored.round.id, Language.DUTCH)

    printed = [person.participant for party in data.parties for person in party.people]
    assert printed == [each.participant for each in others]


def test_a_round_that_is_over_or_unknown_is_not_printed(
    context: Context, stored: StoredPartnership, clock: FakeClock
) -> None:
    clock.set(stored.round.closes_at + GRACE - timedelta(seconds=1))
    assert read_print_data(context, stored.round.id, Language.DUTCH).parties
    clock.advance(timedelta(seconds=1))

    with pytest.raises(RoundClosedError):
        read_print_data(context, stored.round.id, Language.DUTCH)
    with pytest.raises(NotFoundError):
        read_print_data(context, RoundId(10**6), Language.DUTCH)
