"""The parts of a report as the data of its template."""

from monitor.charts.table import Table
from monitor.reports.pack.figures import Figure
from monitor.reports.pack.parts import (
    Section,
    agreements_part,
    figure_part,
    list_part,
    notice_part,
    question_part,
    quotes_part,
    table_part,
    text_part,
)
from tests.charts.scenes import make_reader

READER = make_reader()


def test_each_part_says_what_it_is() -> None:
    parts = [
        text_part("Een zin."),
        list_part("Kop", ["Een", "twee"]),
        quotes_part(["Wij zeiden het."]),
        question_part("Vraag aan beide kanten", "Hoe dan?"),
        notice_part("Dicht."),
        figure_part(Figure("Samen", ()), READER),
        table_part("Tabel", Table(["Onderwerp"], [["Groei"]]), READER),
        agreements_part("Afspraken", ["Afspraak"], [["We bellen."]]),
    ]

    kinds = ["text", "list", "quotes", "question", "notice", "figure", "table", "agreements"]
    assert [part["kind"] for part in parts] == kinds


def test_a_column_of_numbers_is_one_with_a_number_in_every_row_that_has_one() -> None:
    table = Table(
        ["Onderwerp", "Samen", "Hoe zeker"],
        [["Groei", "3,1", "duidelijk"], ["Vertrouwen", "geen cijfer", "duidelijk"]],
        {(0, 1): 3.1},
    )

    assert table_part("", table, READER)["are_numbers"] == [False, True, False]


def test_a_column_without_any_number_is_of_words() -> None:
    table = Table(["Samen"], [["geen cijfer"]])

    assert table_part("", table, READER)["are_numbers"] == [False]


def test_a_section_hands_over_its_name_its_headline_and_its_parts() -> None:
    section = Section("Samen", "Jullie zijn positief.", [text_part("Een zin.")])

    assert section.data == {
        "name": "Samen",
        "headline": "Jullie zijn positief.",
        "parts": [{"kind": "text", "heading": "", "text": "Een zin."}],
    }
