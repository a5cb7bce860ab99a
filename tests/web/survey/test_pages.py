"""What the greeting, the page about data and the progress bar say."""

import pytest
from starlette.testclient import TestClient

from monitor.domain.partnership import Language, PrivacyMode
from monitor.services.context import Context
from tests.factories import add_partnership
from tests.web.visitor import Visitor, visible_text


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is printed does not depend on it."""
    return sqlite_url


def test_the_greeting_names_the_partner_the_quarter_and_the_deadline(visitor: Visitor) -> None:
    text = visible_text(visitor.open().text)

    assert "Hoe gaat de samenwerking met Zonnewijk en Veldzicht: initiative 2?" in text
    assert "Check-in 4e kwartaal 2026" in text
    assert "Invullen kan tot dinsdag 1 december, 10:30 uur." in text


def test_the_greeting_counts_the_questions_really_asked(visitor: Visitor) -> None:
    text = visible_text(visitor.open().text)

    assert "Het zijn 19 vragen" in text
    assert "ongeveer 5 minuten" in text


def test_the_greeting_says_from_how_many_answers_numbers_are_shown(
    client: TestClient, context: Context
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=6, minimum_group=5)

    text = visible_text(Visitor(client, stored.tokens[0]).open().text)

    assert "pas vanaf 5 antwoorden" in text
    assert "niet beloven dat u anoniem blijft" not in text


@pytest.mark.parametrize(
    ("people", "sentence"),
    [(1, "U bent de enige die antwoordt"), (2, "antwoorden maar 2 mensen")],
)
def test_a_very_small_group_is_told_that_anonymity_cannot_be_promised(
    client: TestClient, context: Context, people: int, sentence: str
) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=people)

    for page in ("", "privacy"):
        text = visible_text(Visitor(client, stored.tokens[0]).open(page).text)
        assert sentence in text
        assert "Daarom kunnen we niet beloven dat u anoniem blijft." in text


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (PrivacyMode.CONFIDENTIAL, "We laten niemand zien wat u invult"),
        (PrivacyMode.OPEN, "Alle partijen zien hoeveel mensen welk antwoord gaven."),
        (PrivacyMode.JOINT, "Jullie vullen dit formulier samen in"),
    ],
)
def test_the_promise_is_that_of_the_privacy_mode(
    client: TestClient, context: Context, mode: PrivacyMode, sentence: str
) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=mode)

    assert sentence in visible_text(Visitor(client, stored.tokens[0]).open().text)


@pytest.mark.parametrize("page", ["", "privacy"])
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            Language.DUTCH,
            [
                "dat we de antwoorden van één persoon over de kwartalen aan elkaar koppelen.",
                "een code in plaats van uw naam.",
                "Zo zien we beter of er echt iets verandert.",
                "Dan wissen we alle codes, ook die van eerdere kwartalen.",
            ],
        ),
        (
            Language.ENGLISH,
            [
                "that we tie the answers of each person together over the quarters.",
                "a code instead of your name.",
                "So we see better whether something really changes.",
                "Then we delete all codes, those of earlier quarters too.",
            ],
        ),
    ],
)
def test_where_answers_are_tied_together_it_says_so_what_for_and_that_it_can_stop(
    client: TestClient, context: Context, page: str, language: Language, sentences: list[str]
) -> None:
    stored = add_partnership(context.unit_of_work, language=language, is_linked=True)

    text = visible_text(Visitor(client, stored.tokens[0]).open(page).text)

    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("page", ["", "privacy"])
def test_where_answers_are_not_tied_together_nothing_speaks_of_it(
    visitor: Visitor, page: str
) -> None:
    assert "pseudoniem" not in visible_text(visitor.open(page).text)


def test_the_page_about_data_holds_the_promise_about_comments(visitor: Visitor) -> None:
    text = visible_text(visitor.open("privacy").text)

    assert (
        "Dan ziet niemand die bij Zonnewijk en Veldzicht: initiative 2 hoort uw tekst, "
        "welke rol die ook heeft." in text
    )


def test_the_page_about_data_names_whom_to_ask(client: TestClient, context: Context) -> None:
    stored = add_partnership(context.unit_of_work, contact="Karin de Boer")

    text = visible_text(Visitor(client, stored.tokens[0]).open("privacy").text)

    assert "Neem contact op met Karin de Boer." in text


def test_who_comes_back_continues_at_the_first_open_part(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4", "TRU2": "3", "TRU3": "dk"})

    page = visitor.open().text

    assert "U hebt al 3 van de 19 vragen ingevuld." in page
    assert f'href="{visitor.address("2")}">Verder gaan' in page


def test_who_has_sent_may_change(visitor: Visitor) -> None:
    visitor.post("1", {"TRU1": "4"})
    visitor.post("check", {"go": "send"})

    page = visitor.open().text

    assert "Uw antwoorden zijn verstuurd. U kunt ze nog wijzigen tot dinsdag 1 december" in page
    assert f'href="{visitor.address("check")}"' in page
