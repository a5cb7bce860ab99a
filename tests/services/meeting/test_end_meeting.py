"""The end of a meeting is told on the time line and to the worries it was about, once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.errors import MeetingNotRunningError, NotFoundError
from monitor.domain.flags.worry import Worry, WorryKind, WorryState
from monitor.domain.meeting.live import LiveKind
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState
from monitor.domain.meeting.plan import Plan, StepKind
from monitor.domain.partnership import Partnership, meet_next
from monitor.domain.register.log import Contact, Event, EventKind
from monitor.services.cards.choose_cards import choose_card, chosen_cards
from monitor.services.cards.library import read_library
from monitor.services.context import Context
from monitor.services.flags import handle_worry
from monitor.services.meeting.ask_live import open_question, read_live, show_results
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import begin_meeting, move
from monitor.services.meeting.write_down import Note, undo, write_note
from tests.copies import Copies
from tests.factories import FakeClock
from tests.meetings import Town, make_town

KEY = "a" * 32
A_DAY = timedelta(days=1)


@pytest.fixture
def town(copies: Copies) -> Town:
    """A partnership of which one side lost its trust."""
    return Town(copies.context, copies.clock, copies.fill(lose_trust))


def lose_trust(context: Context, clock: FakeClock) -> Partnership:
    town = make_town(context, clock)
    town.answer_round({}, {"TRU": 1})
    return town.partnership


def end(town: Town, meeting: Meeting) -> Meeting:
    return end_meeting(town.context, meeting.id, town.written)


def go_to_end(town: Town, meeting: Meeting) -> Meeting:
    return move(town.context, meeting.id, meeting.position, len(meeting.plan.steps) - 1)


def meet_on(town: Town, on: date | None) -> None:
    with town.context.unit_of_work() as uow:
        partnership = uow.partnerships.lock(town.partnership.id)
        profile = meet_next(partnership.profile, on)
        uow.partnerships.save(replace(partnership, profile=profile))
        uow.commit()


def meets_on(town: Town) -> date | None:
    with town.context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get(town.partnership.id).profile.next_meeting_on


def events_of(town: Town) -> list[Event]:
    with town.context.unit_of_work(reads_only=True) as uow:
        return [each.content for each in uow.records.list_of(town.partnership.id, Event)]


def contacts_of(town: Town) -> list[Contact]:
    with town.context.unit_of_work(reads_only=True) as uow:
        return [each.content for each in uow.records.list_of(town.partnership.id, Contact)]


def worries_of(town: Town) -> Sequence[Worry]:
    with town.context.unit_of_work(reads_only=True) as uow:
        return uow.worries.list_of(town.partnership.id)


def gap_of(town: Town) -> Worry:
    return next(each for each in worries_of(town) if each.kind is WorryKind.GAP)


def plan_of(town: Town, *kinds: StepKind) -> Plan:
    steps = tuple(step for step in town.plan.steps if step.kind in kinds)
    return replace(town.plan, steps=steps)


def test_it_stands_on_the_time_line_and_counts_as_contact(town: Town) -> None:
    ended = end(town, town.begin())

    today = town.context.today()
    assert (ended.state, ended.ended_at) == (MeetingState.ENDED, town.clock.now())
    assert events_of(town) == [Event(today, EventKind.MEETING, title="")]
    assert contacts_of(town) == [Contact(today)]


def test_one_that_is_ended_days_later_stands_on_the_day_on_which_it_was_held(town: Town) -> None:
    meeting, held_on = town.begin(), town.context.today()
    town.clock.advance(2 * A_DAY)

    end(town, meeting)

    assert [each.on for each in events_of(town)] == [held_on]
    assert contacts_of(town) == [Contact(held_on)]


def test_a_meeting_that_is_over_stays_as_it_was(town: Town) -> None:
    ended = end(town, town.begin())
    town.clock.advance(timedelta(minutes=5))

    assert end(town, ended) == ended
    assert len(events_of(town)) == 1


def test_one_that_is_begun_again_and_ended_once_more_is_not_told_twice(town: Town) -> None:
    first = end(town, town.begin())
    begin_meeting(town.context, first.id)
    town.clock.advance(A_DAY)

    second = end(town, first)

    assert (second.event_id, second.ended_at) == (first.event_id, town.clock.now())
    assert len(events_of(town)) == len(contacts_of(town)) == 1


def test_one_that_has_not_begun_cannot_end(town: Town) -> None:
    with pytest.raises(MeetingNotRunningError):
        end(town, town.prepare())
    with pytest.raises(NotFoundError):
        end_meeting(town.context, MeetingId(9999), town.written)


def test_worries_that_a_screen_was_about_are_talked_about_and_others_are_not(town: Town) -> None:
    end(town, town.agree(town.begin(plan_of(town, StepKind.DIFFERENCES))))

    talked = [each for each in worries_of(town) if each.state is WorryState.TALKED]
    assert [each.kind for each in talked] == [WorryKind.GAP]
    assert talked[0].steps[-1].by == town.written.by
    assert WorryState.NEW in {each.state for each in worries_of(town)}


def test_a_screen_that_stayed_covered_or_was_not_reached_was_about_nothing(town: Town) -> None:
    covered = town.begin(plan_of(town, StepKind.DIFFERENCES))
    end(town, covered)
    not_reached = town.agree(town.begin(plan_of(town, StepKind.JOINT, StepKind.DIFFERENCES)))
    end(town, not_reached)
    assert gap_of(town).state is WorryState.NEW

    begin_meeting(town.context, not_reached.id)
    end(town, go_to_end(town, not_reached))

    assert gap_of(town).state is WorryState.TALKED


def test_what_people_went_further_with_already_stays_as_it_is(town: Town) -> None:
    closed = handle_worry.close(town.context, gap_of(town).id, "", town.written)

    end(town, town.agree(town.begin(plan_of(town, StepKind.DIFFERENCES))))

    assert gap_of(town).steps == closed.steps


def test_its_cards_are_chosen_no_more_and_those_chosen_since_stay(town: Town) -> None:
    first, second = read_library(town.context).all()[:2]
    choose_card(town.context, town.partnership.id, first.code, town.written)
    ended = end(town, town.begin())
    assert not chosen_cards(town.context, town.partnership.id)

    choose_card(town.context, town.partnership.id, second.code, town.written)
    begin_meeting(town.context, ended.id)
    end(town, ended)

    assert list(chosen_cards(town.context, town.partnership.id)) == [second]


@pytest.mark.parametrize(("days", "stays"), [(-1, False), (0, False), (1, True)])
def test_the_day_of_this_meeting_is_forgotten_and_one_to_come_is_not(
    town: Town, days: int, *, stays: bool
) -> None:
    on = town.context.today() + timedelta(days=days)
    meet_on(town, on)

    end(town, town.begin())

    assert meets_on(town) == (on if stays else None)


def test_without_a_day_there_is_nothing_to_forget(town: Town) -> None:
    end(town, town.begin())

    assert meets_on(town) is None


def test_a_day_that_was_written_down_stays_although_it_is_today(town: Town) -> None:
    meeting, today = town.begin(), town.context.today()
    write_note(town.context, meeting.id, Note(KEY, today), town.written)
    end(town, meeting)
    assert meets_on(town) == today

    begin_meeting(town.context, meeting.id)
    undo(town.context, meeting.id, KEY, town.written)
    meet_on(town, today)
    end(town, meeting)

    assert meets_on(town) is None


def test_what_is_still_asked_on_phones_is_dropped(town: Town) -> None:
    meeting = town.begin()
    question = open_question(town.context, meeting.id, LiveKind.TALK)

    end(town, meeting)

    assert not show_results(town.context, question.id).has_told
    assert read_live(town.context, meeting.id).question is None
