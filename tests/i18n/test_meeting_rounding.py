"""A screen that shows a number with ≈ is known, so that it can say what that means."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import (
    DifferencesSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
)
from monitor.domain.results import Tier
from monitor.i18n.meeting_rounding import shows_rounded
from tests.charts.scenes import make_scene, make_side
from tests.domain.meeting.making import make_material, opened, slide_in
from tests.reports.pack.packs import make_pack

OPEN = make_pack().deck
FEW = make_side(1, (3.0, 3.5, 3.0, 2.5), tier=Tier.COARSE)
MANY = make_side(2, (4.1, 3.9, 3.7, 3.8))
NOBODY = make_side(1, None)


@pytest.mark.parametrize("kind", [PartiesSlide, DifferencesSlide])
def test_the_numbers_of_few_people_are_rounded(kind: type[Slide]) -> None:
    deck = build_deck(opened(make_material(releases=[make_scene(FEW, MANY)])))

    assert shows_rounded(slide_in(deck, kind))


def test_what_is_not_shown_is_not_rounded() -> None:
    deck = build_deck(opened(make_material(releases=[make_scene(NOBODY, MANY)])))

    assert not shows_rounded(slide_in(deck, PartiesSlide))


def test_a_closed_picture_shows_nothing_rounded() -> None:
    deck = build_deck(make_material(releases=[make_scene(FEW, MANY)]))

    assert not shows_rounded(slide_in(deck, PartiesSlide))


@pytest.mark.parametrize("kind", [PartiesSlide, DifferencesSlide, ProudSlide])
def test_exact_numbers_need_no_explanation(kind: type[Slide]) -> None:
    deck = build_deck(opened(make_material(releases=[make_scene(make_side(1, (3.1,) * 4), MANY)])))

    assert not shows_rounded(slide_in(deck, kind))


@pytest.mark.parametrize("is_fine", [True, False])
def test_the_mirror_is_rounded_where_an_expectation_is(*, is_fine: bool) -> None:
    mirror = slide_in(OPEN, MirrorSlide)
    rows = {
        party: [replace(row, is_fine=is_fine) for row in rows]
        for party, rows in mirror.rows.items()
    }

    assert shows_rounded(replace(mirror, rows=rows)) is not is_fine


@pytest.mark.parametrize("is_fine", [True, False])
def test_a_move_of_all_together_is_rounded_where_it_is_of_few_people(*, is_fine: bool) -> None:
    moved = slide_in(OPEN, MovedSlide)
    joint = tuple(replace(each, is_fine=is_fine) for each in moved.joint)

    assert shows_rounded(replace(moved, changes=(), joint=joint)) is not is_fine
