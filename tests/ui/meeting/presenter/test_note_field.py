"""Keeping the notes that the presenter's device sends."""

import pytest

from monitor.ui.meeting.presenter.note_field import keep_notes
from tests.copies import Copies
from tests.meetings import Town, copy_town


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is tested asks only services, which are tested on both databases."""
    return sqlite_url


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies, people=3)


def test_all_notes_that_waited_are_kept_beside_their_steps(town: Town) -> None:
    meeting = town.begin()

    is_new = keep_notes(
        town.context, meeting, {"joint": "Read it out.", "talk": "Thank everyone.\n"}
    )

    assert is_new
    assert dict(town.read(meeting).notes) == {"joint": "Read it out.", "talk": "Thank everyone."}


def test_what_is_sent_twice_is_kept_once(town: Town) -> None:
    meeting = town.begin()
    keep_notes(town.context, meeting, {"joint": "Read it out."})
    present = town.read(meeting)

    is_new = keep_notes(town.context, present, {"joint": "Read it out."})

    assert not is_new
    assert town.read(meeting) == present


@pytest.mark.parametrize("sent", [None, "joint", ["joint"], {"nowhere": "x"}, {"joint": 3}, {}])
def test_what_no_device_of_ours_sends_changes_nothing(town: Town, sent: object) -> None:
    meeting = town.begin()

    assert not keep_notes(town.context, meeting, sent)
    assert town.read(meeting) == meeting
