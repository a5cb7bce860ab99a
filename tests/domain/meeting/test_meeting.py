"""A meeting while it is prepared, held and over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.meeting.meeting import (
    Key,
    Meeting,
    MeetingState,
    begin,
    end,
    follow,
    go_to,
    note,
    note_key,
    take_key_back,
    turn_key,
)
from monitor.domain.meeting.plan import NEEDS_KEYS, Plan, StepKind, card_step, default_step
from monitor.domain.register.record import Authorship
from tests.domain.meeting.making import (
    AN_HOUR,
    CARD,
    INITIATIVE,
    MUNICIPALITY,
    NOOR,
    make_meeting,
    make_plan,
)
from tests.factories import NOW, make_partnership

BOTH = (MUNICIPALITY, INITIATIVE)
LATER = NOW + AN_HOUR


def prepared() -> Meeting:
    return make_meeting(began_at=None)


def test_a_meeting_is_prepared_then_runs_then_is_over() -> None:
    running = begin(prepared(), NOW)

    assert prepared().state is MeetingState.PREPARED
    assert running.state is MeetingState.RUNNING
    assert end(running, LATER).state is MeetingState.ENDED


def test_a_meeting_begins_at_its_first_step() -> None:
    begun = begin(replace(prepared(), position=3), NOW)

    assert (begun.position, begun.began_at, begun.step_began_at) == (0, NOW, NOW)


def test_beginning_a_meeting_that_runs_changes_nothing() -> None:
    running = make_meeting(position=4)

    assert begin(running, LATER) == running


def test_a_meeting_that_was_over_goes_on_where_it_was_with_a_new_clock() -> None:
    over = make_meeting(position=4, ended_at=LATER, keys=BOTH)

    again = begin(over, LATER + AN_HOUR)

    assert again.state is MeetingState.RUNNING
    assert (again.position, again.began_at, again.keys) == (4, NOW, over.keys)
    assert again.step_began_at == LATER + AN_HOUR


def test_a_meeting_ends_once() -> None:
    over = make_meeting(ended_at=LATER)

    assert end(over, LATER + AN_HOUR) == over


@given(position=st.integers(-100, 100))
def test_every_position_shows_a_step_of_the_plan(position: int) -> None:
    shown = go_to(make_meeting(), position, LATER)

    assert shown.step in shown.plan.steps


def test_another_step_begins_its_own_clock() -> None:
    shown = go_to(make_meeting(), 2, LATER)

    assert shown.step_began_at == LATER


def test_the_same_step_keeps_its_clock() -> None:
    meeting = make_meeting(position=2)

    assert go_to(meeting, 2, LATER) == meeting


def test_after_the_last_step_comes_none() -> None:
    meeting = make_meeting(plan=make_plan(StepKind.PROUD, StepKind.TALK))

    assert meeting.next_step == default_step(StepKind.TALK)
    assert go_to(meeting, 1, LATER).next_step is None


def test_the_picture_opens_only_when_every_party_agreed() -> None:
    partnership = make_partnership()

    opened = [make_meeting(keys=keys).is_open_to_all(partnership) for keys in ((), BOTH[:1], BOTH)]

    assert opened == [False, False, True]


def test_a_party_agrees_once_and_the_first_time_counts() -> None:
    meeting = make_meeting(keys=[MUNICIPALITY])

    again = turn_key(meeting, Key(MUNICIPALITY, Authorship("Ali", LATER), is_aloud=False))

    assert again == meeting
    assert again.keys[0].turned == NOOR


def test_a_party_may_change_its_mind() -> None:
    closed = take_key_back(make_meeting(keys=BOTH), INITIATIVE)

    assert not closed.has_key_of(INITIATIVE)
    assert closed.has_key_of(MUNICIPALITY)
    assert not closed.is_open_to_all(make_partnership())


def test_only_the_steps_with_numbers_per_party_wait_for_keys() -> None:
    partnership, shut, opened = make_partnership(), make_meeting(), make_meeting(keys=BOTH)

    closed = {s.kind for s in shut.plan.steps if shut.is_closed_step(s, partnership)}

    assert closed == NEEDS_KEYS
    assert not any(opened.is_closed_step(each, partnership) for each in opened.plan.steps)


def test_a_note_is_kept_beside_its_step_and_an_empty_one_is_not() -> None:
    talk, card = default_step(StepKind.TALK), card_step(CARD)

    noted = note(note(make_meeting(), talk, "Rustig afsluiten."), card, "Kort.")

    assert (noted.note_of(talk), noted.note_of(card)) == ("Rustig afsluiten.", "Kort.")
    assert note(noted, talk, "").notes == ((note_key(card), "Kort."),)


def test_another_plan_shows_the_same_step_at_its_new_place() -> None:
    meeting = make_meeting(plan=make_plan(StepKind.PROUD, StepKind.JOINT), position=1)
    longer = replace(default_step(StepKind.JOINT), minutes=20)
    plan = replace(meeting.plan, steps=(longer, default_step(StepKind.TALK)))

    followed = follow(meeting, plan, LATER)

    assert (followed.plan, followed.position, followed.step_began_at) == (plan, 0, NOW)


def test_another_plan_without_the_step_goes_on_near_by_with_a_new_clock() -> None:
    meeting = make_meeting(
        plan=make_plan(StepKind.PROUD, StepKind.JOINT, StepKind.TALK), position=2
    )

    followed = follow(meeting, make_plan(StepKind.PROUD, StepKind.JOINT), LATER)

    assert (followed.position, followed.step_began_at) == (1, LATER)


def test_another_plan_of_a_meeting_that_has_not_begun_starts_no_clock() -> None:
    followed = follow(prepared(), make_plan(StepKind.TALK), LATER)

    assert followed.step_began_at is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (make_plan(), make_plan(round_id=2)),
        (make_plan(shows_questions=False), make_plan(shows_questions=True)),
        (make_plan(StepKind.PARTIES), make_plan(StepKind.PARTIES, StepKind.MIRROR)),
    ],
    ids=["another round", "single questions", "another picture per party"],
)
def test_a_plan_that_opens_more_needs_the_keys_anew(before: Plan, after: Plan) -> None:
    meeting = make_meeting(plan=before, keys=BOTH)

    assert follow(meeting, after, LATER).keys == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (make_plan(), make_plan(shows_questions=False)),
        (make_plan(StepKind.PARTIES, StepKind.MIRROR), make_plan(StepKind.PARTIES)),
        (make_plan(StepKind.PARTIES), make_plan(StepKind.TALK, StepKind.PARTIES)),
    ],
    ids=["no single questions", "less per party", "something else"],
)
def test_a_plan_that_opens_no_more_keeps_the_keys(before: Plan, after: Plan) -> None:
    meeting = make_meeting(plan=before, keys=BOTH)

    assert follow(meeting, after, LATER).keys == meeting.keys
