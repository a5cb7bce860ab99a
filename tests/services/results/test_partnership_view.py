"""What the pages of one partnership may know, on both databases."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.links import derive_response_key
from monitor.domain.partnership import Language, PartnershipId, PartyId, PrivacyMode
from monitor.domain.response import Response
from monitor.domain.round import GRACE
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.ports import NewParticipant
from monitor.services.results.partnership_view import (
    PartyProgress,
    read_checkins,
    read_partnership,
)
from tests.builders import make_answers
from tests.factories import (
    NOW,
    SECRET_KEY,
    TODAY,
    TWO_WEEKS,
    FakeClock,
    Invited,
    StoredPartnership,
    add_partnership,
)

UNKNOWN = 999


def answer(context: Context, invited: Sequence[Invited], *, is_sent: bool = True) -> None:
    """Store a response, sent or still a draft, for each of these people."""
    with context.unit_of_work() as work:
        for each in invited:
            key = derive_response_key(SECRET_KEY, each.token)
            party_id = each.invitation.party_id
            form = Response(
                key, each.invitation.round_id, party_id, make_answers(4), is_sent=is_sent
            )
            work.responses.save(form)
        work.commit()


def first_of(stored: StoredPartnership) -> Sequence[Invited]:
    return stored.open_round.of(stored.partnership.parties[0])


def progress_of(context: Context, stored: StoredPartnership) -> PartyProgress:
    """Return how far the first party is."""
    return read_checkins(context, stored.partnership.id).progress[0]


# The partnership.


def test_a_partnership_is_read_with_its_releases_and_its_open_round(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    first = close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    view = read_partnership(context, stored.partnership.id)

    assert view.partnership == stored.partnership
    assert list(view.releases) == [first]
    assert view.open_round == opened


def test_releases_are_listed_from_the_oldest(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)
    for _ in range(2):
        close_round(context, open_round(context, stored.partnership.id, NOW + TWO_WEEKS).id)

    releases = read_partnership(context, stored.partnership.id).releases

    assert [release.sequence for release in releases] == [1, 2, 3]


def test_light_rounds_stand_apart_from_those_that_are_compared(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    full = close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS, is_light=True)
    light = close_round(context, opened.id)

    view = read_partnership(context, stored.partnership.id)

    assert list(view.releases) == [full]
    assert list(view.light) == [light]
    assert view.newest_light == light


def test_a_light_round_is_no_news_after_the_next_full_one(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)
    for is_light in (True, False):
        opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS, is_light=is_light)
        close_round(context, opened.id)

    view = read_partnership(context, stored.partnership.id)

    assert [release.sequence for release in view.releases] == [1, 3]
    assert [release.sequence for release in view.light] == [2]
    assert view.newest_light is None


def test_nothing_of_an_open_round_is_released(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=8)
    answer(context, stored.invited)

    assert list(read_partnership(context, stored.partnership.id).releases) == []


@pytest.mark.parametrize("after_opening", [timedelta(seconds=-1), TWO_WEEKS, TWO_WEEKS + GRACE])
def test_a_round_that_takes_no_new_answers_is_not_open(
    after_opening: timedelta, context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(NOW + after_opening)

    assert read_partnership(context, stored.partnership.id).open_round is None


def test_a_partnership_that_does_not_exist_is_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_partnership(context, PartnershipId(UNKNOWN))
    with pytest.raises(NotFoundError):
        read_checkins(context, PartnershipId(UNKNOWN))


# Progress while a round is open.


@pytest.mark.parametrize(
    ("sent", "has_enough"), [(0, False), (1, False), (2, False), (3, True), (4, True)]
)
def test_of_fewer_than_five_invited_only_enough_or_not_is_told(
    sent: int, *, has_enough: bool, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=4)
    answer(context, first_of(stored)[:sent])

    party_id = stored.partnership.parties[0].id
    assert progress_of(context, stored) == PartyProgress(party_id, has_enough, None, None)


@pytest.mark.parametrize(("sent", "has_enough"), [(0, False), (2, False), (3, True), (5, True)])
def test_from_five_invited_the_answers_are_counted(
    sent: int, *, has_enough: bool, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    answer(context, first_of(stored)[:sent])

    party_id = stored.partnership.parties[0].id
    assert progress_of(context, stored) == PartyProgress(party_id, has_enough, sent, 5)


def test_a_stricter_minimum_takes_more_answers_to_be_enough(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=6, minimum_group=6)
    answer(context, first_of(stored)[:5])

    assert not progress_of(context, stored).has_enough


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_where_everything_may_be_shown_small_parties_are_counted_too(
    mode: PrivacyMode, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=1, privacy_mode=mode)
    answer(context, first_of(stored))

    both = read_checkins(context, stored.partnership.id).progress

    assert [(each.has_enough, each.answered, each.invited) for each in both] == [
        (True, 1, 1),
        (False, 0, 1),
    ]


def test_a_draft_does_not_count_as_an_answer(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=5)
    answer(context, first_of(stored), is_sent=False)

    assert progress_of(context, stored).answered == 0


# The list of check-ins.


def test_check_ins_are_listed_from_the_oldest_with_the_one_that_runs(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)
    opened = open_round(context, stored.partnership.id, NOW + TWO_WEEKS)

    view = read_checkins(context, stored.partnership.id)

    assert [each.id for each in view.rounds] == [stored.round.id, opened.id]
    assert view.current == opened
    assert [each.party_id for each in view.progress] == [
        party.id for party in stored.partnership.parties
    ]


def test_a_round_past_its_deadline_stays_the_current_one_until_it_is_final(
    context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(stored.round.closes_at + GRACE)

    assert read_checkins(context, stored.partnership.id).current == stored.round


def test_without_a_running_round_there_is_no_progress(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)
    close_round(context, stored.round.id)

    view = read_checkins(context, stored.partnership.id)

    assert view.current is None
    assert list(view.progress) == []


def test_participants_are_counted_by_who_is_active_today(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=2)
    one, other = (party.id for party in stored.partnership.parties)
    with context.unit_of_work() as work:
        gone = NewParticipant("Weg", Language.DUTCH, date(2024, 1, 1), TODAY - timedelta(days=1))
        here = NewParticipant("Nieuw", Language.DUTCH, TODAY)
        work.partnerships.add_participant(one, gone)
        work.partnerships.add_participant(other, here)
        work.commit()

    counted = read_checkins(context, stored.partnership.id).participants

    assert counted == {PartyId(one): 2, PartyId(other): 3}
