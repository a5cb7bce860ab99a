"""Use cases around the people of a party: who joins, changes or leaves, and their addresses."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.domain.access.rules import check_can_manage_people
from monitor.domain.errors import InvalidParticipantError
from monitor.domain.links import derive_token, hash_token
from monitor.domain.partnership import (
    Language,
    Participant,
    ParticipantId,
    PartnershipId,
    PartyId,
)
from monitor.domain.round import RoundId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.context import Context
from monitor.services.ports import NewParticipant, UnitOfWork
from monitor.services.trail.note import note

MAXIMUM_NAME_LENGTH = 255
_MAXIMUM_EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1: with its brackets a path has 256 at most.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# What mail servers pass on everywhere: plain letters (the domain .nl has no others), no quotes.
_EMAIL = re.compile(
    r"(?!\.)(?!.*\.\.)(?!.*\.@)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    rf"@(?:{_LABEL}\.)+(?!\d+$){_LABEL}"
)
_NAME_AND_EMAIL = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>")
_NEVER_IN_A_NAME = frozenset("<>@")


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as typed in; ``email`` None: gets no mail, and the link by other ways."""

    name: str
    email: str | None = None
    language: Language = Language.DUTCH


def parse_people(text: str, language: Language) -> Sequence[PersonDraft]:
    """Read people typed one a line, like ``Anna de Wit <anna@x.nl>``, or a name or address alone.

    Empty lines and repeats fall away. What is no address stays as it was typed, as a fault.
    """
    drafts = [parse_person(line, language) for line in text.splitlines() if line.strip()]
    return list(dict.fromkeys(drafts))


def parse_person(line: str, language: Language) -> PersonDraft:
    """Read one person; of an address alone the part before the @ is the name."""
    line = line.strip(" \t,;")
    both = _NAME_AND_EMAIL.fullmatch(line)
    if both:
        name, email = both["name"].strip(' \t"'), both["email"].strip()
        return PersonDraft(name or name_in(email), email, language)
    if "@" in line:
        return PersonDraft(name_in(line), line, language)
    return PersonDraft(line, None, language)


def find_person_faults(draft: PersonDraft) -> Sequence[str]:
    """Return the keys of what is wrong with a person: texts ``checkins.people.fault.<key>``."""
    name = draft.name.strip()
    checks = {
        "name_missing": not name,
        "name_wrong": any(_is_odd(sign) for sign in name),
        "name_too_long": len(name) > MAXIMUM_NAME_LENGTH,
        "email": draft.email is not None and not is_email(draft.email),
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def is_email(text: str) -> bool:
    """Tell whether mail could be sent to this address; whether it arrives is another matter."""
    return len(text) <= _MAXIMUM_EMAIL_LENGTH and _EMAIL.fullmatch(text) is not None


def add_person(context: Context, party_id: PartyId, draft: PersonDraft) -> Participant:
    """Let a person belong to a party from today; invited from the next round on.

    Raises:
        NotFoundError: there is no such party.
        InvalidParticipantError: the draft has faults (see :func:`find_person_faults`).
    """
    with context.unit_of_work() as uow:
        partnership_id = uow.partnerships.partnership_of(party_id)
        check_can_manage_people(context.actor, partnership_id, party_id)
        added = uow.partnerships.add_participant(party_id, make_participant(context, draft))
        facts = {"person": added.id}
        note(context, uow, Deed(Act.PERSON_ADDED, partnership_id, party_id, facts))
        uow.commit()
    return added


def make_participant(context: Context, draft: PersonDraft) -> NewParticipant:
    """Turn a draft into a person to be stored; InvalidParticipantError if it has faults."""
    _check(draft)
    return NewParticipant(
        name=draft.name.strip(),
        language=draft.language,
        active_from=context.today(),
        email=draft.email,
    )


def change_person(
    context: Context, participant_id: ParticipantId, draft: PersonDraft
) -> Participant:
    """Change name, address or language of a person; a new address is tried as if nothing failed.

    Raises:
        NotFoundError: there is no such person.
        InvalidParticipantError: the draft has faults (see :func:`find_person_faults`).
    """
    with context.unit_of_work() as uow:
        partnership_id = _check_allowed(context, uow, participant_id)
        _check(draft)
        stored = uow.partnerships.get_participant(participant_id, for_update=True)
        changed = replace(
            stored,
            name=draft.name.strip(),
            email=draft.email,
            language=draft.language,
            mail_failure=stored.mail_failure if draft.email == stored.email else None,
        )
        uow.partnerships.save_participant(changed)
        note_change(context, uow, partnership_id, changed, "changed")
        uow.commit()
    return changed


def allow_mail(context: Context, participant_id: ParticipantId) -> Participant:
    """Send mail again to a person who had stopped it or whose address failed, as the person asks.

    Raises:
        NotFoundError: there is no such person.
    """
    with context.unit_of_work() as uow:
        partnership_id = _check_allowed(context, uow, participant_id)
        stored = uow.partnerships.get_participant(participant_id, for_update=True)
        changed = replace(stored, wants_mail=True, mail_failure=None)
        uow.partnerships.save_participant(changed)
        note_change(context, uow, partnership_id, changed, "mail")
        uow.commit()
    return changed


def end_membership(context: Context, participant_id: ParticipantId) -> Participant:
    """Let a person belong to the party no longer; the link of the open round works no more.

    What the person sent counts: it was given for the party. Yesterday becomes the last day, so
    that a round that opens today invites the others only. Nothing changes for who left before.

    Raises:
        NotFoundError: there is no such person.
    """
    yesterday = context.today() - timedelta(days=1)
    with context.unit_of_work() as uow:
        partnership_id = _check_allowed(context, uow, participant_id)
        # Before the person, as whoever opens a round takes them.
        uow.partnerships.lock(partnership_id)
        stored = uow.partnerships.get_participant(participant_id, for_update=True)
        until = min(stored.active_until or yesterday, yesterday)
        changed = replace(stored, active_until=until)
        uow.partnerships.save_participant(changed)
        withdraw_links_of(context, uow, partnership_id, {participant_id})
        note_change(context, uow, partnership_id, changed, "left")
        uow.commit()
    return changed


def note_change(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    changed: Participant,
    change: str,
) -> None:
    """Note what was changed of a person, by the number alone: a name would outlive the person."""
    facts: dict[str, Fact] = {"person": changed.id, "change": change}
    note(context, uow, Deed(Act.PERSON_CHANGED, partnership_id, changed.party_id, facts))


def withdraw_links_of(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    people: Set[ParticipantId],
) -> None:
    """Let the links of people work no more in rounds that are not final; the answers stay."""
    for round_ in uow.rounds.list_of(partnership_id):
        if round_.closed_at is None:
            _withdraw_links(context, uow, round_.id, people)


def _withdraw_links(
    context: Context, uow: UnitOfWork, round_id: RoundId, people: Set[ParticipantId]
) -> None:
    # Locked, so that no new link made meanwhile is undone, and no answer is half-way in.
    uow.rounds.lock(round_id, exclusively=True)
    for invitation in uow.rounds.invitations_of(round_id):
        if invitation.participant_id in people:
            token = derive_token(context.secret_key, invitation.nonce)
            uow.rounds.replace_link(replace(invitation, is_withdrawn=True), hash_token(token))


def _check_allowed(
    context: Context, uow: UnitOfWork, participant_id: ParticipantId
) -> PartnershipId:
    """Return in which partnership a person answers; NotAllowedError if they are not one's own."""
    party_id = uow.partnerships.get_participant(participant_id).party_id
    partnership_id = uow.partnerships.partnership_of(party_id)
    check_can_manage_people(context.actor, partnership_id, party_id)
    return partnership_id


def _check(draft: PersonDraft) -> None:
    if faults := find_person_faults(draft):
        raise InvalidParticipantError(", ".join(faults))


def name_in(email: str) -> str:
    """Return the part of an address that is most like a name."""
    return email.partition("@")[0]


def _is_odd(sign: str) -> bool:
    """Tell whether a sign has no place in a name: it could break the header of a mail."""
    return sign in _NEVER_IN_A_NAME or unicodedata.category(sign).startswith("C")
