"""Conversation cards that an organisation makes itself: add, edit, retire and bring back."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.cards import Card, CardFault, find_faults
from monitor.domain.errors import InvalidCardError, NotFoundError
from monitor.domain.partnership import Language, OrganisationId
from monitor.domain.questionnaire import Text
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.domain.typed_text import clean_text
from monitor.services.cards.library import read_own_card, write_own_card
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import OwnCard
from monitor.services.trail.note import note

# Of a card that is not stored yet. What a stored one is called has nothing to do with its words:
# agreements go on naming it when they change.
NO_CODE = "OWN"


def tidy(card: Card) -> Card:
    """Return a card as it is stored: each text on one line, without steps that were left empty."""
    return replace(
        card,
        title=_tidy_text(card.title),
        aim=_tidy_text(card.aim),
        steps=_tidy_list(card.steps),
        questions=_tidy_list(card.questions),
        write_down=_tidy_text(card.write_down),
        example=_tidy_text(card.example),
    )


def find_draft_faults(card: Card) -> Sequence[CardFault]:
    """Return what is wrong with a card as it was typed."""
    return find_faults(tidy(card))


def add_card(
    context: Context, organisation_id: OrganisationId, card: Card, written: Authorship
) -> Card:
    """Store a new card of an organisation; its code is given here.

    Raises:
        InvalidCardError: the card breaks a rule.
        NotFoundError: there is no such organisation.
    """
    check_can_manage_all(context.actor)
    code = f"{NO_CODE}_{secrets.token_hex(8).upper()}"
    checked = replace(_check(card), code=code, is_retired=False)
    with context.unit_of_work() as uow:
        uow.partnerships.get_organisation(organisation_id)
        added = _save(uow, organisation_id, checked, written)
        _note(context, uow, "added")
        uow.commit()
    return added


def edit_card(context: Context, card: Card, written: Authorship) -> Card:
    """Replace the texts of an own card.

    Raises:
        InvalidCardError: the card breaks a rule.
        NotFoundError: no organisation has this card.
    """
    check_can_manage_all(context.actor)
    checked = _check(card)
    with context.unit_of_work() as uow:
        before = _find(uow, card.code)
        kept = replace(checked, is_retired=before.is_retired)
        edited = _save(uow, before.organisation_id, kept, written)
        _note(context, uow, "edited")
        uow.commit()
    return edited


def retire_card(context: Context, code: str, written: Authorship) -> None:
    """Offer an own card no longer; what refers to it keeps it. NotFoundError if nobody has it."""
    _set_retired(context, code, written, is_retired=True)


def restore_card(context: Context, code: str, written: Authorship) -> None:
    """Offer a retired card again; NotFoundError if nobody has it."""
    _set_retired(context, code, written, is_retired=False)


def _set_retired(context: Context, code: str, written: Authorship, *, is_retired: bool) -> None:
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        stored = _find(uow, code)
        uow.own_cards.save(replace(stored, is_retired=is_retired, written=written))
        _note(context, uow, "retired" if is_retired else "restored")
        uow.commit()


def _note(context: Context, uow: UnitOfWork, how: str) -> None:
    note(context, uow, Deed(Act.LIBRARY_CHANGED, facts={"kind": "card", "how": how}))


def _check(card: Card) -> Card:
    tidied = tidy(card)
    for fault in find_faults(tidied):
        raise InvalidCardError(f"{card.code}: {fault}")
    return tidied


def _find(uow: UnitOfWork, code: str) -> OwnCard:
    for stored in uow.own_cards.list_all():
        if stored.code == code:
            return stored
    raise NotFoundError(f"card {code}")


def _save(
    uow: UnitOfWork, organisation_id: OrganisationId, card: Card, written: Authorship
) -> Card:
    """Store a card under an organisation and return it as it is found from then on."""
    stored = OwnCard(organisation_id, card.code, write_own_card(card), written, card.is_retired)
    uow.own_cards.save(stored)
    return read_own_card(stored)


def _tidy_text(text: Text) -> Text:
    return {language: " ".join(clean_text(words).split()) for language, words in text.items()}


def _tidy_list(texts: Sequence[Text]) -> tuple[Text, ...]:
    tidied = [_tidy_text(text) for text in texts]
    return tuple(text for text in tidied if any(text.get(language) for language in Language))
