"""Choosing conversation cards for the next meeting of a partnership."""

from collections.abc import Sequence

from monitor.domain.access.rules import check_can_see, check_can_write
from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.errors import NotFoundError, TooManyCardsError
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.log import ChosenCards
from monitor.domain.register.record import Authorship, Record
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.cards.library import read_library
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


def chosen_cards(context: Context, partnership_id: PartnershipId) -> Sequence[Card]:
    """Return the cards for the next meeting, in the order in which they were chosen."""
    check_can_see(context.actor, partnership_id)
    library = read_library(context)
    with context.unit_of_work(reads_only=True) as uow:
        record = _find_record(uow, partnership_id)
    return library.find(record.content.codes if record else ())


def choose_card(
    context: Context, partnership_id: PartnershipId, code: str, written: Authorship
) -> Sequence[Card]:
    """Add a card to those for the next meeting; one that is among them already stays there once.

    Raises:
        NotFoundError: there is no such card or partnership, or it is a card of an organisation that
            takes no part.
        TooManyCardsError: three are chosen already.
    """
    check_can_write(context.actor, partnership_id)
    library = read_library(context)
    card = library.card(code)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        _check_is_for(card, uow.partnerships.get(partnership_id))
        record = _find_record(uow, partnership_id)
        before = record.content.codes if record else ()
        if code in before:
            return library.find(before)
        # A card that no longer exists takes no place.
        present = tuple(card.code for card in library.find(before))
        if len(present) >= MOST_CHOSEN:
            raise TooManyCardsError(str(partnership_id))
        chosen = ChosenCards((*present, code))
        _save(uow, partnership_id, record, chosen, written)
        _note(context, uow, partnership_id, chosen)
        uow.commit()
    return library.find(chosen.codes)


def drop_card(
    context: Context, partnership_id: PartnershipId, code: str, written: Authorship
) -> Sequence[Card]:
    """Take a card away from those for the next meeting; nothing happens if it is not there."""
    check_can_write(context.actor, partnership_id)
    library = read_library(context)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        record = _find_record(uow, partnership_id)
        if record is None or code not in record.content.codes:
            return library.find(record.content.codes if record else ())
        chosen = ChosenCards(tuple(each for each in record.content.codes if each != code))
        _save(uow, partnership_id, record, chosen, written)
        _note(context, uow, partnership_id, chosen)
        uow.commit()
    return library.find(chosen.codes)


def clear_cards(uow: UnitOfWork, partnership_id: PartnershipId, written: Authorship) -> None:
    """Let no cards be chosen any more, in a transaction that does more: their meeting was held."""
    record = _find_record(uow, partnership_id)
    if record is not None and record.content.codes:
        uow.records.save(record, ChosenCards(), written)


def _check_is_for(card: Card, partnership: Partnership) -> None:
    """Pass if all who take part may see a card; others would find it missing in their meeting."""
    if not card.is_for([party.organisation.id for party in partnership.parties]):
        raise NotFoundError(f"card {card.code}")


def _find_record(uow: UnitOfWork, partnership_id: PartnershipId) -> Record[ChosenCards] | None:
    return next(iter(uow.records.list_of(partnership_id, ChosenCards)), None)


def _save(
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    record: Record[ChosenCards] | None,
    chosen: ChosenCards,
    written: Authorship,
) -> None:
    if record is None:
        uow.records.add(partnership_id, chosen, written)
    else:
        uow.records.save(record, chosen, written)


def _note(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, chosen: ChosenCards
) -> None:
    facts = {"cards": len(chosen.codes)}
    note(context, uow, Deed(Act.CARDS_CHOSEN, partnership_id, facts=facts))
