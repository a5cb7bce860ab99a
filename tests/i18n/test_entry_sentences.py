"""What was written down is read back in the words of the reader."""

from datetime import date

import pytest

from monitor.domain.meeting.entry import EntryContent, Frame, FramePart, MeetingEntry
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import Language
from monitor.domain.register.collaboration import PartyRole, RoleLevel, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.i18n.entry_sentences import write_entry, write_entry_day
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, NOOR
from tests.factories import TODAY, make_agreement, make_partnership

DUTCH, ENGLISH = make_reader(Language.DUTCH), make_reader(Language.ENGLISH)
PARTNERSHIP = make_partnership()
DAY = date(2027, 1, 15)
ROLES = TopicRoles(
    "Parkeren",
    (PartyRole(MUNICIPALITY, RoleLevel.DECIDES), PartyRole(INITIATIVE, RoleLevel.SUPPORTS)),
)


def entry_of(content: EntryContent) -> MeetingEntry:
    return MeetingEntry(MeetingId(1), "a" * 32, content, NOOR)


@pytest.mark.parametrize(
    ("content", "dutch", "english"),
    [
        (make_agreement(text="We bellen."), "We bellen.", "We bellen."),
        (Lesson(TODAY, "Eerst bellen."), "Eerst bellen.", "Eerst bellen."),
        (
            ROLES,
            "Parkeren: Gemeente Veldzicht beslist; Zonnewijk helpt",
            "Parkeren: Gemeente Veldzicht decides; Zonnewijk supports",
        ),
        (
            Frame(FramePart.FIXED, "Het budget."),
            "Dit ligt vast: Het budget.",
            "What is fixed: Het budget.",
        ),
        (
            DAY,
            "Het volgende gesprek is op vrijdag 15 januari 2027.",
            "The next meeting is on Friday 15 January 2027.",
        ),
    ],
)
def test_a_thing_of_each_kind_is_told_in_both_languages(
    content: EntryContent, dutch: str, english: str
) -> None:
    assert write_entry(entry_of(content), PARTNERSHIP, DUTCH) == dutch
    assert write_entry(entry_of(content), PARTNERSHIP, ENGLISH) == english


def test_only_an_agreement_with_a_day_says_by_when() -> None:
    with_day = entry_of(make_agreement(due_on=DAY))

    assert write_entry_day(with_day, DUTCH) == "Uiterlijk 15 januari 2027"
    assert write_entry_day(with_day, ENGLISH) == "By 15 January 2027"
    assert write_entry_day(entry_of(make_agreement()), DUTCH) == ""
    assert write_entry_day(entry_of(DAY), DUTCH) == ""
