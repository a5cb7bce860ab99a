"""What the handover card says."""

from monitor.domain.partnership import Language
from monitor.reports.handover_text import CardLine, write_card
from tests.charts.scenes import make_reader
from tests.reports.handovers import make_card, make_empty_card

DUTCH, ENGLISH = make_reader(), make_reader(Language.ENGLISH)


def test_it_says_whom_to_call_and_what_was_agreed() -> None:
    text = write_card(make_card(), DUTCH)

    assert text.title == "Overdrachtskaart Zonnewijk en Veldzicht"
    assert text.people[:2] == ["Contactpersoon: Noor Visser", "Vervanger: Cas Bos"]
    assert "ruben@x.nl" in text.people
    assert text.goal == "In 2032 is de wijk van het gas."
    assert text.frames[0] == CardLine("Dit ligt vast:", "De wijk gaat van het gas")
    assert text.agreements == [
        CardLine("Elke maand bellen", "Gemeente Veldzicht, geen datum afgesproken")
    ]


def test_a_sensitive_point_comes_with_what_was_noted_last() -> None:
    (point,) = write_card(make_card(), DUTCH).points

    assert point.note == "Gezien. Ligt gevoelig na de verkiezingen."


def test_numbers_are_the_published_ones_and_a_hidden_one_is_a_dash() -> None:
    text = write_card(make_card(), ENGLISH)

    assert list(text.quarters) == ["Q1 2025", "Q2", "Q3", "Q4"]
    trust = [row for row in text.scores if row.dimension == "Trust"]
    assert [(row.party, list(row.cells)) for row in trust] == [
        ("Municipality", ["3.9", "3.9", "3.9", "3.9"]),
        ("Initiative", ["3.9", "–", "3.1", "3.1"]),
    ]
    assert text.has_hidden


def test_words_of_the_parties_come_first() -> None:
    assert write_card(make_card(), ENGLISH).words[0].text == "portiekgesprek:"


def test_the_growth_path_is_told_in_sentences() -> None:
    growth = " ".join(write_card(make_card(), DUTCH).growth)

    assert "Het initiatief staat nu bij: Georganiseerd." in growth
    assert "Volgende stap: Coöperatie" in growth
    assert "Steun nu: tijd." in growth


def test_an_empty_card_has_empty_parts() -> None:
    text = write_card(make_empty_card(), DUTCH)

    assert (text.goal, text.roles, list(text.people)) == ("", None, [])
    assert [*text.frames, *text.agreements, *text.points, *text.scores] == []
    assert not text.has_hidden
