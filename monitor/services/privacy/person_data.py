"""The rights of one person: to see all that is kept of them, and to have it forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.access.rules import can_manage, check_can_manage
from monitor.domain.mail import LetterState, MailKind
from monitor.domain.partnership import Participant, ParticipantId, Partnership, PartnershipId
from monitor.domain.privacy.pseudonym import is_nameless, pseudonym_of
from monitor.domain.privacy_agreement import Consent
from monitor.domain.round import Round
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.privacy.forget_person import forget_person, make_renaming
from monitor.services.privacy_ports import Mention
from monitor.services.trail.note import note

# Everyone gets these. That somebody was thanked or reminded tells whether they answered, which
# is nobody's to read but their own.
_TOLD = frozenset({MailKind.INVITATION, MailKind.RESULTS})


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter about a round: what for, and what became of it."""

    kind: MailKind
    state: LetterState


@dataclass(frozen=True, slots=True)
class Asked:
    """That a person was invited to a round; ``is_withdrawn``: the link works no more."""

    round: Round
    is_withdrawn: bool
    letters: Sequence[SentLetter]


@dataclass(frozen=True, slots=True)
class Participation:
    """All that is kept of a person as a participant of one partnership, but for answers."""

    partnership: Partnership
    participant: Participant
    asked: Sequence[Asked]
    consents: Sequence[Consent]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class PersonData:
    """All that is kept of one person. ``participations``: wherever the same address is known."""

    made_on: date
    name: str
    email: str | None
    participations: Sequence[Participation]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What forgetting a person would change. ``partnerships``: where, by name.

    ``keeps_name``: somebody else has the same name, so that texts with it stay as they are.
    """

    pseudonym: str
    partnerships: Sequence[str]
    mentions: int
    keeps_name: bool


def may_use_rights(context: Context, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may hand over and forget what is kept of a partnership's people."""
    return can_manage(context.actor, partnership_id)


def export_person(context: Context, participant_id: ParticipantId) -> PersonData:
    """Return all that is kept of a person, in every partnership that knows their address.

    Never what they answered: whoever asks for this is somebody else (ADR 0023).

    Raises:
        NotFoundError: there is no such person.
        NotAllowedError: only who manages the partnership may see this.
    """
    with context.unit_of_work() as uow:
        person = uow.partnerships.get_participant(participant_id)
        found = _find_everywhere(context, uow, person)
        data = PersonData(
            made_on=context.today(),
            name=person.name,
            email=person.email,
            participations=[_read(uow, where, who) for where, who in found],
        )
        for partnership_id, each in found:
            _note(context, uow, Act.PERSON_EXPORTED, partnership_id, each)
        uow.commit()
    return data


def read_erasure(context: Context, participant_id: ParticipantId) -> Erasure:
    """Return what forgetting a person would change; nothing is changed.

    Raises:
        NotFoundError: there is no such person.
        NotAllowedError: only who manages the partnership may see this.
    """
    with context.unit_of_work(reads_only=True) as uow:
        person = uow.partnerships.get_participant(participant_id)
        found = _find_everywhere(context, uow, person)
        renamings = [(where, make_renaming(uow, where, who)) for where, who in found]
        return Erasure(
            pseudonym=pseudonym_of(person.id),
            partnerships=[uow.partnerships.get(where).name for where, _ in renamings],
            mentions=sum(len(uow.persons.mentions(*each)) for each in renamings),
            keeps_name=any(renaming.name is None for _, renaming in renamings),
        )


def erase_person(context: Context, participant_id: ParticipantId) -> None:
    """Forget a person for good, in every partnership that knows their address.

    What everybody together answered stays. A person who was forgotten before stays so.

    Raises:
        NotFoundError: there is no such person.
        NotAllowedError: only who manages the partnership may do this.
    """
    with context.unit_of_work() as uow:
        person = uow.partnerships.get_participant(participant_id)
        found = _find_everywhere(context, uow, person)
        if is_nameless(person):
            return
        for partnership_id, each in found:
            forget_person(context, uow, partnership_id, each)
        for partnership_id, each in found:
            _note(context, uow, Act.PERSON_ERASED, partnership_id, each)
        uow.commit()
    context.unit_of_work.forget_writes()


def read_former(context: Context, partnership_id: PartnershipId) -> Sequence[Participant]:
    """Return who left a partnership and still has a name, the last to leave first.

    Raises:
        NotFoundError: there is no such partnership.
        NotAllowedError: only who manages the partnership may see this.
    """
    check_can_manage(context.actor, partnership_id)
    today = context.today()
    with context.unit_of_work(reads_only=True) as uow:
        people = uow.partnerships.participants_of(partnership_id)
    left = [
        (each.active_until, each)
        for each in people
        if each.active_until is not None and each.active_until < today and not is_nameless(each)
    ]
    return [person for _, person in sorted(left, key=lambda pair: pair[0], reverse=True)]


def _find_everywhere(
    context: Context, uow: UnitOfWork, person: Participant
) -> Sequence[tuple[PartnershipId, Participant]]:
    here = uow.partnerships.partnership_of(person.party_id)
    check_can_manage(context.actor, here)
    if person.email is None:
        return [(here, person)]
    # In the order of the partnerships: who locks several of them does so in one order.
    found = uow.persons.with_email(person.email)
    return [each for each in found if can_manage(context.actor, each[0])]


def _note(
    context: Context,
    uow: UnitOfWork,
    act: Act,
    partnership_id: PartnershipId,
    person: Participant,
) -> None:
    facts = {"participant": int(person.id)}
    note(context, uow, Deed(act, partnership_id, person.party_id, facts))


def _read(uow: UnitOfWork, partnership_id: PartnershipId, person: Participant) -> Participation:
    renaming = make_renaming(uow, partnership_id, person)
    return Participation(
        partnership=uow.partnerships.get(partnership_id),
        participant=person,
        asked=[
            asked
            for round_ in uow.rounds.list_of(partnership_id)
            for asked in _read_asked(uow, round_, person)
        ],
        consents=[
            each
            for each in uow.consents.list_of(partnership_id)
            if renaming.in_name(each.given_by) != each.given_by
        ],
        mentions=uow.persons.mentions(partnership_id, renaming),
    )


def _read_asked(uow: UnitOfWork, round_: Round, person: Participant) -> Sequence[Asked]:
    letters = [
        SentLetter(each.kind, each.state)
        for each in uow.outbox.list_of(round_.id)
        if each.participant_id == person.id and each.kind in _TOLD
    ]
    return [
        Asked(round_, each.is_withdrawn, letters)
        for each in uow.rounds.invitations_of(round_.id)
        if each.participant_id == person.id
    ]
