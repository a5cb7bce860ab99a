"""The library of conversation cards: those of the product, and those of organisations."""

import functools
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor.domain.access.rules import check_can_see_any
from monitor.domain.cards import Card, find_faults
from monitor.domain.errors import InvalidCardError, NotFoundError
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import OrganisationId, Partnership
from monitor.domain.questionnaire import Dimension
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import OwnCard

FOLDER = Path(__file__).parents[3] / "data" / "cards"
# In the order of a cooperation; within a file the order of the file.
_FILES = (
    *("guidelines-before", "guidelines-set-up", "guidelines-during"),
    *("tips", "obstacles", "toolbox", "recovery"),
)
_MOST_OFFERED, _FEWEST_OFFERED = 3, 2
# Worries, guidelines and dimensions stand in a card with the main one first. These weigh that:
# what the card is mainly for tells most, a card about another dimension is seldom to the point.
_FOR_WORRY = (14, 12, 10, 8, 6)
_FOR_GUIDELINE = (7, 4)
_FOR_DIMENSION = (5, 4)
_FOR_ANOTHER_DIMENSION = -8
_ENOUGH = 4
# What the parties answered: only there does it matter which dimension it was about.
_OF_ANSWERS = {
    WorryKind.DECLINE,
    WorryKind.LOW,
    WorryKind.GAP,
    WorryKind.SPLIT,
    WorryKind.DONT_KNOW,
}
_ADAPTER = TypeAdapter(Card)


@dataclass(frozen=True, slots=True)
class CardLibrary:
    """All cards that can be found, in the order of the library."""

    cards: Sequence[Card]

    def all(self) -> Sequence[Card]:
        """Return the cards that are offered: not those that were retired."""
        return [card for card in self.cards if not card.is_retired]

    def card(self, code: str) -> Card:
        """Return one card, also a retired one; NotFoundError if there is none."""
        for card in self.cards:
            if card.code == code:
                return card
        raise NotFoundError(f"card {code}")

    def find(self, codes: Iterable[str]) -> Sequence[Card]:
        """Return the cards with these codes, in this order; a code without a card is left out."""
        found = {card.code: card for card in self.cards}
        return [found[code] for code in codes if code in found]

    def cards_for(
        self,
        kind: WorryKind,
        dimension: Dimension | None,
        guideline: str | None,
        organisations: Collection[OrganisationId] = (),
    ) -> Sequence[Card]:
        """Return two or three cards that fit a worry, best first.

        ``organisations``: whose own cards may be among them, besides those of the product.
        """
        offered = [card for card in self.all() if card.is_for(organisations)]
        fits = {card.code: _judge_fit(card, kind, dimension, guideline) for card in offered}
        best_first = sorted(offered, key=lambda card: -fits[card.code])
        fitting = [card for card in best_first if fits[card.code] >= _ENOUGH]
        return best_first[: min(max(len(fitting), _FEWEST_OFFERED), _MOST_OFFERED)]


def read_library(context: Context) -> CardLibrary:
    """Return the cards of the product, followed by those of organisations that somebody sees."""
    check_can_see_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        own = [read_own_card(each) for each in _list_own(context, uow)]
    return CardLibrary([*read_shipped_cards(), *own])


def find_codes_for(uow: UnitOfWork, partnership: Partnership) -> Collection[str]:
    """Return the codes of all cards that everybody in a partnership may see, also retired ones."""
    organisations = {party.organisation.id for party in partnership.parties}
    own = [each.code for each in uow.own_cards.list_all() if each.organisation_id in organisations]
    return {*(card.code for card in read_shipped_cards()), *own}


def read_own_card(stored: OwnCard) -> Card:
    """Return a card of an organisation from what is stored of it."""
    card = _ADAPTER.validate_python({**stored.content, "code": stored.code})
    return replace(card, organisation_id=stored.organisation_id, is_retired=stored.is_retired)


def write_own_card(card: Card) -> Mapping[str, Any]:
    """Return what is stored of a card of an organisation; its keys have places of their own."""
    content: dict[str, Any] = _ADAPTER.dump_python(
        card, mode="json", exclude={"code", "organisation_id", "is_retired"}
    )
    return content


@functools.cache
def read_shipped_cards(folder: Path = FOLDER) -> Sequence[Card]:
    """Return the cards of the product; InvalidCardError names the first fault and its place."""
    paths = sorted(folder.glob("*.toml"), key=_place_of)
    cards = [card for path in paths for card in _read_file(path)]
    for code, count in Counter(card.code for card in cards).items():
        if count > 1:
            raise InvalidCardError(f"{folder.name}: card {code} appears twice")
    return cards


def _list_own(context: Context, uow: UnitOfWork) -> Sequence[OwnCard]:
    """Return the cards of organisations; whoever sees some partnerships sees those of theirs."""
    stored = uow.own_cards.list_all()
    if not stored or context.actor.scope.is_everything:
        return stored
    parties = [party for each in uow.partnerships.list_all() for party in each.parties]
    seen = {party.organisation.id for party in parties}
    return [each for each in stored if each.organisation_id in seen]


def _place_of(path: Path) -> tuple[int, str]:
    return (_FILES.index(path.stem) if path.stem in _FILES else len(_FILES), path.stem)


def _read_file(path: Path) -> Sequence[Card]:
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidCardError(f"{path.name}: {error}") from error
    entries: Sequence[Mapping[str, Any]] = content.get("cards", ())
    return [
        _read_entry({"theme": content.get("theme"), **entry}, f"{path.name}: card {number}")
        for number, entry in enumerate(entries, start=1)
    ]


def _read_entry(entry: Mapping[str, Any], place: str) -> Card:
    named = f"{place} ({entry.get('code', '?')})"
    # What nothing reads was mistyped, and would be passed over in silence.
    for name in entry.keys() - {field.name for field in fields(Card)}:
        raise InvalidCardError(f"{named}: {name} means nothing here")
    try:
        card = _ADAPTER.validate_python(entry)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(step) for step in fault["loc"])
        raise InvalidCardError(f"{named}: {where}: {fault['msg']}") from error
    for card_fault in find_faults(card):
        raise InvalidCardError(f"{named}: {card_fault}")
    return card


def _judge_fit(
    card: Card, kind: WorryKind, dimension: Dimension | None, guideline: str | None
) -> int:
    """Return how well a card fits a worry: the higher, the better."""
    points = _weigh(kind, card.worries, _FOR_WORRY)
    points += _weigh(guideline, card.guidelines, _FOR_GUIDELINE)
    if dimension is None or kind not in _OF_ANSWERS or not card.dimensions:
        return points
    return points + (_weigh(dimension, card.dimensions, _FOR_DIMENSION) or _FOR_ANOTHER_DIMENSION)


def _weigh(wanted: object, found: Sequence[object], weights: Sequence[int]) -> int:
    """Return the weight of the place at which something stands; the last weight from there on."""
    if wanted not in found:
        return 0
    return weights[min(found.index(wanted), len(weights) - 1)]
