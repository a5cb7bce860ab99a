"""Everything that was written down goes along, without who wrote it."""

from dataclasses import replace
from datetime import date

from monitor.domain.partnership import Language, PartnershipId, PartyId, RecordId
from monitor.domain.register.agreement import AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Handover, Lesson, Term
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.reports.ending.register_sheets import make_register_sheets
from monitor.reports.spreadsheets import Sheet
from monitor.services.ending.read_ending import Keepsake
from tests.charts.scenes import make_reader
from tests.factories import NOW, TODAY, make_agreement, make_partnership

READER = make_reader()
EMPTY = Keepsake(make_partnership(), TODAY, (), (), (), (), Farewell(), ())


def keep(content: ContentT, version: int = 1) -> Record[ContentT]:
    return Record(RecordId(1), PartnershipId(1), content, Authorship("Ada Lovelace", NOW), version)


def sheet(keepsake: Keepsake, title: str) -> Sheet:
    (found,) = [each for each in make_register_sheets(keepsake, READER) if each.title == title]
    return found


def test_what_was_not_written_down_has_a_header_only() -> None:
    sheets = make_register_sheets(EMPTY, READER)

    assert [each.title for each in sheets] == [
        *("Afspraken", "Samenwerkingsafspraak", "Logboek"),
        *("Lessen", "Woordenlijst", "Afscheid"),
    ]
    assert {len(each.rows) for each in sheets} == {1}


def test_every_version_of_an_agreement_is_told() -> None:
    before, after = make_agreement(), make_agreement(state=AgreementState.CONTINUES)
    keepsake = replace(EMPTY, agreements=[[keep(before), keep(after, 2)]])

    rows = sheet(keepsake, "Afspraken").rows

    assert ["1", "1", "17 november 2026", "Stand", "open"] in rows
    assert ["1", "2", "17 november 2026", "Stand", "gaat door zonder de monitor"] in rows


def test_of_the_collaboration_agreement_what_was_filled_in_is_told() -> None:
    agreed = Collaboration(goal="Samen van het gas", review_on=date(2027, 1, 1))
    keepsake = replace(EMPTY, collaboration=[keep(agreed)])

    assert sheet(keepsake, "Samenwerkingsafspraak").rows[1:] == [
        ["1", "17 november 2026", "Gezamenlijk doel", "Samen van het gas"],
        ["1", "17 november 2026", "Samen bekijken op", "1 januari 2027"],
    ]


def test_who_came_and_who_left_is_not_told() -> None:
    keepsake = replace(EMPTY, entries=[keep(Handover(TODAY, PartyId(1), "Els", "Bo", "Na 3 jaar"))])

    assert sheet(keepsake, "Logboek").rows[1:] == [
        ["17 november 2026", "Nieuwe contactpersoon", "Gemeente Veldzicht", "", ""]
    ]


def test_of_a_handover_at_no_party_only_the_day_is_told() -> None:
    keepsake = replace(EMPTY, entries=[keep(Handover(TODAY, None, "Els", "Bo"))])

    assert sheet(keepsake, "Logboek").rows[1][2:] == ["", "", ""]


def test_lessons_stand_apart_too_and_words_have_their_meaning() -> None:
    lesson = Lesson(TODAY, "Eerst bellen", from_mistake=True)
    keepsake = replace(
        EMPTY, entries=[keep(lesson)], terms=[keep(Term("kaders", "Wat vast staat"))]
    )

    label = "Les van iets dat misging"
    assert sheet(keepsake, "Lessen").rows[1:] == [["17 november 2026", label, "Eerst bellen"]]
    assert sheet(keepsake, "Logboek").rows[1][:3] == ["17 november 2026", label, "Eerst bellen"]
    assert sheet(keepsake, "Woordenlijst").rows[1:] == [["kaders", "Wat vast staat"]]


def test_of_the_farewell_what_was_filled_in_is_told_and_no_draft() -> None:
    ended = replace(EMPTY.partnership, profile=replace(EMPTY.partnership.profile, ended_on=TODAY))
    farewell = Farewell(lesson="Half af", call="Bel Noor", last_on=date(2026, 1, 1))

    rows = sheet(replace(EMPTY, partnership=ended, farewell=farewell), "Afscheid").rows

    assert rows[1:] == [
        ["Wie men later kan bellen", "Bel Noor"],
        ["Laatste dag", "17 november 2026"],
    ]


def test_nobody_is_named_as_a_writer() -> None:
    keepsake = replace(
        EMPTY,
        agreements=[[keep(make_agreement())]],
        collaboration=[keep(Collaboration(goal="Samen"))],
        entries=[keep(Lesson(TODAY, "Bellen"))],
    )

    for language in Language:
        sheets = make_register_sheets(keepsake, make_reader(language))
        assert not any("Ada" in str(row) for each in sheets for row in each.rows)
