"""What may be wrong with an entry of the log."""

from datetime import timedelta

import pytest

from monitor.domain.register.entry import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Entry,
    find_entry_faults,
    tidy,
)
from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    EventKind,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    SupportKind,
    Term,
)
from tests.factories import TODAY

TOMORROW = TODAY + timedelta(days=1)
GOOD: dict[str, Entry] = {
    "contact": Contact(TODAY),
    "event": Event(TODAY, EventKind.DECISION, "Het plan is klaar"),
    "meeting that speaks for itself": Event(TODAY, EventKind.MEETING, ""),
    "step": GrowthStep(TOMORROW, "Stichting oprichten"),
    "support": Support(TOMORROW, (SupportKind.TIME,), "Een dag per week"),
    "change": Change(TODAY, "Het net loopt nu langs de school."),
    "lesson": Lesson(TODAY, "Eerst bellen."),
    "term": Term("kaders", "Wat vast staat."),
    "handover": Handover(TODAY, None, "", "Bo"),
}
WRONG: list[tuple[str, Entry]] = [
    ("in_future", Contact(TOMORROW)),
    ("in_future", Lesson(TOMORROW, "Later")),
    ("title_missing", Event(TODAY, EventKind.OTHER, " ", "Wel een tekst")),
    ("text_missing", GrowthStep(TODAY, "\n")),
    ("text_missing", Change(TODAY, "")),
    ("kinds_missing", Support(TODAY, (), "Hulp")),
    ("until_before", Support(TOMORROW, (SupportKind.TIME,), "Hulp", TODAY)),
    ("word_missing", Term("", "Uitleg")),
    ("meaning_missing", Term("woord", " ")),
    ("joined_missing", Handover(TODAY, None, "Ada", "")),
    ("text_long", Contact(TODAY, "x" * (LONGEST_TEXT + 1))),
    ("title_long", Term("x" * (LONGEST_TITLE + 1), "Uitleg")),
]


@pytest.mark.parametrize("entry", GOOD.values(), ids=GOOD)
def test_a_filled_in_entry_is_fine(entry: Entry) -> None:
    assert find_entry_faults(entry, TODAY) == []


@pytest.mark.parametrize(("fault", "entry"), WRONG, ids=[fault for fault, _ in WRONG])
def test_what_is_wrong_has_a_name(fault: str, entry: Entry) -> None:
    assert find_entry_faults(entry, TODAY) == [fault]


def test_a_word_is_explained_once() -> None:
    assert find_entry_faults(Term(" Kaders", "Anders"), TODAY, ["kaders"]) == ["word_known"]


def test_white_space_around_texts_falls_away() -> None:
    assert tidy(Event(TODAY, EventKind.OTHER, " Feest ", "\nIn de zaal ")) == Event(
        TODAY, EventKind.OTHER, "Feest", "In de zaal"
    )
    assert tidy(Support(TODAY, (SupportKind.TIME,), " dag ")).kinds == (SupportKind.TIME,)


def test_what_cannot_be_stored_falls_away() -> None:
    assert (
        tidy(Lesson(TODAY, "Eerst\x00 bellen.\r\nDan mailen.")).text == "Eerst bellen.\nDan mailen."
    )
