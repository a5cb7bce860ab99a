import pytest

from monitor.domain.cards import CardFault, CardProblem, Form, Opener, Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language
from monitor.i18n.card_words import write_card, write_fault
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.services.cards.library import read_shipped_cards
from tests.factories import make_card
from tests.reports.prints import AMSTERDAM


def read_in(language: Language) -> Reader:
    return Reader(translator(language), Formatter(language, AMSTERDAM))


ENGLISH = read_in(Language.ENGLISH)


def test_a_card_is_written_in_the_language_of_the_reader() -> None:
    card = make_card(guidelines=("T1",), worries=(WorryKind.GAP, WorryKind.LOAD))

    words = write_card(card, ENGLISH)

    assert words.title == "Hoe gaat het (en)"
    assert words.steps == ["Eerst (en)", "Daarna (en)"]
    assert words.minutes == "15 minutes"
    assert words.form == "In pairs"
    assert words.opener == "The initiative begins"
    assert words.theme == "During the cooperation"
    assert len(words.good_for) == 2
    assert words.rests_on[0][:1].isupper()


@pytest.mark.parametrize("language", list(Language))
def test_every_card_every_form_and_every_theme_can_be_named(language: Language) -> None:
    reader = read_in(language)

    assert all(write_card(card, reader).agreement for card in read_shipped_cards())
    for key in (
        *(f"theme.{each.value}" for each in Theme),
        *(f"form.{each.value}" for each in Form),
        *(f"opener.{each.value}" for each in Opener),
    ):
        assert reader.t(f"cards.{key}")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            CardFault("steps", CardProblem.MISSING, Language.DUTCH, 2),
            "Step 2 (Dutch) is still empty. A card has every text in two languages.",
        ),
        (
            CardFault("title", CardProblem.TOO_LONG, Language.ENGLISH),
            "Title (English) is too long: at most 60 characters, to fit on one sheet.",
        ),
        (CardFault("questions", CardProblem.TOO_FEW), "Question: fill in at least 2."),
        (CardFault("steps", CardProblem.TOO_MANY), "Step: at most 5."),
        (CardFault("minutes", CardProblem.MINUTES), "Minutes: choose a number from 5–60."),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(fault: CardFault, sentence: str) -> None:
    assert write_fault(fault, ENGLISH) == sentence
