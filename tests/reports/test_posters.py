"""A poster leads the people of one party to their form, and opens nothing by itself."""

import pytest

from monitor.domain.partnership import Language
from monitor.reports.posters import make_posters
from monitor.reports.typesetting import Paper
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print, make_print_data


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.A3, (297, 420))])
def test_there_is_one_poster_for_each_party(paper: Paper, size: tuple[int, int]) -> None:
    made = Print.of(make_posters(make_print_data(), AMSTERDAM, paper))

    first, second = made.pages
    assert made.size_mm == size
    assert made.is_tagged
    assert "Hoe gaat de samenwerking met Zonnewijk?" in first
    assert "Voor iedereen van Gemeente Veldzicht" in first
    assert "Hoe gaat de samenwerking met Gemeente Veldzicht?" in second


def test_a_poster_says_which_quarter_until_when_and_what_to_do() -> None:
    page = Print.of(make_posters(make_print_data(), AMSTERDAM, Paper.A4)).pages[0]

    assert "4e kwartaal 2026" in page
    assert "dinsdag 1 december, 10:30 uur" in page
    assert "Typ de code van uw kaart" in page
    assert "Vraag Femke Jansen om hulp" in page


def test_each_code_leads_to_the_page_of_its_party() -> None:
    data = make_print_data()

    made = Print.of(make_posters(data, AMSTERDAM, Paper.A4))

    assert made.links == [party.url for party in data.parties]
    assert made.alternatives == [
        "QR-code naar het formulier voor Gemeente Veldzicht",
        "QR-code naar het formulier voor Zonnewijk",
    ]


def test_a_poster_holds_nobodys_name_code_or_link() -> None:
    data = make_print_data()

    made = Print.of(make_posters(data, AMSTERDAM, Paper.A4))

    for person in (person for party in data.parties for person in party.people):
        assert person.participant.name not in made.text
        assert person.code[:4] not in made.text
        assert person.url not in made.links


def test_a_poster_without_a_contact_sends_to_who_invited_in_english_too() -> None:
    data = make_print_data(language=Language.ENGLISH, contact=None)

    made = Print.of(make_posters(data, AMSTERDAM, Paper.A4))

    assert made.language == "en"
    assert "Ask the person who invited you" in made.text


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_names_leave_a_poster_on_one_sheet(name: str) -> None:
    data = make_print_data(names=(name, name), partnership=name, contact=name)

    made = Print.of(make_posters(data, AMSTERDAM, Paper.A4))

    assert len(made.pages) == 2
    assert all("Invullen kan tot" in page for page in made.pages)
