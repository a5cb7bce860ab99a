"""Each screen is a chapter with its figure, its words, its question and its numbers."""

from collections.abc import Sequence
from typing import Any

import pytest

from monitor.domain.meeting.deck import (
    CardSlide,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    PartiesSlide,
)
from monitor.reports.pack.parts import Section
from monitor.reports.pack.sections import make_sections, write_finding
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import CHANGED_LINE, COMMENT, make_pack

READER = make_reader()
OPEN, CLOSED = make_pack().deck, make_pack(is_open=False).deck


def section(name: str) -> Section:
    (found,) = [each for each in make_sections(OPEN, READER) if each.name == name]
    return found


def kinds(parts: Sequence[Any]) -> list[str]:
    return [part["kind"] for part in parts]


def test_the_chapters_follow_the_screens_without_what_is_told_later() -> None:
    names = [each.name for each in make_sections(OPEN, READER)]

    assert names == [
        *("Vorige keer", "Trots op", "Samen", "Wat we zien", "Waar we verschillen", "De spiegel"),
        *("Wat veranderde", "In eigen woorden", "Gesprekskaart"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vorige keer", ["text", "table", "question"]),
        ("Trots op", ["list", "question"]),
        ("Samen", ["text", "figure", "question", "table"]),
        ("Wat we zien", ["text", "figure", "question", "table"]),
        ("Waar we verschillen", ["figure", "question", "table"]),
        ("De spiegel", ["text", "figure", "figure", "question", "table"]),
        ("Wat veranderde", ["text", "figure", "figure", "figure", "question", "table"]),
        ("In eigen woorden", ["text", "quotes", "question"]),
        ("Gesprekskaart", ["text", "text", "list", "text"]),
    ],
)
def test_a_chapter_has_its_picture_first_and_its_numbers_last(
    name: str, expected: list[str]
) -> None:
    assert kinds(section(name).parts) == expected


def test_what_people_wrote_stands_in_the_chapters() -> None:
    assert CHANGED_LINE.rstrip(".") in str(section("Trots op").parts)
    assert COMMENT in str(section("In eigen woorden").parts)
    assert "kozen jullie op de telefoons het vaakst" in str(section("Gesprekskaart").parts)


def test_a_line_of_a_screen_becomes_a_sentence() -> None:
    part = section("Wat we zien").parts[0]

    assert part["text"] == "Gemiddelde op een schaal van 1 tot 5, 4e kwartaal 2026."


def test_what_stayed_closed_is_told_once_and_without_a_question() -> None:
    closed = [each for each in make_sections(CLOSED, READER) if "niet geopend" in each.headline]

    assert [each.name for each in closed] == ["Wat we zien"]
    assert kinds(closed[0].parts) == ["notice"]


def test_a_screen_tells_a_summary_what_it_found() -> None:
    found = write_finding(slide_in(OPEN, DifferencesSlide), OPEN, READER)

    assert found == "Het grootste verschil: ruimte om te groeien."


@pytest.mark.parametrize("kind", [PartiesSlide, DifferencesSlide, MirrorSlide])
def test_a_closed_screen_found_nothing(
    kind: type[PartiesSlide | DifferencesSlide | MirrorSlide],
) -> None:
    assert write_finding(slide_in(CLOSED, kind), CLOSED, READER) == ""


def test_an_empty_screen_found_nothing() -> None:
    last_time = LastTimeSlide(slide_in(OPEN, LastTimeSlide).step, ())
    step = slide_in(OPEN, JointSlide).step
    joint = JointSlide(step, {}, None, frozenset())

    assert write_finding(last_time, OPEN, READER) == ""
    assert write_finding(joint, OPEN, READER) == ""


def test_a_card_is_told_with_its_questions() -> None:
    card = slide_in(OPEN, CardSlide).card

    assert card.questions[1][READER.t.language] in str(section("Gesprekskaart").parts)
