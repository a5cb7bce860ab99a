"""Large sheets to write on: this partnership's picture, its cards and room for agreements."""

from dataclasses import replace

import pytest

from monitor.charts.style import SHAPES, choose_marks
from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.partnership import Language, PartyKind
from monitor.reports.pack.work_sheets import make_work_sheets
from monitor.services.meeting.read_pack import Pack
from tests.charts.scenes import make_scene, make_side
from tests.domain.meeting.making import make_material, make_meeting
from tests.factories import make_organisation, make_partnership, make_party
from tests.reports.pack.packs import OURS, make_pack
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print
from tests.reports.structure import find_faults


def sheets_of(pack: Pack, language: Language = Language.DUTCH) -> Print:
    return Print.of(make_work_sheets(pack, language, AMSTERDAM))


@pytest.mark.parametrize("language", Language)
def test_they_are_large_lie_down_and_can_be_read_by_all(language: Language) -> None:
    file = make_work_sheets(make_pack(), language, AMSTERDAM)

    assert find_faults(file) == []
    assert Print.of(file).size_mm == (420, 297)
    assert Print.of(file).language == language.value


def test_there_is_one_for_each_picture_each_card_and_the_agreements() -> None:
    joint, parties, card, agreements = sheets_of(make_pack()).pages

    assert "Dit valt ons op" in joint
    assert "2,3" in parties
    assert "Wat ging goed? (nl)" in card
    assert "Eerst (nl)" in card
    assert "Wat spreken we af?" in agreements
    assert "Ons volgende gesprek is op" in agreements


def test_a_picture_that_was_not_opened_has_no_sheet() -> None:
    made = sheets_of(make_pack(is_open=False))

    assert len(made.pages) == 3
    assert [mean for mean in OURS if f"{mean}".replace(".", ",") in made.text] == []


def test_every_sheet_names_the_partnership_the_parties_and_the_round() -> None:
    made = sheets_of(make_pack())

    for number, page in enumerate(made.pages, start=1):
        for text in ("Zonnewijk en Veldzicht", "Gemeente Veldzicht", "4e kwartaal 2026"):
            assert text in page
        assert "Alle antwoorden van ronde K4 2026, geen filters." in page
        assert f"Bladzijde {number} van 4" in page


def test_an_agreement_can_be_ticked_for_each_party() -> None:
    agreements = sheets_of(make_pack()).pages[-1]

    assert agreements.count("Gemeente Veldzicht") == agreements.count("Zonnewijk") - 1
    assert agreements.count("Gemeente Veldzicht") > 4


def test_many_parties_have_a_mark_each() -> None:
    kinds = [kind for kind in PartyKind for _ in SHAPES[kind]]
    parties = [
        make_party(
            id=number, organisation=make_organisation(id=number, name=f"P{number}", kind=kind)
        )
        for number, kind in enumerate(kinds, start=1)
    ]
    partnership = make_partnership(parties=parties)
    sides = [make_side(party.id, (3.1, 3.2, 3.3, 3.4)) for party in parties]
    meeting = make_meeting(keys=[party.id for party in parties])
    material = make_material(
        partnership=partnership, meeting=meeting, releases=[make_scene(*sides)]
    )

    file = make_work_sheets(
        replace(make_pack(), deck=build_deck(material)), Language.DUTCH, AMSTERDAM
    )

    assert len({mark.shape for mark in choose_marks(partnership).values()}) == 9
    assert find_faults(file) == []
    assert len(Print.of(file).pages) == 4
    assert all(party.name in Print.of(file).text for party in parties)


@pytest.mark.parametrize("text", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_texts_are_printed_and_never_obeyed(text: str) -> None:
    file = make_work_sheets(make_pack(text=text), Language.DUTCH, AMSTERDAM)

    assert find_faults(file) == []
    assert len(Print.of(file).pages) == 4
