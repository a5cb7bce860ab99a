"""Entries of the log in words."""

import pytest

from monitor.domain.partnership import PartyId
from monitor.domain.register.entry import Entry
from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    EventKind,
    GrowthStage,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    SupportKind,
    Term,
)
from monitor.i18n.log_sentences import EntryWords, write_entry, write_fields
from tests.charts.scenes import make_reader
from tests.factories import TODAY, make_partnership

READER = make_reader()
WORDS: list[tuple[Entry, EntryWords]] = [
    (Contact(TODAY, "Gebeld"), EntryWords("Contact", "Gebeld")),
    (
        Event(TODAY, EventKind.DECISION, "Raad stemt in", "Met 20 tegen 3"),
        EntryWords("Besluit", "Raad stemt in", "Met 20 tegen 3"),
    ),
    (GrowthStep(TODAY, "Website"), EntryWords("Eigen stap", "Website")),
    (
        GrowthStep(TODAY, "Statuten", GrowthStage.LEGAL_ENTITY),
        EntryWords("Groeistap: rechtspersoon", "Statuten"),
    ),
    (
        Support(TODAY, (SupportKind.MONEY, SupportKind.TIME), "Een dag", TODAY),
        EntryWords("Steun", "Tijd en geld", "Een dag", "Tot en met 17 november 2026."),
    ),
    (Change(TODAY, "Net langs de school"), EntryWords("Veranderd", "Net langs de school")),
    (Lesson(TODAY, "Bellen"), EntryWords("Les van iets dat goed ging", "Bellen")),
    (
        Lesson(TODAY, "Bellen", from_mistake=True),
        EntryWords("Les van iets dat misging", "Bellen"),
    ),
    (Term("kaders", "Wat vast staat"), EntryWords("Woord", "kaders", "Wat vast staat")),
    (
        Handover(TODAY, PartyId(1), "Ada", "Bo"),
        EntryWords("Nieuwe contactpersoon", "Gemeente Veldzicht: Bo komt in de plaats van Ada."),
    ),
    (
        Handover(TODAY, None, "", "Bo"),
        EntryWords("Nieuwe contactpersoon", "Bo is de contactpersoon."),
    ),
]


@pytest.mark.parametrize(("entry", "words"), WORDS, ids=[words.label for _, words in WORDS])
def test_an_entry_says_in_short_what_happened(entry: Entry, words: EntryWords) -> None:
    assert write_entry(entry, make_partnership(), READER) == words


def test_every_field_is_written_and_an_empty_one_has_no_lines() -> None:
    support = Support(TODAY, (SupportKind.TIME,), "Een dag\nper week")

    written = write_fields(support, make_partnership(), READER)

    assert {name: [line.text for line in lines] for name, lines in written.items()} == {
        "on": ["17 november 2026"],
        "until": [],
        "kinds": ["tijd"],
        "text": ["Een dag", "per week"],
    }


@pytest.mark.parametrize("entry", [entry for entry, _ in WORDS], ids=[w.label for _, w in WORDS])
def test_every_field_has_a_name(entry: Entry) -> None:
    for name in write_fields(entry, make_partnership(), READER):
        assert READER.t(f"log.field.{name}")


def test_a_party_that_is_gone_has_no_name() -> None:
    handover = Handover(TODAY, PartyId(99), "Ada", "Bo")

    assert list(write_fields(handover, make_partnership(), READER)["party"]) == []
