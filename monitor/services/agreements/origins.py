"""What an agreement can come from: a worry, a conversation card, and the guideline under both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_see
from monitor.domain.cards import Card
from monitor.domain.errors import NotFoundError
from monitor.domain.flags.view import WorryView, view_worry
from monitor.domain.flags.worry import WorryId
from monitor.domain.partnership import Partnership
from monitor.services.cards.library import read_library
from monitor.services.context import Context


@dataclass(frozen=True, slots=True)
class Origin:
    """What a new agreement comes from; None where it comes from nothing of the kind."""

    worry: WorryView | None = None
    card: Card | None = None

    @property
    def guideline(self) -> str | None:
        """The code of the guideline that the worry rests on, else the first one of the card."""
        if self.worry:
            return self.worry.guideline
        return next(iter(self.card.guidelines), None) if self.card else None


def read_origin(
    context: Context, partnership: Partnership, worry_id: WorryId | None, card: str | None
) -> Origin:
    """Return what an address names; what the partnership or the library does not have is None."""
    check_can_see(context.actor, partnership.id)
    worry = None if worry_id is None else _find_worry(context, partnership, worry_id)
    found = find_cards(context, [card]).get(card or "")
    organisations = [party.organisation.id for party in partnership.parties]
    return Origin(worry, found if found and found.is_for(organisations) else None)


def find_cards(context: Context, codes: Iterable[str | None]) -> Mapping[str, Card]:
    """Return the cards with these codes, as far as the library has them."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {card.code: card for card in read_library(context).cards if card.code in wanted}


def _find_worry(context: Context, partnership: Partnership, worry_id: WorryId) -> WorryView | None:
    with context.unit_of_work(reads_only=True) as uow:
        try:
            worry = uow.worries.get(worry_id)
        except NotFoundError:
            return None
        releases = uow.releases.list_of(partnership.id)
    if worry.partnership_id != partnership.id:
        return None
    return view_worry(worry, partnership, releases, context.today())
