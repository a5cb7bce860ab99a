"""Whose each response is, also after somebody of that round was forgotten."""

from collections.abc import Mapping

import pytest

from monitor.domain.partnership import ParticipantId, Partnership
from monitor.domain.response import ResponseKey
from monitor.domain.round import RoundId
from monitor.services.checkin.rounds import close_round
from monitor.services.checkin.who_answered import find_who_answered
from monitor.services.context import Context
from monitor.services.privacy.person_data import erase_person
from tests.factories import FakeClock
from tests.seeding import TWO_WEEKS, answer_all, make_partnership, open_checkin


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def hold_round(context: Context, clock: FakeClock, partnership: Partnership) -> RoundId:
    opened = open_checkin(context, partnership)
    answer_all(context, opened.tokens, {})
    clock.advance(TWO_WEEKS)
    close_round(context, opened.id)
    return opened.id


def who_answered(
    context: Context, partnership: Partnership, round_id: RoundId
) -> Mapping[ResponseKey, ParticipantId]:
    """Return whose each response is that was sent in a round."""
    with context.unit_of_work(reads_only=True) as uow:
        round_ = uow.rounds.get(round_id)
        responses = uow.responses.sent_of(round_id)
        people = uow.partnerships.participants_of(partnership.id)
        found = find_who_answered(context, uow, round_, responses, people)
    return {each.key: found[each.key] for each in responses if each.key in found}


def people_of(context: Context, partnership: Partnership) -> list[ParticipantId]:
    with context.unit_of_work(reads_only=True) as uow:
        return [each.id for each in uow.partnerships.participants_of(partnership.id)]


def test_every_response_is_that_of_who_was_invited(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    round_id = hold_round(context, clock, partnership)

    found = who_answered(context, partnership, round_id)

    assert sorted(found.values()) == sorted(people_of(context, partnership))


def test_the_response_of_who_was_forgotten_is_that_of_somebody_who_is_not_there(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    round_id = hold_round(context, clock, partnership)
    forgotten, *others = people_of(context, partnership)

    erase_person(context, forgotten)

    found = who_answered(context, partnership, round_id)
    assert len(found) == 6
    assert set(others) < set(found.values())
    assert [each for each in found.values() if each < 0] == [ParticipantId(-1)]


def test_more_responses_without_an_owner_than_were_forgotten_are_nobodys(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    round_id = hold_round(context, clock, partnership)
    erase_person(context, people_of(context, partnership)[0])
    object.__setattr__(context, "secret_key", b"another key, as after the first was lost")

    assert who_answered(context, partnership, round_id) == {}
