"""What posters, cards and paper forms of an open round are printed from."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import RoundClosedError
from monitor.domain.links import PersonalCode, derive_code, derive_party_token, derive_token
from monitor.domain.partnership import Language, Participant, Partnership, Party
from monitor.domain.questionnaire import Part
from monitor.domain.round import Round, RoundId, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.answer_checkin import list_parts
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class PrintedPerson:
    """An invited person with what opens the form: the link, and the code for poster and paper."""

    participant: Participant
    code: PersonalCode
    url: str


@dataclass(frozen=True, slots=True)
class PrintedParty:
    """A party with the address on its poster, what it is asked, and its invited people by name."""

    party: Party
    url: str
    parts: Sequence[Part]
    people: Sequence[PrintedPerson]


@dataclass(frozen=True, slots=True)
class PrintData:
    """Everything that is printed of a round, in one language. It opens everybody's form."""

    partnership: Partnership
    round: Round
    parties: Sequence[PrintedParty]
    language: Language


def read_print_data(context: Context, round_id: RoundId, language: Language) -> PrintData:
    """Return what is printed of a round; withdrawn links are left out.

    Raises:
        NotFoundError: there is no such round.
        RoundClosedError: it takes no more answers.
    """
    key, base = context.secret_key, f"{context.public_url}/s"
    with context.unit_of_work() as uow:
        round_ = uow.rounds.get(round_id)
        check_can_manage(context.actor, round_.partnership_id)
        if round_.state(context.clock.now()) is RoundState.CLOSED:
            raise RoundClosedError(f"round {round_id}")
        partnership = uow.partnerships.get(round_.partnership_id)
        people = uow.partnerships.participants_of(partnership.id)
        invitations = uow.rounds.invitations_of(round_id)
        agreements = uow.asked_agreements.list_of(round_id)
        nonces = {each.participant_id: each.nonce for each in invitations if not each.is_withdrawn}
        _note(context, uow, round_, links=len(nonces))
        uow.commit()
    invited = [
        PrintedPerson(
            person,
            derive_code(key, nonces[person.id]),
            f"{base}/{derive_token(key, nonces[person.id])}",
        )
        for person in people
        if person.id in nonces
    ]
    parties = [
        PrintedParty(
            party,
            f"{base}/party/{derive_party_token(key, round_id, party.id)}",
            list_parts(context, round_, party.id, agreements),
            [each for each in invited if each.participant.party_id == party.id],
        )
        for party in partnership.parties
    ]
    return PrintData(partnership, round_, parties, language)


def _note(context: Context, uow: UnitOfWork, round_: Round, *, links: int) -> None:
    facts = {"round": int(round_.id), "links": links}
    note(context, uow, Deed(Act.LINKS_SHOWN, round_.partnership_id, facts=facts))
