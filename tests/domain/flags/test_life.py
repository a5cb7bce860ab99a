"""What people do with a worry, and what makes no sense."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import InvalidTransitionError
from monitor.domain.flags import life
from monitor.domain.flags.worry import StepKind, Worry, WorryState
from monitor.domain.register.record import Authorship
from tests.domain.flags.worries import NOOR, make_worry
from tests.factories import NOW, TODAY

SOON = TODAY + timedelta(days=30)
LATER = Authorship("Sem Bakker", NOW + timedelta(days=3))


@pytest.mark.parametrize("state", [WorryState.NEW, WorryState.CAME_BACK])
def test_a_new_worry_is_seen_by_somebody(state: WorryState) -> None:
    seen = life.see(make_worry(state=state), LATER)

    assert seen.state is WorryState.SEEN
    assert (seen.steps[-1].by, seen.steps[-1].at) == (LATER.by, LATER.at)
    assert seen.changed_at == LATER.at


@pytest.mark.parametrize("state", [WorryState.SEEN, WorryState.TALKED, WorryState.CLOSED])
def test_what_was_seen_is_not_seen_again(state: WorryState) -> None:
    with pytest.raises(InvalidTransitionError):
        life.see(make_worry(state=state), NOOR)


@pytest.mark.parametrize("state", [WorryState.NEW, WorryState.SEEN, WorryState.CAME_BACK])
def test_a_worry_is_talked_about_with_what_came_of_it(state: WorryState) -> None:
    talked = life.talk(make_worry(state=state), NOOR, " We bellen elke week. ")

    assert talked.state is WorryState.TALKED
    assert talked.steps[-1].note == "We bellen elke week."


@pytest.mark.parametrize("state", [WorryState.TALKED, WorryState.AGREED, WorryState.CLOSED])
def test_what_was_talked_about_goes_on_from_there(state: WorryState) -> None:
    with pytest.raises(InvalidTransitionError):
        life.talk(make_worry(state=state), NOOR)


@pytest.mark.parametrize("state", [each for each in WorryState if each is not WorryState.CLOSED])
def test_something_may_be_agreed_whenever_a_worry_is_open_also_twice(state: WorryState) -> None:
    assert life.agree(make_worry(state=state), NOOR).state is WorryState.AGREED


@pytest.mark.parametrize("state", [each for each in WorryState if each is not WorryState.CLOSED])
def test_a_person_may_close_every_open_worry(state: WorryState) -> None:
    resting = life.snooze(make_worry(state=state), SOON, "Vakantie", NOOR, TODAY)

    closed = life.close(resting, LATER, "Opgelost")

    assert not closed.is_open
    assert closed.snooze is None
    assert not closed.with_good_news
    assert closed.steps[-1].note == "Opgelost"


@pytest.mark.parametrize(
    "change",
    [
        lambda worry: life.agree(worry, NOOR),
        lambda worry: life.close(worry, NOOR),
        lambda worry: life.snooze(worry, SOON, "Vakantie", NOOR, TODAY),
    ],
)
def test_what_is_closed_stays_closed(change: Callable[[Worry], Worry]) -> None:
    with pytest.raises(InvalidTransitionError):
        change(make_worry(state=WorryState.CLOSED))


def test_closing_can_be_taken_back_to_where_the_worry_stood() -> None:
    talked = life.talk(make_worry(), NOOR)

    reopened = life.reopen(life.close(talked, NOOR), LATER)

    assert reopened.state is WorryState.TALKED
    assert len(reopened.steps) == len(talked.steps) + 2


def test_what_the_monitor_closed_or_no_longer_finds_is_not_opened_by_hand() -> None:
    closed = life.close(make_worry(), NOOR)
    by_monitor = replace(closed, steps=(*closed.steps[:-1], replace(closed.steps[-1], by=None)))

    assert life.can_reopen(closed)
    assert not life.can_reopen(make_worry())
    assert not life.can_reopen(by_monitor)
    assert not life.can_reopen(replace(closed, is_present=False))
    with pytest.raises(InvalidTransitionError):
        life.reopen(by_monitor, NOOR)


def test_a_note_changes_nothing_but_the_history() -> None:
    noted = life.note(make_worry(state=WorryState.CLOSED), " Nabellen in mei ", NOOR)

    assert noted.state is WorryState.CLOSED
    assert noted.steps[-1].kind is StepKind.NOTE
    assert noted.steps[-1].note == "Nabellen in mei"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_note_is_none(text: str) -> None:
    with pytest.raises(InvalidTransitionError):
        life.note(make_worry(), text, NOOR)


def test_a_worry_rests_until_a_day_and_not_on_it() -> None:
    resting = life.snooze(make_worry(), SOON, " Vakantie ", NOOR, TODAY)

    assert resting.state is WorryState.NEW
    assert resting.is_resting(SOON - timedelta(days=1))
    assert not resting.is_resting(SOON)
    assert resting.snooze is not None
    assert resting.snooze.reason == resting.steps[-1].note == "Vakantie"


@pytest.mark.parametrize(("days", "reason"), [(0, "Vakantie"), (-1, "Vakantie"), (30, " ")])
def test_it_rests_only_until_a_day_to_come_and_for_a_reason(days: int, reason: str) -> None:
    with pytest.raises(InvalidTransitionError):
        life.snooze(make_worry(), TODAY + timedelta(days=days), reason, NOOR, TODAY)


def test_a_resting_worry_can_be_woken_and_no_other() -> None:
    resting = life.snooze(make_worry(), SOON, "Vakantie", NOOR, TODAY)

    woken = life.wake(resting, LATER)

    assert woken.snooze is None
    assert woken.steps[-1].kind is StepKind.WOKEN
    with pytest.raises(InvalidTransitionError):
        life.wake(woken, LATER)
