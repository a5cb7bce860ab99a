"""The bar under the shared screen: what a browser may ask for, and what comes of it."""

from types import SimpleNamespace

import pytest

from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.partnership import Language
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import move
from monitor.ui.meeting.screen.bar import Asked, carry_out, read_asked
from tests.copies import Copies
from tests.meetings import Town, copy_town

NOTHING = Asked()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The use cases behind it are tested on both databases."""
    return sqlite_url


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return town.begin()


def sent(**values: object) -> object:
    return SimpleNamespace(**({"moved": None, "spoken": None} | values))


def test_a_move_names_the_step_that_was_seen() -> None:
    assert read_asked(sent(moved={"seen": 1, "to": 2})) == Asked(seen=1, to=2)


def test_a_language_is_one_of_ours() -> None:
    assert read_asked(sent(spoken="en")) == Asked(language=Language.ENGLISH)
    assert read_asked(sent(spoken="de")) == NOTHING


@pytest.mark.parametrize(
    "moved", [None, "2", {}, {"seen": 1}, {"seen": "1", "to": 2}, {"seen": 1, "to": None}, [1, 2]]
)
def test_what_makes_no_sense_asks_for_nothing(moved: object) -> None:
    assert read_asked(sent(moved=moved)) == NOTHING
    assert read_asked(None) == NOTHING


def test_the_meeting_moves_and_speaks_as_asked(town: Town, meeting: Meeting) -> None:
    carry_out(town.context, meeting.id, Asked(seen=0, to=1))
    carry_out(town.context, meeting.id, Asked(language=Language.ENGLISH))

    now = town.read(meeting)
    assert (now.position, now.language) == (1, Language.ENGLISH)


def test_a_key_that_was_pressed_on_an_older_screen_moves_nothing(
    town: Town, meeting: Meeting
) -> None:
    move(town.context, meeting.id, 0, 3)

    carry_out(town.context, meeting.id, Asked(seen=0, to=1))

    assert town.read(meeting).position == 3


def test_a_meeting_that_ended_or_is_gone_is_left_as_it_is(town: Town, meeting: Meeting) -> None:
    end_meeting(town.context, meeting.id, town.written)

    carry_out(town.context, meeting.id, Asked(seen=0, to=1))
    carry_out(town.context, MeetingId(99), Asked(language=Language.ENGLISH))

    assert town.read(meeting).position == 0
