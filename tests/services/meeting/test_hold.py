"""Holding a meeting: one state, whoever asks, and however many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from monitor.domain.errors import MeetingNotRunningError, NotFoundError
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState, end
from monitor.domain.partnership import Language, PartyId
from monitor.services.context import Context
from monitor.services.meeting.hold import (
    LONGEST_NAME,
    LONGEST_NOTE,
    begin_meeting,
    check_key_link,
    jump,
    keep_note,
    key_token,
    move,
    read_meeting,
    speak,
    take_key_back,
    turn_key,
    turn_key_by_link,
)
from tests.copies import Copies
from tests.meetings import Town, copy_town
from tests.seeding import make_partnership


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies, people=1)


@pytest.fixture
def meeting(town: Town) -> Meeting:
    """A meeting that is running."""
    return town.begin()


def over(town: Town) -> Meeting:
    meeting = town.begin()
    with town.context.unit_of_work() as uow:
        ended = uow.meetings.save(end(meeting, town.clock.now()))
        uow.commit()
    return ended


def together(act: Callable[[int], object], times: int = 6) -> None:
    """Let as many threads act at the same moment."""
    barrier = Barrier(times)

    def wait_and_act(number: int) -> object:
        barrier.wait()
        return act(number)

    with ThreadPoolExecutor(times) as pool:
        list(pool.map(wait_and_act, range(times)))


def test_a_window_reads_the_meeting_its_partnership_and_the_time(
    town: Town, meeting: Meeting
) -> None:
    held = read_meeting(town.context, meeting.id)

    assert (held.meeting, held.partnership) == (meeting, town.partnership)
    assert held.now == town.clock.now()


def test_what_does_not_exist_is_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_meeting(context, MeetingId(99))
    with pytest.raises(NotFoundError):
        move(context, MeetingId(99), seen=0, to=1)


def test_a_meeting_that_was_over_goes_on(town: Town) -> None:
    ended = over(town)

    assert begin_meeting(town.context, ended.id).state is MeetingState.RUNNING


def test_beginning_twice_is_beginning_once(town: Town, meeting: Meeting) -> None:
    assert begin_meeting(town.context, meeting.id) == meeting


def test_a_window_moves_all_windows(town: Town, meeting: Meeting) -> None:
    move(town.context, meeting.id, seen=0, to=1)

    assert town.read(meeting).position == 1


def test_a_window_that_was_behind_moves_nothing(town: Town, meeting: Meeting) -> None:
    moved = move(town.context, meeting.id, seen=0, to=3)

    assert move(town.context, meeting.id, seen=0, to=1) == moved


def test_a_step_that_was_chosen_is_shown_wherever_the_meeting_is(
    town: Town, meeting: Meeting
) -> None:
    move(town.context, meeting.id, seen=0, to=3)

    assert jump(town.context, meeting.id, to=1).position == 1


def test_two_who_press_next_at_the_same_moment_move_one_step(town: Town, meeting: Meeting) -> None:
    together(lambda _: move(town.context, meeting.id, seen=0, to=1))

    moved = town.read(meeting)
    assert (moved.position, moved.version) == (1, meeting.version + 1)


def test_beyond_the_last_step_nothing_changes(town: Town, meeting: Meeting) -> None:
    last = move(town.context, meeting.id, seen=0, to=99)

    assert last.next_step is None
    assert move(town.context, meeting.id, seen=last.position, to=last.position + 1) == last


@pytest.mark.parametrize("state", ["prepared", "over"])
def test_only_a_running_meeting_moves_and_takes_keys(town: Town, state: str) -> None:
    meeting = town.prepare() if state == "prepared" else over(town)
    token = key_token(town.context, meeting, town.initiative)

    with pytest.raises(MeetingNotRunningError):
        move(town.context, meeting.id, seen=0, to=1)
    with pytest.raises(MeetingNotRunningError):
        turn_key(town.context, meeting.id, town.initiative, town.written)
    with pytest.raises(MeetingNotRunningError):
        turn_key_by_link(town.context, meeting.id, town.initiative, token, "Ali")
    assert town.read(meeting) == meeting


def test_the_screen_speaks_another_language(town: Town, meeting: Meeting) -> None:
    speak(town.context, meeting.id, Language.ENGLISH)

    assert town.read(meeting).language is Language.ENGLISH


def test_a_note_is_kept_without_what_cannot_be_stored(town: Town, meeting: Meeting) -> None:
    kept = keep_note(town.context, meeting.id, meeting.step, "  Rustig\x00 beginnen.\r\n ")

    assert town.read(kept).note_of(meeting.step) == "Rustig beginnen."


def test_a_note_has_an_end(town: Town, meeting: Meeting) -> None:
    kept = keep_note(town.context, meeting.id, meeting.step, "a" * (LONGEST_NOTE + 1))

    assert len(kept.note_of(meeting.step)) == LONGEST_NOTE


def test_a_note_that_is_kept_twice_makes_no_new_version(town: Town, meeting: Meeting) -> None:
    first = keep_note(town.context, meeting.id, meeting.step, "Kort.")

    assert keep_note(town.context, meeting.id, meeting.step, "Kort.") == first


def test_keys_that_all_parties_turn_at_the_same_moment_all_count(
    town: Town, meeting: Meeting
) -> None:
    parties = [town.municipality, town.initiative]

    together(lambda number: turn_key(town.context, meeting.id, parties[number % 2], town.written))

    turned = town.read(meeting)
    assert turned.is_open_to_all(town.partnership)
    assert len(turned.keys) == 2


def test_who_noted_a_key_aloud_is_kept(town: Town, meeting: Meeting) -> None:
    (key,) = turn_key(town.context, meeting.id, town.initiative, town.written).keys

    assert (key.party_id, key.turned, key.is_aloud) == (town.initiative, town.written, True)


def test_a_party_agrees_on_its_own_device(town: Town, meeting: Meeting) -> None:
    token = key_token(town.context, meeting, town.initiative)

    (key,) = turn_key_by_link(
        town.context, meeting.id, town.initiative, token, f" {'a' * 200}"
    ).keys

    assert (key.party_id, key.is_aloud) == (town.initiative, False)
    assert len(key.turned.by) == LONGEST_NAME


def test_a_link_agrees_for_its_own_party_and_meeting_only(town: Town, meeting: Meeting) -> None:
    own = key_token(town.context, meeting, town.initiative)
    elsewhere = town.begin()

    for meeting_id, party, token in (
        (meeting.id, town.municipality, own),
        (elsewhere.id, town.initiative, own),
        (meeting.id, town.initiative, "wrong"),
        (meeting.id, town.initiative, ""),
        (MeetingId(99), town.initiative, own),
    ):
        with pytest.raises(NotFoundError):
            turn_key_by_link(town.context, meeting_id, party, token, "Ali")
    assert (town.read(meeting).keys, town.read(elsewhere).keys) == ((), ())


def test_a_party_of_another_partnership_cannot_agree(
    town: Town, meeting: Meeting, context: Context
) -> None:
    stranger = make_partnership(context, "Bosrand", people=1).parties[0].id
    token = key_token(context, meeting, stranger)

    with pytest.raises(NotFoundError):
        turn_key(context, meeting.id, stranger, town.written)
    with pytest.raises(NotFoundError):
        check_key_link(context, meeting.id, stranger, token)
    with pytest.raises(NotFoundError):
        turn_key(context, meeting.id, PartyId(9999), town.written)


def test_a_party_takes_its_key_back_and_turns_it_again(town: Town, meeting: Meeting) -> None:
    opened = town.agree(meeting)

    closed = take_key_back(town.context, meeting.id, town.initiative)

    assert opened.is_open_to_all(town.partnership)
    assert not closed.is_open_to_all(town.partnership)
    assert town.agree(closed).is_open_to_all(town.partnership)
