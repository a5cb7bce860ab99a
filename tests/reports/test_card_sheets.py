"""A card on paper holds all that it says, stays on one sheet, and needs no colour."""

from dataclasses import replace

import pytest
from pypdf.generic import ContentStream

from monitor.domain.cards import COUNTS, LONGEST, MOST_CHOSEN, Card, Form, Opener, find_faults
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Text
from monitor.i18n.card_words import write_card
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.reports.card_sheets import make_card_sheets
from monitor.reports.typesetting import Paper
from monitor.services.cards.library import CardLibrary, read_shipped_cards
from tests.factories import make_card, make_partnership
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print, squeeze

LIBRARY = CardLibrary(read_shipped_cards())
THREE = LIBRARY.find(["T5", "D1", "V3"])


def print_cards(
    *cards: Card,
    language: Language = Language.DUTCH,
    paper: Paper = Paper.A4,
    name: str | None = "Zonnewijk en Veldzicht",
) -> Print:
    partnership = None if name is None else make_partnership(name=name)
    return Print.of(make_card_sheets(cards, partnership, language, AMSTERDAM, paper))


def make_longest_card() -> Card:
    def text(part: str) -> Text:
        words = ("heel lange woorden " * 20)[: LONGEST[part] - 4]
        return dict.fromkeys(Language, f"{words}EIND")

    return replace(
        make_card(),
        title=text("title"),
        aim=text("aim"),
        steps=(text("steps"),) * (COUNTS["steps"].stop - 1),
        questions=(text("questions"),) * (COUNTS["questions"].stop - 1),
        write_down=text("write_down"),
        example=text("example"),
    )


def words_of(card: Card, language: Language) -> list[str]:
    words = write_card(card, Reader(translator(language), Formatter(language, AMSTERDAM)))
    return [
        *(words.theme, words.title, words.aim, words.minutes, words.form, words.opener),
        *words.steps,
        *words.questions,
        *(words.write_down, words.agreement, words.example),
    ]


def test_on_a4_each_card_has_a_page_of_its_own() -> None:
    made = print_cards(*THREE)

    assert made.size_mm == (210, 297)
    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == "nl"
    for card, page in zip(THREE, made.pages, strict=True):
        assert card.title[Language.DUTCH] in page


def test_on_a3_three_cards_lie_side_by_side_on_one_sheet() -> None:
    made = print_cards(*THREE, paper=Paper.A3)

    (page,) = made.pages
    assert made.size_mm == (420, 297)
    for card in THREE:
        assert squeeze(card.title[Language.DUTCH]) in squeeze(page)
    assert page.count("Wat spreken we af?") == MOST_CHOSEN


def test_one_card_on_a3_is_a_page_of_its_own_for_the_wall() -> None:
    made = print_cards(THREE[0], paper=Paper.A3)

    assert made.size_mm == (297, 420)
    assert len(made.pages) == 1


def test_four_cards_on_a3_take_two_sheets() -> None:
    assert len(print_cards(*THREE, LIBRARY.card("V1"), paper=Paper.A3).pages) == 2


@pytest.mark.parametrize("language", list(Language))
def test_every_card_of_the_product_stands_whole_on_one_page(language: Language) -> None:
    made = print_cards(*LIBRARY.all(), language=language)

    for card, page in zip(LIBRARY.all(), made.pages, strict=True):
        missing = [each for each in words_of(card, language) if squeeze(each) not in squeeze(page)]
        assert missing == [], card.code
        assert made.language == language.value


def test_a_card_says_for_whom_it_is_printed_with_the_shapes_of_the_parties() -> None:
    page = print_cards(THREE[0]).pages[0]

    assert "Zonnewijk en Veldzicht" in page
    assert "Gemeente Veldzicht" in page


def test_a_card_from_the_library_names_nobody() -> None:
    page = print_cards(THREE[0], name=None).pages[0]

    assert "Veldzicht" not in page


def test_there_are_lines_for_what_who_when_and_how_it_is_noticed() -> None:
    page = print_cards(THREE[0], language=Language.ENGLISH).pages[0]

    for prompt in ("What do we agree?", "Who?", "By which day?", "How will the other notice?"):
        assert prompt in page


@pytest.mark.parametrize("paper", list(Paper))
def test_the_longest_card_that_is_allowed_fits(paper: Paper) -> None:
    longest = make_longest_card()
    assert list(find_faults(longest)) == []

    made = print_cards(longest, longest, longest, paper=paper)

    assert len(made.pages) == (3 if paper is Paper.A4 else 1)
    assert made.text.count("EIND") == 3 * (4 + 5 + 4)
    assert made.text.count("Wat spreken we af?") == 3


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("opener", list(Opener))
def test_every_form_and_every_opener_can_be_drawn(form: Form, opener: Opener) -> None:
    made = print_cards(replace(make_card(), form=form, opener=opener))

    assert len(made.pages) == 1


def test_nothing_on_a_sheet_is_in_colour() -> None:
    made = print_cards(*THREE, paper=Paper.A3)

    page = made.reader.pages[0]
    content = ContentStream(page.get_contents(), made.reader)
    operators = {operator for _, operator in content.operations}
    assert not operators & {b"rg", b"RG", b"k", b"K"}


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_words_leave_a_card_on_one_sheet(name: str) -> None:
    texts = dict.fromkeys(Language, name[:60])
    card = replace(make_card(), title=texts, aim=texts, questions=(texts, texts))

    made = print_cards(card, name=name)

    assert len(made.pages) == 1
    assert "Wat spreken we af?" in made.text
