"""Rhythms, planned rounds and opening them, on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.domain.errors import (
    InvalidTransitionError,
    NotFoundError,
    RoundOverlapsError,
)
from monitor.domain.links import make_linking_secret
from monitor.domain.mail import MailKind
from monitor.domain.partnership import Language, Partnership, PartnershipId, Phase, PrivacyMode
from monitor.domain.planning import Period, PlannedRound, PlannedRoundId, Rhythm, plan_period
from monitor.domain.round import GRACE, Quarter, Round
from monitor.services.checkin.plan_rounds import (
    RhythmDraft,
    find_rhythm_faults,
    open_due_rounds,
    plan_ahead,
    plan_extra,
    set_light,
    set_rhythm,
    shift,
    skip,
    stop_rhythm,
)
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.ports import NewParticipant, UnitOfWork
from tests.factories import NOW, TODAY, FakeClock, add_partnership
from tests.services.checkin.test_rounds import add_closed_partnership, run_at_once

FIRST = date(2026, 12, 1)
QUARTERLY = RhythmDraft(FIRST)
A_DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)
UNKNOWN = PlannedRoundId(999)


@dataclass(frozen=True)
class ShiftingFirst:
    """Makes units of work; before the first that writes, a colleague shifts a planned round."""

    context: Context
    planned_id: PlannedRoundId
    period: Period

    def __call__(self, *, reads_only: bool = False) -> UnitOfWork:
        if not reads_only:
            shift(self.context, self.planned_id, self.period)
        return self.context.unit_of_work(reads_only=reads_only)

    def within(self, *_: object) -> "ShiftingFirst":
        return self

    def forget_writes(self) -> None:
        self.context.unit_of_work.forget_writes()


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return add_closed_partnership(context)


def planned_of(context: Context, partnership: Partnership) -> Sequence[PlannedRound]:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.plans.list_of(partnership.id)


def rhythm_of(context: Context, partnership: Partnership) -> Rhythm | None:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.plans.find_rhythm(partnership.id)


def rounds_of(context: Context, partnership: Partnership) -> Sequence[Round]:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.rounds.list_of(partnership.id)


def opening_days(context: Context, partnership: Partnership) -> list[date]:
    planned = planned_of(context, partnership)
    return [each.period.opens_at.astimezone(context.time_zone).date() for each in planned]


def period_from(context: Context, on: date, days: int = 10) -> Period:
    return plan_period(on, days, context.time_zone)


def store_rhythm(context: Context, partnership: Partnership, next_on: date, **fields: int) -> None:
    """Store a rhythm of which nothing is planned yet."""
    with context.unit_of_work() as uow:
        uow.plans.save_rhythm(Rhythm(partnership.id, next_on, next_on.day, **fields))
        uow.commit()


# The rhythm.


def test_a_rhythm_plans_its_first_round_and_knows_the_next_day(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    assert list(planned_of(context, partnership)) == [planned]
    assert planned.period == Period(
        datetime(2026, 12, 1, 8, tzinfo=UTC), datetime(2026, 12, 21, 22, 59, tzinfo=UTC)
    )
    assert (planned.is_light, planned.is_extra) == (False, False)
    assert rhythm_of(context, partnership) == Rhythm(partnership.id, date(2027, 3, 1), 1, 3, 18)


def test_a_rhythm_set_anew_drops_what_was_planned_for_the_old_one_but_no_extra_round(
    context: Context, partnership: Partnership
) -> None:
    set_rhythm(context, partnership.id, QUARTERLY)
    extra = plan_extra(context, partnership.id, period_from(context, date(2027, 1, 11)))

    monthly = set_rhythm(context, partnership.id, RhythmDraft(date(2026, 12, 8), 1, 10))

    assert list(planned_of(context, partnership)) == [monthly, extra]
    assert rhythm_of(context, partnership) == Rhythm(partnership.id, date(2027, 1, 8), 8, 1, 10)


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (replace(QUARTERLY, first_on=TODAY), "first_past"),
        (replace(QUARTERLY, first_on=TODAY - A_DAY), "first_past"),
        (replace(QUARTERLY, months=0), "months"),
        (replace(QUARTERLY, months=13), "months"),
        (replace(QUARTERLY, open_days=4), "days"),
        (replace(QUARTERLY, open_days=61), "days"),
        (RhythmDraft(FIRST, 1, 28), "days_too_long"),
        (RhythmDraft(FIRST, 2, 56), "days_too_long"),
    ],
)
def test_a_rhythm_with_a_fault_is_named_and_leaves_all_as_it_was(
    draft: RhythmDraft, fault: str, context: Context, partnership: Partnership
) -> None:
    before = set_rhythm(context, partnership.id, QUARTERLY)
    assert find_rhythm_faults(draft, TODAY) == [fault]

    with pytest.raises(InvalidTransitionError, match=fault):
        set_rhythm(context, partnership.id, draft)

    assert list(planned_of(context, partnership)) == [before]


@pytest.mark.parametrize(
    "draft",
    [RhythmDraft(TODAY + A_DAY, 12, 60), RhythmDraft(FIRST, 1, 5), RhythmDraft(FIRST, 1, 27)],
)
def test_a_rhythm_within_the_bounds_has_no_fault(draft: RhythmDraft) -> None:
    assert find_rhythm_faults(draft, TODAY) == []


def test_a_rhythm_does_not_begin_while_a_round_is_open(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)  # Open until the first of December.

    with pytest.raises(RoundOverlapsError):
        set_rhythm(context, stored.partnership.id, RhythmDraft(date(2026, 11, 30)))

    assert set_rhythm(context, stored.partnership.id, RhythmDraft(date(2026, 12, 2)))


def test_a_rhythm_does_not_begin_on_an_extra_round(
    context: Context, partnership: Partnership
) -> None:
    extra = plan_extra(context, partnership.id, period_from(context, FIRST))

    with pytest.raises(RoundOverlapsError):
        set_rhythm(context, partnership.id, QUARTERLY)

    assert list(planned_of(context, partnership)) == [extra]
    assert rhythm_of(context, partnership) is None


def test_stopping_drops_the_rhythm_and_what_was_planned_for_it_but_no_extra_round(
    context: Context, partnership: Partnership
) -> None:
    set_rhythm(context, partnership.id, QUARTERLY)
    extra = plan_extra(context, partnership.id, period_from(context, date(2027, 1, 11)))

    stop_rhythm(context, partnership.id)

    assert rhythm_of(context, partnership) is None
    assert list(planned_of(context, partnership)) == [extra]
    assert list(plan_ahead(context).done) == []


def test_nothing_is_planned_for_a_partnership_that_does_not_exist(context: Context) -> None:
    with pytest.raises(NotFoundError):
        set_rhythm(context, PartnershipId(999), QUARTERLY)
    with pytest.raises(NotFoundError):
        stop_rhythm(context, PartnershipId(999))
    with pytest.raises(NotFoundError):
        plan_extra(context, PartnershipId(999), period_from(context, FIRST))


# Changing one planned round.


def test_shifting_moves_this_round_and_no_other(context: Context, partnership: Partnership) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    before = rhythm_of(context, partnership)
    period = period_from(context, date(2026, 12, 7), 12)

    moved = shift(context, planned.id, period)

    assert moved == replace(planned, period=period)
    assert list(planned_of(context, partnership)) == [moved]
    assert rhythm_of(context, partnership) == before


def test_a_round_can_be_shifted_by_a_day_over_its_own_place(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    moved = shift(context, planned.id, period_from(context, FIRST + A_DAY, 18))

    assert moved.id == planned.id


def test_skipping_drops_this_round_and_plans_the_next(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    skip(context, planned.id)

    assert opening_days(context, partnership) == [date(2027, 3, 1)]


def test_skipping_an_extra_round_leaves_the_rhythm_alone(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    extra = plan_extra(context, partnership.id, period_from(context, date(2027, 1, 11)))

    skip(context, extra.id)

    assert list(planned_of(context, partnership)) == [planned]


def test_a_round_becomes_light_and_whole_again(context: Context, partnership: Partnership) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    light = set_light(context, planned.id, is_light=True)
    assert list(planned_of(context, partnership)) == [light] == [replace(planned, is_light=True)]

    set_light(context, planned.id, is_light=False)
    assert list(planned_of(context, partnership)) == [planned]


def test_an_extra_round_stands_outside_the_rhythm(
    context: Context, partnership: Partnership
) -> None:
    period = period_from(context, date(2027, 1, 11))

    extra = plan_extra(context, partnership.id, period, is_light=True)

    assert list(planned_of(context, partnership)) == [extra]
    assert (extra.period, extra.is_extra, extra.is_light) == (period, True, True)


def test_a_round_may_open_at_this_moment_but_not_in_the_past(
    context: Context, partnership: Partnership
) -> None:
    now = plan_extra(context, partnership.id, Period(NOW, NOW + A_DAY))
    earlier = Period(NOW - A_SECOND, NOW + A_DAY)

    with pytest.raises(InvalidTransitionError):
        shift(context, now.id, earlier)
    with pytest.raises(InvalidTransitionError):
        plan_extra(context, partnership.id, earlier)


@pytest.mark.parametrize("long", [timedelta(0), -A_DAY])
def test_a_round_does_not_close_before_it_opens(
    long: timedelta, context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    period = Period(NOW + A_DAY, NOW + A_DAY + long)

    with pytest.raises(InvalidTransitionError):
        plan_extra(context, partnership.id, period)
    with pytest.raises(InvalidTransitionError):
        shift(context, planned.id, period)


def test_no_two_planned_rounds_overlap_and_late_forms_have_their_time(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    extra = plan_extra(context, partnership.id, period_from(context, date(2027, 1, 11)))
    closes_at = planned.period.closes_at
    too_soon = Period(closes_at + GRACE, closes_at + 3 * A_DAY)

    with pytest.raises(RoundOverlapsError):
        plan_extra(context, partnership.id, too_soon)
    with pytest.raises(RoundOverlapsError):
        shift(context, extra.id, too_soon)

    in_time = replace(too_soon, opens_at=too_soon.opens_at + A_SECOND)
    assert shift(context, extra.id, in_time).period == in_time


def test_no_planned_round_overlaps_an_open_one(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work)
    closes_at = stored.round.closes_at
    period = Period(closes_at + GRACE, closes_at + 5 * A_DAY)

    with pytest.raises(RoundOverlapsError):
        plan_extra(context, stored.partnership.id, period)

    clock.advance(A_DAY)
    close_round(context, stored.round.id)
    assert plan_extra(context, stored.partnership.id, period)


def test_rounds_of_other_partnerships_are_not_in_the_way(
    context: Context, partnership: Partnership
) -> None:
    set_rhythm(context, partnership.id, QUARTERLY)
    other = add_closed_partnership(context, name="Ander")

    assert set_rhythm(context, other.id, QUARTERLY)


@pytest.mark.parametrize(
    "change",
    [
        lambda context: shift(context, UNKNOWN, Period(NOW, NOW + A_DAY)),
        lambda context: set_light(context, UNKNOWN, is_light=True),
        lambda context: skip(context, UNKNOWN),
    ],
    ids=["shift", "set_light", "skip"],
)
def test_what_is_not_planned_any_more_cannot_change(
    change: Callable[[Context], object], context: Context
) -> None:
    with pytest.raises(NotFoundError):
        change(context)


def test_of_two_who_skip_the_same_round_at_once_one_does(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    results = run_at_once(2, lambda: skip(context, planned.id))

    assert sorted(type(each).__name__ for each in results) == ["NoneType", "NotFoundError"]
    assert opening_days(context, partnership) == [date(2027, 3, 1)]


def test_of_two_who_plan_for_the_same_time_at_once_one_does(
    context: Context, partnership: Partnership
) -> None:
    period = period_from(context, FIRST)

    results = run_at_once(2, lambda: plan_extra(context, partnership.id, period))

    assert sorted(type(each).__name__ for each in results) == ["PlannedRound", "RoundOverlapsError"]
    assert len(planned_of(context, partnership)) == 1


# Planning ahead.


def test_every_rhythm_without_a_planned_round_gets_its_next_one_once(
    context: Context, partnership: Partnership
) -> None:
    store_rhythm(context, partnership, date(2027, 3, 1))

    (planned,) = plan_ahead(context).done

    assert planned.period == period_from(context, date(2027, 3, 1), 18)
    assert list(plan_ahead(context).done) == []
    assert list(planned_of(context, partnership)) == [planned]
    rhythm = rhythm_of(context, partnership)
    assert rhythm is not None
    assert rhythm.next_on == date(2027, 6, 1)


def test_an_extra_round_is_not_the_next_of_the_rhythm(
    context: Context, partnership: Partnership
) -> None:
    store_rhythm(context, partnership, date(2027, 3, 1))
    plan_extra(context, partnership.id, period_from(context, date(2027, 1, 11)))

    plan_ahead(context)

    assert opening_days(context, partnership) == [date(2027, 1, 11), date(2027, 3, 1)]


def test_the_next_round_begins_on_the_working_day_after_an_extra_one_in_its_way(
    context: Context, partnership: Partnership
) -> None:
    store_rhythm(context, partnership, date(2027, 3, 1))
    plan_extra(context, partnership.id, period_from(context, date(2027, 2, 22), 11))  # Friday.

    (planned,) = plan_ahead(context).done

    assert planned.period == Period(
        datetime(2027, 3, 8, 8, tzinfo=UTC), period_from(context, date(2027, 3, 1), 18).closes_at
    )


def test_a_next_round_for_which_too_little_time_is_left_is_passed_over(
    context: Context, partnership: Partnership
) -> None:
    store_rhythm(context, partnership, date(2027, 3, 1))
    plan_extra(context, partnership.id, period_from(context, date(2027, 3, 5), 14))

    plan_ahead(context)

    assert opening_days(context, partnership) == [date(2027, 3, 5), date(2027, 6, 1)]


def test_the_next_round_gives_way_to_one_that_opened_late(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(date(2026, 12, 1), 1, 20))
    clock.set(datetime(2026, 12, 15, 12, tzinfo=UTC))
    (opened,) = open_due_rounds(context).opened  # Two weeks late.
    assert opened.closes_at > datetime(2027, 1, 1, tzinfo=UTC)

    (planned,) = plan_ahead(context).done

    assert planned.period.opens_at > opened.closes_at + GRACE
    assert planned.period.closes_at == period_from(context, date(2027, 1, 1), 20).closes_at


def test_rounds_whose_opening_has_passed_are_passed_over(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    store_rhythm(context, partnership, FIRST)
    clock.set(datetime(2027, 8, 1, tzinfo=UTC))

    plan_ahead(context)

    assert opening_days(context, partnership) == [date(2027, 9, 1)]


def test_one_rhythm_that_cannot_be_planned_does_not_stop_the_others(
    context: Context, partnership: Partnership
) -> None:
    other = add_closed_partnership(context, name="Ander")
    store_rhythm(context, partnership, date(9999, 12, 1))  # There is no day after it.
    store_rhythm(context, other, FIRST)

    outcome = plan_ahead(context)

    assert outcome.failed == 1
    assert [each.partnership_id for each in outcome.done] == [other.id]


def test_two_workers_at_once_plan_each_round_once(
    context: Context, partnership: Partnership
) -> None:
    store_rhythm(context, partnership, FIRST)

    run_at_once(3, lambda: plan_ahead(context))

    assert opening_days(context, partnership) == [FIRST]


# Opening what is due.


def test_a_planned_round_opens_at_its_moment_and_not_before(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    clock.set(planned.period.opens_at - A_SECOND)
    assert list(open_due_rounds(context).opened) == []

    clock.set(planned.period.opens_at)
    (opened,) = open_due_rounds(context).opened

    assert rounds_of(context, partnership)[-1] == opened
    assert (opened.opens_at, opened.closes_at) == (
        planned.period.opens_at,
        planned.period.closes_at,
    )
    assert (opened.sequence, opened.quarter) == (2, Quarter(2026, 4))
    assert list(planned_of(context, partnership)) == []


def test_it_opens_with_what_holds_at_that_moment(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    set_light(context, planned.id, is_light=True)
    with context.unit_of_work() as uow:
        agreed = replace(partnership, privacy_mode=PrivacyMode.OPEN, minimum_group=6)
        uow.partnerships.save_privacy(agreed)
        uow.linking_secrets.add(partnership.id, make_linking_secret())
        uow.commit()
    clock.set(planned.period.opens_at)

    (opened,) = open_due_rounds(context).opened

    assert (opened.privacy_mode, opened.minimum_group) == (PrivacyMode.OPEN, 6)
    assert (opened.is_light, opened.is_linked) == (True, True)
    assert (opened.phase, opened.questionnaire_version) == (Phase.DURING, CURRENT_VERSION)


def test_the_roster_is_of_those_who_are_active_when_it_opens(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    with context.unit_of_work() as uow:
        new = NewParticipant("Nieuw", Language.DUTCH, FIRST)
        uow.partnerships.add_participant(partnership.parties[0].id, new)
        former, *others = uow.partnerships.participants_of(partnership.id)
        uow.partnerships.save_participant(replace(former, active_until=FIRST - A_DAY))
        uow.commit()
    clock.set(planned.period.opens_at)

    (opened,) = open_due_rounds(context).opened

    with context.unit_of_work(reads_only=True) as uow:
        invited = {each.participant_id for each in uow.rounds.invitations_of(opened.id)}
    assert invited == {each.id for each in others}


def test_those_invited_get_a_letter_in_the_same_transaction(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    with context.unit_of_work() as uow:
        somebody = uow.partnerships.participants_of(partnership.id)[0]
        uow.partnerships.save_participant(replace(somebody, email="anna@voorbeeld.nl"))
        uow.commit()
    clock.set(planned.period.opens_at)

    (opened,) = open_due_rounds(context).opened

    with context.unit_of_work(reads_only=True) as uow:
        letters = uow.outbox.list_of(opened.id)
    assert [(each.kind, each.participant_id) for each in letters] == [
        (MailKind.INVITATION, somebody.id)
    ]


def test_a_round_that_opens_a_week_late_is_open_as_long_as_planned(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, RhythmDraft(date(2026, 12, 7), 3, 11))
    clock.set(planned.period.opens_at + timedelta(days=7, hours=2))

    (opened,) = open_due_rounds(context).opened

    assert opened.opens_at == clock.now()
    # A week after Friday the 18th it is Christmas, and then weekend.
    assert opened.closes_at == datetime(2026, 12, 28, 22, 59, tzinfo=UTC)


def test_it_waits_while_the_round_before_it_is_not_final(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    first = plan_extra(context, partnership.id, period_from(context, FIRST, 5))
    second = plan_extra(context, partnership.id, period_from(context, date(2026, 12, 10), 5))
    clock.set(first.period.opens_at)
    (opened,) = open_due_rounds(context).opened
    clock.set(second.period.opens_at)

    assert list(open_due_rounds(context).opened) == []
    assert list(planned_of(context, partnership)) == [second]

    close_round(context, opened.id)
    assert [each.sequence for each in open_due_rounds(context).opened] == [3]


def test_it_waits_until_every_party_has_somebody_to_invite_and_tells_so(
    context: Context, clock: FakeClock
) -> None:
    partnership = add_closed_partnership(context, people_per_party=0)
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    clock.set(planned.period.opens_at)

    openings = open_due_rounds(context)

    assert (list(openings.opened), openings.failed) == ([], 0)
    assert list(openings.without_people) == [planned.id]
    assert list(planned_of(context, partnership)) == [planned]

    with context.unit_of_work() as uow:
        for party in partnership.parties:
            new = NewParticipant("Anna", Language.DUTCH, TODAY)
            uow.partnerships.add_participant(party.id, new)
        uow.commit()
    assert len(open_due_rounds(context).opened) == 1


def test_one_that_fails_stays_planned_and_does_not_stop_the_others(
    context: Context, partnership: Partnership, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add_closed_partnership(context, name="Ander")
    broken, well = (set_rhythm(context, each.id, QUARTERLY) for each in (partnership, other))
    clock.set(well.period.opens_at)

    def moved_to(planned: PlannedRound, *_: object) -> Period:
        if planned.id == broken.id:
            raise ValueError
        return planned.period

    with monkeypatch.context() as patch:
        patch.setattr(PlannedRound, "moved_to", moved_to)
        openings = open_due_rounds(context)

    assert [each.partnership_id for each in openings.opened] == [other.id]
    assert openings.failed == 1
    assert list(planned_of(context, partnership)) == [broken]


def test_one_that_is_shifted_before_its_turn_stays_closed(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    clock.set(planned.period.opens_at)
    later = period_from(context, date(2026, 12, 7))

    openings = open_due_rounds(
        replace(context, unit_of_work=ShiftingFirst(context, planned.id, later))
    )

    assert (list(openings.opened), openings.failed) == ([], 0)
    assert [each.period for each in planned_of(context, partnership)] == [later]


def test_two_workers_at_once_open_each_round_once(context: Context, clock: FakeClock) -> None:
    partnerships = [add_closed_partnership(context, name=f"Samen {n}") for n in range(3)]
    planned = [set_rhythm(context, each.id, QUARTERLY) for each in partnerships]
    clock.set(planned[0].period.opens_at)

    run_at_once(3, lambda: open_due_rounds(context))

    assert [len(rounds_of(context, each)) for each in partnerships] == [2, 2, 2]
    assert [len(planned_of(context, each)) for each in partnerships] == [0, 0, 0]


# Opening now, beside what is planned.


def test_a_round_opened_now_may_not_run_into_a_planned_one(
    context: Context, partnership: Partnership
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)

    with pytest.raises(RoundOverlapsError):
        open_round(context, partnership.id, planned.period.opens_at)
    assert len(rounds_of(context, partnership)) == 1

    opened = open_round(context, partnership.id, planned.period.opens_at - A_DAY, is_light=True)
    assert opened.is_light
    assert rounds_of(context, partnership)[-1] == opened


def test_of_a_round_opened_by_hand_and_one_that_is_due_at_the_same_time_one_opens(
    context: Context, partnership: Partnership, clock: FakeClock
) -> None:
    planned = set_rhythm(context, partnership.id, QUARTERLY)
    clock.set(planned.period.opens_at)
    actions: list[Callable[[], object]] = [
        lambda: open_due_rounds(context),
        lambda: open_round(context, partnership.id, planned.period.closes_at),
    ]

    def act() -> object:
        return actions.pop()()

    run_at_once(2, act)

    assert len(rounds_of(context, partnership)) == 2
