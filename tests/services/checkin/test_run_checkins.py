"""One turn of the worker, on both databases."""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.domain.errors import StorageUnavailableError
from monitor.domain.mail import MailKind
from monitor.domain.round import GRACE, Round
from monitor.services.checkin import rounds
from monitor.services.checkin import run_checkins as module
from monitor.services.checkin.plan_rounds import RhythmDraft, plan_extra, set_rhythm
from monitor.services.checkin.run_checkins import HEARTBEAT, CheckinRun, run_checkins
from monitor.services.context import Context
from tests.factories import FakeClock, StoredPartnership, add_partnership
from tests.services.checkin.test_plan_rounds import period_from, planned_of, rounds_of
from tests.services.checkin.test_rounds import count_releases, run_at_once
from tests.services.mailing import add_mailed

FIRST_DAY = date(2026, 12, 2)
OPENS = datetime(2026, 12, 2, 8, tzinfo=UTC)


@pytest.fixture
def due(context: Context, clock: FakeClock) -> StoredPartnership:
    """A partnership whose round is to be closed and whose next one is to be opened."""
    stored = add_mailed(context)
    set_rhythm(context, stored.partnership.id, RhythmDraft(FIRST_DAY))
    clock.set(OPENS)
    return stored


def letters_of(context: Context, round_: Round) -> Sequence[MailKind]:
    with context.unit_of_work(reads_only=True) as uow:
        return sorted(each.kind for each in uow.outbox.list_of(round_.id))


def last_beat(context: Context) -> datetime | None:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.heartbeats.last(HEARTBEAT)


def test_without_anything_due_nothing_happens_but_a_sign_of_life(
    context: Context, clock: FakeClock
) -> None:
    assert run_checkins(context) == CheckinRun()

    assert last_beat(context) == clock.now()


def test_one_turn_closes_a_round_opens_the_next_and_plans_the_one_after_it(
    context: Context, due: StoredPartnership
) -> None:
    run = run_checkins(context)

    assert run == CheckinRun(closed=1, opened=1, planned=1)
    before, opened = rounds_of(context, due.partnership)
    assert before.closed_at == opened.opens_at == OPENS
    assert count_releases(context, due.partnership.id) == 1
    (planned,) = planned_of(context, due.partnership)
    assert planned.period == period_from(context, date(2027, 3, 2), 18)


def test_everybody_hears_of_the_results_and_is_invited_to_the_next_round(
    context: Context, due: StoredPartnership
) -> None:
    run_checkins(context)

    before, opened = rounds_of(context, due.partnership)
    assert letters_of(context, before) == [MailKind.INVITATION] * 6 + [MailKind.RESULTS] * 6
    assert letters_of(context, opened) == [MailKind.INVITATION] * 6


def test_reminders_are_queued(context: Context, clock: FakeClock) -> None:
    stored = add_mailed(context)
    clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))  # Half-way.

    run_checkins(context)

    assert letters_of(context, stored.round).count(MailKind.HALFWAY) == 6


def test_partnerships_that_time_alone_changes_are_looked_at_once(
    context: Context, clock: FakeClock
) -> None:
    add_mailed(context)
    clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))

    assert run_checkins(context) == CheckinRun(queued=6, reviewed=1)

    assert run_checkins(context) == CheckinRun()


def test_a_second_turn_finds_nothing_left(context: Context, due: StoredPartnership) -> None:
    run_checkins(context)
    letters = [letters_of(context, each) for each in rounds_of(context, due.partnership)]

    assert run_checkins(context) == CheckinRun()

    assert [letters_of(context, each) for each in rounds_of(context, due.partnership)] == letters


def test_two_workers_at_once_do_everything_once(context: Context, due: StoredPartnership) -> None:
    runs = run_at_once(2, lambda: run_checkins(context))
    run_checkins(context)

    done = [run for run in runs if isinstance(run, CheckinRun)]
    assert len(done) == 2
    assert [sum(run.closed for run in done), sum(run.opened for run in done)] == [1, 1]
    assert count_releases(context, due.partnership.id) == 1
    assert len(planned_of(context, due.partnership)) == 1
    before, opened = rounds_of(context, due.partnership)
    assert letters_of(context, before) == [MailKind.INVITATION] * 6 + [MailKind.RESULTS] * 6
    assert letters_of(context, opened) == [MailKind.INVITATION] * 6


def test_a_round_without_people_is_counted_and_waits(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=0)
    plan_extra(context, stored.partnership.id, period_from(context, FIRST_DAY))
    clock.set(OPENS)

    assert run_checkins(context) == CheckinRun(closed=1, without_people=1)

    assert len(planned_of(context, stored.partnership)) == 1


def test_one_round_that_fails_is_counted_and_does_not_stop_the_rest(
    context: Context,
    due: StoredPartnership,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = add_mailed(context)
    close = rounds.close_round

    def fail_for_one(given: Context, round_id: object) -> object:
        if round_id == due.round.id:
            raise ValueError("anna@voorbeeld.nl " + due.tokens[0])
        return close(given, other.round.id)

    monkeypatch.setattr(rounds, "close_round", fail_for_one)

    with caplog.at_level(logging.ERROR):
        run = run_checkins(context)

    assert (run.closed, run.failed) == (1, 1)
    assert count_releases(context, other.partnership.id) == 1
    assert f"Closing failed for {due.round.id}: ValueError" in caplog.text
    assert due.tokens[0] not in caplog.text
    assert last_beat(context) is not None


@pytest.mark.usefixtures("due")
def test_letters_that_cannot_be_queued_stop_no_check_in(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_context: Context) -> int:
        raise ValueError

    monkeypatch.setattr(module, "queue_letters", fail)

    run = run_checkins(context)

    assert (run.closed, run.opened, run.queued, run.failed) == (1, 1, 0, 1)


def test_a_database_that_is_away_is_told_at_once(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_context: Context) -> int:
        raise StorageUnavailableError

    monkeypatch.setattr(module, "queue_letters", fail)

    with pytest.raises(StorageUnavailableError):
        run_checkins(context)

    assert last_beat(context) is None


def test_rounds_close_and_open_at_the_moment_and_not_a_second_before(
    context: Context, clock: FakeClock, due: StoredPartnership
) -> None:
    clock.set(due.round.closes_at + GRACE - timedelta(seconds=1))
    assert run_checkins(context).closed == 0

    clock.advance(timedelta(seconds=1))
    assert run_checkins(context) == CheckinRun(closed=1)

    clock.set(OPENS - timedelta(seconds=1))
    assert run_checkins(context) == CheckinRun()

    clock.set(OPENS)
    assert run_checkins(context) == CheckinRun(opened=1, planned=1)


# H12.
def test_a_clock_that_goes_back_does_nothing_twice(
    context: Context, clock: FakeClock, due: StoredPartnership
) -> None:
    run_checkins(context)
    clock.advance(-timedelta(hours=2))

    assert run_checkins(context) == CheckinRun()

    assert len(rounds_of(context, due.partnership)) == 2


def test_quarter_after_quarter_runs_by_itself(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=1)
    rounds.close_round(context, stored.round.id)
    partnership = stored.partnership
    set_rhythm(context, partnership.id, RhythmDraft(FIRST_DAY))

    for _ in range(200):
        clock.advance(timedelta(days=1))
        run_checkins(context)

    days = [
        each.opens_at.astimezone(context.time_zone).date()
        for each in rounds_of(context, partnership)[1:]
    ]
    assert days == [FIRST_DAY, date(2027, 3, 2), date(2027, 6, 2)]
    assert count_releases(context, partnership.id) == 3
    assert len(planned_of(context, partnership)) == 1
