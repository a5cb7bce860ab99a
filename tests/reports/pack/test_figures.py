"""A figure is drawn from data, and says the same in words."""

import json

import pytest

from monitor.domain.partnership import Language, PartyKind
from monitor.reports.pack.figures import (
    JOINT,
    Figure,
    Mark,
    Row,
    describe_figure,
    fill_colours,
    fill_figure,
    fill_parties,
)
from tests.charts.scenes import make_reader, make_three_parties
from tests.factories import make_organisation, make_partnership, make_party

SQUARE = Mark("municipality", "square", 4.1, "4,1", "gemeente")
CIRCLE = Mark("initiative", "circle", 2.6, "2,6", "initiatief", is_hollow=True)
BAR = Mark(JOINT, JOINT, 3.0, "3,0", "")


def filled(figure: Figure) -> dict[str, object]:
    # Through JSON, as on the way to the template.
    found: dict[str, object] = json.loads(json.dumps(fill_figure(figure, make_reader())))
    return found


def test_a_figure_says_every_number_with_whose_it_is() -> None:
    rows = (Row("Vertrouwen", (SQUARE, CIRCLE), "1,5"), Row("Groei", (SQUARE,)))

    said = describe_figure(Figure("Per partij", rows, note="Verschil"))

    assert said == (
        "Per partij. Vertrouwen: gemeente 4,1, initiatief 2,6, Verschil 1,5; Groei: gemeente 4,1."
    )


def test_a_line_that_goes_on_says_no_label_again() -> None:
    said = describe_figure(Figure("Per partij", (Row("Groei", (SQUARE,)), Row("", (CIRCLE,)))))

    assert said == "Per partij. Groei: gemeente 4,1; initiatief 2,6."


def test_what_has_no_mark_says_why() -> None:
    said = describe_figure(Figure("Samen", (Row("Groei", note="geen cijfer"),), is_bars=True))

    assert said == "Samen. Groei: geen cijfer."


@pytest.mark.parametrize(
    ("value", "place"), [(1.0, 0), (3.0, 500), (5.0, 1000), (0.4, 0), (5.3, 1000)]
)
def test_a_mark_lies_on_the_line_from_one_to_five(value: float, place: int) -> None:
    mark = Mark(JOINT, JOINT, value, "", "", margin=(1.0, 5.0))

    (row,) = json.loads(json.dumps(filled(Figure("", (Row("", (mark,)),)))["rows"]))

    assert row["marks"][0]["at"] == place
    assert row["marks"][0]["margin"] == [0, 1000]


def test_the_legend_names_each_sort_of_mark_once() -> None:
    rows = (Row("Een", (SQUARE, CIRCLE)), Row("Twee", (SQUARE, CIRCLE)))

    legend = json.loads(json.dumps(filled(Figure("", rows))["legend"]))

    assert [(each["name"], each["is_hollow"]) for each in legend] == [
        ("gemeente", False),
        ("initiatief", True),
    ]


def test_bars_need_no_legend() -> None:
    assert filled(Figure("", (Row("Een", (BAR,)),), is_bars=True))["legend"] == []


def test_the_ends_of_the_line_are_in_words_of_the_reader() -> None:
    english = fill_figure(Figure("", ()), make_reader(Language.ENGLISH))

    assert isinstance(english, dict)
    assert (english["low"], english["high"]) == ("strongly disagree", "strongly agree")


def test_every_kind_of_party_has_a_colour() -> None:
    colours = fill_colours()

    assert isinstance(colours, dict)
    assert {kind.value for kind in PartyKind} | {JOINT, "gap"} == set(colours)


def test_parties_of_one_kind_have_shapes_of_their_own() -> None:
    shapes = [each["shape"] for each in json.loads(json.dumps(fill_parties(make_three_parties())))]

    assert shapes == ["square", "circle", "triangle-down"]


def test_a_long_name_of_a_party_is_cut() -> None:
    party = make_party(organisation=make_organisation(name="Z" * 200))

    (filled_in,) = json.loads(json.dumps(fill_parties(make_partnership(parties=[party]), 40)))

    assert filled_in["name"] == f"{'Z' * 39}…"
