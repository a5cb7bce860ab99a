"""Own, expected and real answers: three marks a line, in words, and as a table."""

from dataclasses import replace

from monitor.charts.mirror import describe_mirror, draw_mirror, table_of_mirror
from monitor.domain.partnership import Language, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedRound, PublishedScore, Tier
from tests.charts.scenes import LOOK, PHONE, Means, make_reader, make_scene, make_side
from tests.factories import make_partnership

PARTNERSHIP = make_partnership()
MUNICIPALITY = PARTNERSHIP.parties[0].id
READER, ENGLISH = make_reader(), make_reader(Language.ENGLISH)
OWN, REAL = (3.9, 3.7, 3.9, 3.7), (3.5, 2.7, 2.4, 2.8)


def make_mirror(
    *expected: float, overall: float | None = None, real: Means | None = REAL
) -> PublishedRound:
    """Make a round in which the municipality expected this of the initiative."""
    published = make_scene(make_side(1, OWN), make_side(2, real))
    scores = {
        dimension: PublishedScore(dimension, mean, tier=Tier.DETAIL)
        for dimension, mean in zip(Dimension, expected, strict=False)
    }
    first, second = published.parties
    return replace(
        published,
        parties=[replace(first, expected=scores, expected_overall=overall), second],
    )


def test_each_line_has_the_own_the_expected_and_the_real_mark() -> None:
    figure = draw_mirror(PARTNERSHIP, make_mirror(3.0, 3.0, 3.0, 3.0), MUNICIPALITY, READER, LOOK)

    own, expected, real = figure.data
    assert (list(own.x), list(expected.x), list(real.x)) == (list(OWN), [3.0] * 4, list(REAL))
    assert [each.marker.symbol for each in figure.data] == ["square", "circle", "circle"]
    assert expected.marker.color == LOOK.palette.page


def test_a_bar_reaches_from_expected_to_real_and_the_numbers_stand_outside_it() -> None:
    figure = draw_mirror(PARTNERSHIP, make_mirror(3.0, 3.0, 3.0, 3.0), MUNICIPALITY, READER, PHONE)

    _, expected, real = figure.data
    assert [(each.x0, each.x1) for each in figure.layout.shapes][:2] == [(3.0, 3.5), (3.0, 2.7)]
    assert list(expected.textposition)[:2] == ["middle left", "middle right"]
    assert list(real.textposition)[:2] == ["middle right", "middle left"]


def test_a_mean_of_all_four_is_one_line_marked_as_rounded() -> None:
    figure = draw_mirror(PARTNERSHIP, make_mirror(overall=3.0), MUNICIPALITY, READER, LOOK)

    assert [len(each.x) for each in figure.data] == [1, 1, 1]
    assert "≈" in figure.data[1].text[0]


def test_the_sentence_names_the_largest_surprise() -> None:
    described = describe_mirror(PARTNERSHIP, make_mirror(3.0, 3.0, 3.4, 3.0), MUNICIPALITY, READER)

    assert described == (
        "Gemeente Veldzicht dacht dat Zonnewijk hoger zou uitkomen op ‘ruimte om te groeien’: "
        "verwacht 3,4, echt 2,4."
    )


def test_lower_is_said_as_lower_and_of_the_mean_as_on_average() -> None:
    lower = describe_mirror(PARTNERSHIP, make_mirror(2.0), MUNICIPALITY, ENGLISH)
    average = describe_mirror(PARTNERSHIP, make_mirror(overall=2.0), MUNICIPALITY, ENGLISH)

    assert "would come out lower on ‘trust’: expected 2.0, really 3.5." in lower
    assert "would come out lower on average: expected about 2.0, really 2.8." in average


def test_a_close_guess_is_praised_and_an_unknown_answer_said_to_be_unknown() -> None:
    close = make_mirror(3.2, 2.9, 2.5, 2.8)
    unknown = make_mirror(3.2, real=None)

    assert "schatte Zonnewijk goed in" in describe_mirror(PARTNERSHIP, close, MUNICIPALITY, READER)
    assert "is niet te zien" in describe_mirror(PARTNERSHIP, unknown, MUNICIPALITY, READER)


def test_a_hidden_party_has_no_mark_and_no_bar() -> None:
    figure = draw_mirror(PARTNERSHIP, make_mirror(3.2, real=None), MUNICIPALITY, READER, LOOK)

    assert [len(each.x) for each in figure.data] == [1, 1, 0]
    assert not figure.layout.shapes


def test_the_table_has_the_same_numbers() -> None:
    table = table_of_mirror(PARTNERSHIP, make_mirror(3.0), MUNICIPALITY, ENGLISH)
    hidden = table_of_mirror(PARTNERSHIP, make_mirror(3.0, real=None), MUNICIPALITY, ENGLISH)

    assert table.headers[1:] == [
        "Gemeente Veldzicht itself",
        "Zonnewijk, as Gemeente Veldzicht expected",
        "Zonnewijk, really",
    ]
    assert table.rows == [["Trust", "3.9", "3.0", "3.5"]]
    assert hidden.rows[0][-1] == "no number"


def test_a_party_that_expects_nothing_has_no_line() -> None:
    figure = draw_mirror(PARTNERSHIP, make_mirror(3.0), PartyId(2), READER, LOOK)

    assert [len(each.x) for each in figure.data] == [0, 0, 0]
