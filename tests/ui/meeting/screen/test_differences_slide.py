"""Where the parties differ most: who speaks first stands first, then the questions."""

from dataclasses import replace

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import DifferencesSlide
from monitor.ui.meeting.screen.differences_slide import render_differences
from tests.charts.scenes import make_reader, make_scene, make_side, make_three_parties
from tests.domain.meeting.making import make_material, make_meeting, opened, slide_in
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck
SLIDE = slide_in(DECK, DifferencesSlide)


def test_the_panels_stand_in_the_order_of_speaking() -> None:
    shown = plain(render_differences(SLIDE, DECK, DUTCH))

    assert shown.startswith(
        "Het initiatief geeft gemiddeld een 2,3 De gemeente geeft gemiddeld een 4,4"
    )


def test_questions_that_may_be_shown_are_scales() -> None:
    shown = render_differences(SLIDE, DECK, DUTCH)

    assert SLIDE.questions
    assert shown.count("pm-screen-track") == min(4, len(SLIDE.questions))
    assert "Het verschil is" not in shown


def test_without_questions_the_difference_itself_is_a_scale() -> None:
    shown = render_differences(replace(SLIDE, questions=()), DECK, DUTCH)

    assert shown.count("pm-screen-track") == 1
    assert "Het verschil is 2,1 punt." in shown


def test_three_parties_have_three_smaller_panels() -> None:
    partnership = make_three_parties()
    keys = [party.id for party in partnership.parties]
    sides = [make_side(1, (3, 3, 3, 3)), make_side(2, (4, 4, 4, 4)), make_side(3, (2, 2, 2, 2))]
    meeting = make_meeting(keys=keys)
    plan = replace(meeting.plan, speaking_order=tuple(keys))
    material = make_material(
        partnership=partnership,
        meeting=replace(meeting, plan=plan),
        releases=[make_scene(*sides)],
    )
    deck = build_deck(material)

    shown = render_differences(slide_in(deck, DifferencesSlide), deck, DUTCH)

    assert shown.count("<li") == 3
    assert "pm-screen-panels-many" in shown


def test_a_hidden_party_leaves_nothing_to_compare() -> None:
    sides = (make_side(1, None), make_side(2, (3, 3, 3, 3)))
    deck = build_deck(opened(make_material(releases=[make_scene(*sides)])))

    assert render_differences(slide_in(deck, DifferencesSlide), deck, DUTCH) == ""
