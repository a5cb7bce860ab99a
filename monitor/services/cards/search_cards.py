"""Finding cards in the library: by their words and by what they are for."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.cards import Card, Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import Text


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which cards are asked for; empty means everything.

    ``search``: words that all must stand in a card, in either language.
    """

    search: str = ""
    themes: Sequence[Theme] = ()
    guidelines: Sequence[str] = ()
    worries: Sequence[WorryKind] = ()
    phases: Sequence[Phase] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for in particular."""
        return not any(
            (self.search.strip(), self.themes, self.guidelines, self.worries, self.phases)
        )


def find_cards(cards: Sequence[Card], wanted: CardFilter) -> Sequence[Card]:
    """Return the cards that match everything that is asked for, in the same order."""
    words = _fold(wanted.search).split()
    return [card for card in cards if _matches(card, wanted) and _holds(card, words)]


def _matches(card: Card, wanted: CardFilter) -> bool:
    # A card that names no phase fits in all of them.
    phases = set(card.phases) or set(Phase)
    return (
        (not wanted.themes or card.theme in wanted.themes)
        and (not wanted.guidelines or not set(wanted.guidelines).isdisjoint(card.guidelines))
        and (not wanted.worries or not set(wanted.worries).isdisjoint(card.worries))
        and (not wanted.phases or not phases.isdisjoint(wanted.phases))
    )


def _holds(card: Card, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = _fold(" ".join([card.code, *(each for text in _texts(card) for each in text.values())]))
    return all(word in text for word in words)


def _texts(card: Card) -> Sequence[Text]:
    single = (card.title, card.aim, card.write_down, card.example)
    return [*single, *card.steps, *card.questions]


def _fold(text: str) -> str:
    """Return a text without capitals and accents, so that "een" finds "één"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
