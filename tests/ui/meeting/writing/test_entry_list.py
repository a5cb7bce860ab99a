"""What was written down is read back large, with its owner, and never with a name of a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.meeting.entry import EntryContent, MeetingEntry
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import Language
from monitor.domain.register.log import Lesson
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui.meeting.writing.entry_list import EntryList, render_entries
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import NOOR, make_meeting
from tests.factories import NOW, TODAY, make_agreement, make_partnership, make_party
from tests.pages.conftest import plain

AGREED = make_agreement(text="We <bellen>.", owner=2, due_on=date(2027, 1, 15))
HELD = HeldMeeting(make_partnership(), make_meeting(), NOW)


def entry_of(key: str, content: EntryContent = AGREED) -> MeetingEntry:
    return MeetingEntry(MeetingId(1), key * 32, content, NOOR)


FIRST, SECOND = entry_of("a", Lesson(TODAY, "Eerst bellen.")), entry_of("b")


def render(
    *entries: MeetingEntry,
    held: HeldMeeting = HELD,
    answers: Mapping[str, str] | None = None,
    language: Language = Language.DUTCH,
) -> str:
    return str(render_entries(EntryList(held, entries, answers or {}, make_reader(language))))


def acts_in(html: str) -> list[str]:
    """Return what the buttons do, from top to bottom."""
    return [piece.partition('"')[0] for piece in html.split('data-act="')[1:]]


def test_an_empty_list_says_so() -> None:
    assert "Er is nog niets opgeschreven." in plain(render())


def test_the_newest_is_first_and_large_and_asks_to_be_read_back() -> None:
    html = render(FIRST, SECOND)

    assert html.count("pm-note-large") == 1
    assert html.index("pm-note-large") < html.index(SECOND.key) < html.index(FIRST.key)
    assert "Lees terug: klopt dit voor jullie allebei?" in plain(html)
    assert acts_in(html) == ["confirm", "correct", "undo"] * 2


def test_an_agreement_has_its_owner_with_shape_and_its_day_and_no_markup_of_its_own() -> None:
    html = render(SECOND)

    assert "pm-initiative pm-circle" in html
    assert "Zonnewijk Uiterlijk 15 januari 2027" in plain(html)
    assert "We &lt;bellen&gt;." in html


@pytest.mark.parametrize("language", Language)
def test_who_wrote_it_down_is_not_told(language: Language) -> None:
    assert NOOR.by not in render(FIRST, SECOND, language=language)


def test_what_both_agreed_to_says_so_and_needs_no_more() -> None:
    html = render(replace(SECOND, read_back_at=NOW))

    assert "Teruglezen: klopt" in plain(html)
    assert acts_in(html) == ["correct", "undo"]


def test_what_was_undone_comes_last_and_can_be_put_back() -> None:
    html = render(FIRST, replace(SECOND, is_undone=True))

    assert html.index(FIRST.key) < html.index(SECOND.key)
    assert "Ongedaan gemaakt" in plain(html)
    assert acts_in(html) == ["confirm", "correct", "undo", "redo"]


def test_why_something_was_not_done_stands_with_it() -> None:
    html = render(FIRST, SECOND, answers={FIRST.key: "Dit is veranderd."})

    assert html.index(FIRST.key) < html.index("Dit is veranderd.")


def test_a_meeting_that_is_over_shows_its_list_without_buttons() -> None:
    over = replace(HELD, meeting=make_meeting(ended_at=NOW))

    html = render(FIRST, held=over)

    assert "Eerst bellen." in html
    assert acts_in(html) == []


def test_three_parties_are_asked_all() -> None:
    three = make_partnership(parties=[make_party(id=number) for number in (1, 2, 3)])

    html = render(FIRST, held=replace(HELD, partnership=three))

    assert "klopt dit voor jullie allemaal?" in plain(html)
