"""The pictures of the explanation: a wobbling party, and evidence that builds up."""

import pytest

from monitor.charts.explanation import (
    describe_repeats,
    draw_course,
    draw_repeats,
    table_of_course,
    table_of_repeats,
)
from monitor.domain.examples import follow_dip, follow_fall, measure_steady_party
from monitor.domain.partnership import Language
from tests.charts.scenes import LOOK, make_reader

READER = make_reader()
PARTY = measure_steady_party(3)


def test_the_same_party_is_drawn_ten_times_with_the_band_of_chance_behind_it() -> None:
    figure = draw_repeats(PARTY, READER, LOOK)

    band, level = figure.layout.shapes
    assert list(figure.data[0].y) == list(PARTY.scores)
    assert (band.y0, band.y1) == PARTY.band
    assert band.layer == "below"
    assert level.y0 == level.y1 == PARTY.level


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.DUTCH, "Tien metingen van een partij van 3 mensen"),
        (Language.ENGLISH, "Ten measurements of a party of 3 people"),
    ],
)
def test_the_finding_names_the_lowest_and_the_highest_number(
    language: Language, words: str
) -> None:
    reader = make_reader(language)

    finding = describe_repeats(PARTY, reader)

    assert finding.startswith(words)
    assert reader.formatter.points(min(PARTY.scores)) in finding
    assert reader.formatter.points(max(PARTY.scores)) in finding


def test_the_numbers_of_the_repeats_are_in_the_table() -> None:
    table = table_of_repeats(PARTY, READER)

    assert list(table.headers) == ["Meting", "Cijfer"]
    assert table.rows[0] == ["1", READER.formatter.points(PARTY.scores[0])]
    assert len(table.rows) == 10


def test_bars_of_evidence_stand_out_from_the_first_line_on() -> None:
    figure = draw_course(follow_fall(), READER, LOOK)

    colours = list(figure.data[1].marker.color)
    assert colours == [LOOK.palette.control] * 6 + [LOOK.palette.signal] * 2


def test_both_lines_have_their_name_and_lie_within_the_picture() -> None:
    figure = draw_course(follow_fall(), READER, LOOK)

    heights = [shape.y0 for shape in figure.layout.shapes]
    names = [text.text for text in figure.layout.annotations]
    assert names[-2:] == ["volgen", "nu bespreken"]
    assert heights == sorted(heights)
    assert max(heights) < figure.layout.yaxis2.range[1]


def test_the_table_says_in_words_what_the_evidence_says() -> None:
    words = [row[2] for row in table_of_course(follow_fall(), READER).rows]

    assert words == ["geen signaal"] * 6 + ["volgen", "nu bespreken"]
    assert {row[2] for row in table_of_course(follow_dip(), READER).rows} == {"geen signaal"}
