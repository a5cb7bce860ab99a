from dataclasses import replace

from monitor.charts.style import choose_marks
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedParty, PublishedScore, Tier
from monitor.ui.cells import (
    ResponseBar,
    SideResult,
    SparkLine,
    render_response_bars,
    render_score_pair,
    render_sparkline,
)
from tests.charts.scenes import make_reader, make_side
from tests.factories import make_partnership

MARKS = choose_marks(make_partnership())
READER = make_reader()


def make_pair(first: PublishedParty, second: PublishedParty) -> list[SideResult]:
    return [
        SideResult("gemeente", MARKS[PartyId(1)], first),
        SideResult("initiatief", MARKS[PartyId(2)], second),
    ]


def make_bar(
    *, answered: int | None = 4, invited: int | None = 8, has_enough: bool = True
) -> ResponseBar:
    return ResponseBar(
        "gemeente", MARKS[PartyId(1)], has_enough, answered=answered, invited=invited
    )


def test_a_pair_of_cells_says_its_scores_in_words() -> None:
    sides = make_pair(make_side(1, (3.9,) * 4), make_side(2, (3.5,) * 4))

    pair = render_score_pair(sides, Dimension.TRUST, 0.4, READER)

    assert 'aria-label="Vertrouwen: gemeente 3,9, initiatief 3,5"' in pair
    assert "pm-gap" not in pair


def test_only_trouble_is_tinted() -> None:
    sides = make_pair(make_side(1, (2.7, 3.1, 3.2, 3.2)), make_side(2, (2.8, 3.2, 3.2, 3.2)))

    trust = render_score_pair(sides, Dimension.TRUST, None, READER)
    growth = render_score_pair(sides, Dimension.GROWTH, None, READER)

    assert "pm-low" in trust
    assert "pm-moderate" in trust
    assert "gemeente 2,7 (laag)" in trust
    assert growth.count("pm-plain") == 2


def test_a_large_difference_stands_under_the_cells_and_in_the_words() -> None:
    sides = make_pair(make_side(1, (3.9,) * 4), make_side(2, (2.4,) * 4))

    pair = render_score_pair(sides, Dimension.GROWTH, 1.5, READER)

    assert "</span>1,5</span>" in pair
    assert "verschil 1,5" in pair


def test_a_hidden_score_is_a_lock_with_words() -> None:
    sides = make_pair(make_side(1, None), make_side(2, (3.3,) * 4))

    pair = render_score_pair(sides, Dimension.TRUST, None, READER)

    assert "pm-locked" in pair
    assert "gemeente niet getoond" in pair


def test_a_score_that_nobody_gave_is_a_dash_and_no_lock() -> None:
    silent = make_side(1, (3.9,) * 4)
    unscored = PublishedScore(Dimension.TRUST, hidden_because=HiddenReason.NOT_ANSWERED)
    silent = replace(silent, scores={**silent.scores, Dimension.TRUST: unscored})

    pair = render_score_pair(
        make_pair(silent, make_side(2, (3.3,) * 4)), Dimension.TRUST, None, READER
    )

    assert ">–<" in pair
    assert "pm-locked" not in pair
    assert "gemeente door niemand beantwoord" in pair


def test_a_coarse_score_is_marked_as_rounded() -> None:
    sides = make_pair(
        make_side(1, (3.5,) * 4, tier=Tier.COARSE), make_side(2, (2.5,) * 4, tier=Tier.COARSE)
    )

    pair = render_score_pair(sides, Dimension.TRUST, 1.0, READER)

    assert ">≈3,5<" in pair
    assert "gemeente ongeveer 3,5" in pair
    assert "verschil ongeveer 1,0" in pair


def test_a_sparkline_breaks_where_a_round_is_hidden() -> None:
    line = SparkLine("gemeente", MARKS[PartyId(1)], [3.0, None, 3.2, 3.4])

    drawn = render_sparkline([line], READER)

    assert drawn.count("M") - drawn.count("Mo") == 2
    assert 'aria-label="Verloop van het gemiddelde: gemeente 3,4"' in drawn


def test_a_sparkline_ends_hollow_when_the_last_round_is_hidden() -> None:
    line = SparkLine("gemeente", MARKS[PartyId(1)], [3.0, None])

    drawn = render_sparkline([line], READER)

    assert "pm-hollow" in drawn
    assert "gemeente niet getoond" in drawn


def test_a_sparkline_stays_inside_its_box() -> None:
    line = SparkLine("gemeente", MARKS[PartyId(1)], [1.0, 5.0])

    assert 'd="M85.7 37.0 L100.0 5.0"' in render_sparkline([line], READER)


def test_a_party_that_was_never_shown_gets_no_line() -> None:
    lines = [
        SparkLine("gemeente", MARKS[PartyId(1)], [3.0]),
        SparkLine("initiatief", MARKS[PartyId(2)], [None]),
    ]

    assert "pm-solid pm-ink-initiative" not in render_sparkline(lines, READER)


def test_without_any_round_there_are_words_instead_of_a_sparkline() -> None:
    line = SparkLine("gemeente", MARKS[PartyId(1)], [])

    assert "nog geen verloop" in render_sparkline([line], READER)


def test_a_response_bar_has_its_count_its_tick_and_a_word() -> None:
    bars = render_response_bars([make_bar()], 3, READER)

    assert "4 van 8 mensen" in bars
    assert "width:50.0%" in bars
    assert "left:37.5%" in bars
    assert "genoeg om te tonen" in bars


def test_a_hidden_count_leaves_only_the_word() -> None:
    hidden = make_bar(answered=None, invited=None, has_enough=False)

    bars = render_response_bars([hidden], 3, READER)

    assert "te weinig om te tonen" in bars
    assert "%" not in bars
    assert "Streepje" not in bars


def test_a_hostile_name_is_plain_text() -> None:
    bar = ResponseBar("<script>", MARKS[PartyId(1)], has_enough=True)

    assert "<script>" not in render_response_bars([bar], 3, READER)


def test_a_protected_party_is_not_said_to_have_too_few_answers() -> None:
    protected = replace(make_bar(has_enough=False), is_protected=True)

    bars = render_response_bars([protected], 3, READER)

    assert "niet getoond, om mensen te beschermen" in bars
    assert "te weinig" not in bars
