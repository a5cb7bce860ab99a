import pytest

from monitor.domain.cards import Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Phase
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.search_cards import CardFilter, find_cards
from tests.factories import make_card

CARDS = read_shipped_cards()


def codes(wanted: CardFilter) -> list[str]:
    return [card.code for card in find_cards(CARDS, wanted)]


def test_without_a_wish_all_cards_are_found() -> None:
    assert CardFilter(search=" ", themes=[]).is_empty
    assert not CardFilter(phases=[Phase.BEFORE]).is_empty
    assert find_cards(CARDS, CardFilter()) == CARDS


@pytest.mark.parametrize(
    "search", ["stopregel", "STOP RULE", "  proef   stopregel ", "één proef", "een proef"]
)
def test_words_are_found_in_both_languages_without_capitals_and_accents(search: str) -> None:
    assert "V5" in codes(CardFilter(search=search))


def test_every_word_must_be_there() -> None:
    assert codes(CardFilter(search="stopregel zeppelin")) == []


def test_a_card_is_found_by_its_code() -> None:
    assert "TIP4" in codes(CardFilter(search="tip4"))


def test_wishes_of_one_kind_widen_and_of_two_kinds_narrow() -> None:
    both = codes(CardFilter(guidelines=["T1", "T4"]))
    narrowed = codes(CardFilter(guidelines=["T1", "T4"], themes=[Theme.SET_UP]))

    assert {"T1", "T4", "HORIZON", "THUNDERS_IN"} <= set(both)
    assert narrowed == ["T1", "T4"]


def test_cards_are_found_by_the_worry_they_are_for() -> None:
    assert codes(CardFilter(worries=[WorryKind.LOAD])) == ["T5", "FAIR_LOAD"]


def test_a_card_without_a_phase_fits_in_each() -> None:
    always, later = make_card(code="A"), make_card(code="B", phases=(Phase.DURING,))

    assert find_cards([always, later], CardFilter(phases=[Phase.BEFORE])) == [always]
    assert find_cards([always, later], CardFilter(phases=[Phase.DURING])) == [always, later]
