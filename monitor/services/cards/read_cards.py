"""What the page of cards shows: the library, and what is chosen for a partnership."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_see
from monitor.domain.cards import Card
from monitor.domain.partnership import OrganisationId, Partnership, PartnershipId
from monitor.services.cards.choose_cards import chosen_cards
from monitor.services.cards.library import CardLibrary, read_library
from monitor.services.cards.suggest_cards import Suggestion, suggest_cards
from monitor.services.context import Context


@dataclass(frozen=True, slots=True)
class CardsView:
    """The library; ``makers`` names the organisations that have cards of their own in it.

    ``partnership``: for whose next meeting cards are ``chosen``; None where the library is looked
    at by itself. ``suggested``: what fits the worries it has now, without what is chosen already.
    """

    library: CardLibrary
    makers: Mapping[OrganisationId, str]
    partnership: Partnership | None = None
    chosen: Sequence[Card] = ()
    suggested: Sequence[Suggestion] = ()

    @property
    def codes(self) -> Sequence[str]:
        """Return the codes of the chosen cards."""
        return [card.code for card in self.chosen]


def read_cards(context: Context, partnership_id: PartnershipId | None) -> CardsView:
    """Return the library and what is chosen; NotFoundError if there is no such partnership."""
    if partnership_id is not None:
        check_can_see(context.actor, partnership_id)
    library = read_library(context)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = None if partnership_id is None else uow.partnerships.get(partnership_id)
        makers = {
            each: uow.partnerships.get_organisation(each).name for each in _makers_of(library)
        }
        worries = uow.worries.list_of(partnership.id) if partnership else ()
    if partnership is None:
        return CardsView(library, makers)
    chosen = chosen_cards(context, partnership.id)
    suggested = suggest_cards(partnership, worries, library, context.today())
    fresh = [each for each in suggested if each.card not in chosen]
    return CardsView(library, makers, partnership, chosen, fresh)


def _makers_of(library: CardLibrary) -> set[OrganisationId]:
    return {card.organisation_id for card in library.cards if card.organisation_id is not None}
