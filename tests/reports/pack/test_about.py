"""Every file says what it is about, of when it is, and whether it tells parties apart."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.deck import PartiesSlide
from monitor.domain.partnership import Language
from monitor.reports.pack.about import write_facts, write_line, write_openness
from tests.charts.scenes import make_reader, make_side
from tests.domain.meeting.making import MUNICIPALITY, slide_in
from tests.reports.pack.packs import make_pack

DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)


def test_the_line_tells_partnership_round_filters_and_the_day_of_the_numbers() -> None:
    assert write_line(make_pack(), DUTCH) == (
        "Zonnewijk en Veldzicht · 4e kwartaal 2026 · geen filters · cijfers van 10 november 2026"
    )
    assert write_line(make_pack(), ENGLISH) == (
        "Zonnewijk en Veldzicht · Q4 2026 · no filters · numbers of 10 November 2026"
    )


def test_the_facts_tell_what_is_hidden_too() -> None:
    facts = {fact.label: fact.text for fact in write_facts(make_pack(), DUTCH)}

    assert facts["Gesprek"] == "17 november 2026"
    assert facts["Filters"] == "geen"
    assert facts["Gemaakt op"] == "17 november 2026, 10:30 uur"
    assert facts["Niet te zien"] == "Wat volgens de afspraak over privacy niet te zien mag zijn."


def test_a_party_without_any_number_is_told_with_the_reason() -> None:
    pack = make_pack()
    slide = slide_in(pack.deck, PartiesSlide)
    hidden = replace(slide, parties=(slide.parties[0], make_side(2, None)))

    facts = {
        fact.label: fact.text
        for fact in write_facts(replace(pack, deck=replace(pack.deck, slides=(hidden,))), DUTCH)
    }

    assert "initiatief" in facts["Niet te zien"]


def test_a_round_without_a_meeting_says_so() -> None:
    facts = {fact.label: fact.text for fact in write_facts(make_pack(is_held=False), DUTCH)}

    assert facts["Gesprek"] == "nog niet gehouden"


def test_who_opened_the_picture_is_named() -> None:
    assert write_openness(make_pack(), DUTCH) == (
        "Staat erin. Gemeente Veldzicht en Zonnewijk vonden dat goed in het gesprek."
    )


@pytest.mark.parametrize(
    ("opened_by", "said"),
    [
        ((), "Staat er niet in. Gemeente Veldzicht en Zonnewijk hebben het nog niet geopend."),
        ((MUNICIPALITY,), "Staat er niet in. Zonnewijk heeft het nog niet geopend."),
    ],
)
def test_who_did_not_open_it_yet_is_named(opened_by: tuple[int, ...], said: str) -> None:
    pack = replace(make_pack(is_open=False), opened_by=opened_by)  # type: ignore[arg-type]

    assert write_openness(pack, DUTCH) == said
