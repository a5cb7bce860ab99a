"""A card opens the form of one person."""

import pytest

from monitor.domain.links import write_code
from monitor.domain.partnership import Language
from monitor.reports.cards import make_cards
from monitor.reports.typesetting import Paper
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print, make_print_data


def test_every_invited_person_has_a_card_with_name_code_and_link() -> None:
    data = make_print_data()

    made = Print.of(make_cards(data, AMSTERDAM, Paper.A4))

    people = [person for party in data.parties for person in party.people]
    assert made.links == [person.url for person in people]
    assert [made.text.count(write_code(person.code)) for person in people] == [1] * 6
    assert made.text.count("Şirin Øst") == 2
    assert made.alternatives[0] == "QR-code met de persoonlijke link van Anna de Wit"


def test_eight_cards_go_on_a_sheet() -> None:
    names = [f"Persoon {number}" for number in range(9)]

    made = Print.of(make_cards(make_print_data(people=names), AMSTERDAM, Paper.A4))

    assert len(made.pages) == 3
    assert [page.count("Deze kaart is alleen voor u.") for page in made.pages] == [8, 8, 2]


def test_cards_are_tagged_and_speak_the_language_asked() -> None:
    made = Print.of(make_cards(make_print_data(language=Language.ENGLISH), AMSTERDAM, Paper.A3))

    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == "en"
    assert "You can answer until Tuesday 1 December" in made.text


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_a_hostile_name_takes_no_room_from_code_and_link(name: str) -> None:
    data = make_print_data(people=(name, name), names=(name, name), partnership=name)

    made = Print.of(make_cards(data, AMSTERDAM, Paper.A4))

    people = [person for party in data.parties for person in party.people]
    assert len(made.pages) == 1
    assert made.links == [person.url for person in people]
    assert all(write_code(person.code) in made.text for person in people)


def test_without_anybody_there_is_an_empty_sheet() -> None:
    made = Print.of(make_cards(make_print_data(people=()), AMSTERDAM, Paper.A4))

    assert made.pages == [""]
