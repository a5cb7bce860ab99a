"""Every guideline, obstacle, step, field and frame of the source texts is in the product.

Section 8 of the method lists each with where it lives; what it names must exist.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import pytest

from monitor.domain.cards import GUIDELINES, Obstacle, ToolboxStep
from monitor.domain.flags.worry import WorryKind
from monitor.domain.register.agreement import AgreementKind
from monitor.domain.register.collaboration import (
    Collaboration,
    ContributionKind,
    Frames,
    RoleLevel,
)
from monitor.domain.register.log import GrowthStage, SupportKind
from monitor.services.cards.library import read_shipped_cards
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires
from monitor.settings import ROOT

METHOD = (ROOT / "docs" / "method.md").read_text(encoding="utf-8").split("\n## 8. ")[1]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of the section."""

    code: str
    questions: Sequence[str]
    signals: Sequence[str]
    cards: Sequence[str]
    pages: Sequence[str]


def section(number: str) -> str:
    """Return one part of the section."""
    return METHOD.split(f"### {number} ")[1].split("\n### ")[0]


def table(number: str) -> list[list[str]]:
    """Return the cells of the table of a part, without its head."""
    lines = [line for line in section(number).splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def listed(cell: str) -> list[str]:
    """Return what a cell names, in order."""
    return [] if cell == NOTHING else re.split(r",\s*", cell)


ROWS = [
    Row(cells[0], *(listed(cell) for cell in cells[2:]))
    for number in ("8.1", "8.2", "8.3")
    for cells in table(number)
]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8.1", list(GUIDELINES)),
        ("8.2", [each.value for each in Obstacle]),
        ("8.3", [each.value for each in ToolboxStep]),
        ("8.4", [each.name for each in fields(Collaboration)]),
        ("8.5", [each.name for each in fields(Frames)]),
    ],
)
def test_the_list_is_complete(number: str, expected: list[str]) -> None:
    assert sorted(cells[0] for cells in table(number)) == sorted(expected)


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("8.4", [each.value for each in (*ContributionKind, *RoleLevel, *AgreementKind)]),
        ("8.6", [each.value for each in (*GrowthStage, *SupportKind)]),
    ],
)
def test_every_kind_is_named(number: str, values: list[str]) -> None:
    assert [each for each in values if not re.search(rf"\b{each}\b", section(number))] == []


@pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])
def test_what_a_line_names_exists(row: Row) -> None:
    questionnaire = read_questionnaires()[CURRENT_VERSION]
    questions = {question.code for question in questionnaire.questions()}
    cards = {card.code: card for card in read_shipped_cards()}
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert set(row.questions) <= questions
    assert set(row.signals) <= {kind.value for kind in WorryKind}
    assert set(row.cards) <= cards.keys()
    assert set(row.pages) <= pages


@pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])
def test_every_line_has_a_card_that_says_so_itself(row: Row) -> None:
    cards = {card.code: card for card in read_shipped_cards()}

    for code in row.cards:
        card = cards[code]
        assert row.code in {*card.guidelines, *card.obstacles, *card.toolbox}
    assert row.cards
    assert row.pages
