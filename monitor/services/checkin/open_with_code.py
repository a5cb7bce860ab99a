"""A participant comes by the poster of the party, and opens the form with a personal code."""

from dataclasses import dataclass

from monitor.domain.errors import NotFoundError, WrongCodeError
from monitor.domain.links import (
    Token,
    derive_code,
    derive_party_token,
    derive_token,
    is_same,
    parse_code,
    parse_token,
)
from monitor.domain.partnership import Partnership, Party, PartyId
from monitor.domain.round import Round, RoundId, RoundState
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.whose_link import at_round


@dataclass(frozen=True, slots=True)
class Poster:
    """What the poster of a party is about: nothing of any person."""

    partnership: Partnership
    party: Party
    round: Round


def read_poster(context: Context, token_text: str) -> Poster:
    """Return what a poster is about, changing nothing.

    Raises:
        NotFoundError: no such poster, or its round is not open (any more).
    """
    round_id, party_id = _find(context, token_text)
    context = at_round(context, round_id)
    with context.unit_of_work(reads_only=True) as uow:
        return _read(context, uow, round_id, party_id)


def find_token(context: Context, token_text: str, code_text: str) -> Token:
    """Return the token of the personal link that a code on this poster stands for.

    Raises:
        NotFoundError: no such poster, or its round is not open (any more).
        WrongCodeError: nobody of the party has this code.
    """
    code = parse_code(code_text)
    round_id, party_id = _find(context, token_text)
    context = at_round(context, round_id)
    with context.unit_of_work(reads_only=True) as uow:
        _read(context, uow, round_id, party_id)
        invited = uow.rounds.invitations_of(round_id)
    key = context.secret_key
    for each in invited:
        is_theirs = each.party_id == party_id and not each.is_withdrawn
        if code and is_theirs and is_same(code, derive_code(key, each.nonce)):
            return derive_token(key, each.nonce)
    raise WrongCodeError


def _find(context: Context, token_text: str) -> tuple[RoundId, PartyId]:
    """Return for whom a poster is, in whatever workspace; NotFoundError if for nobody."""
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        asked = uow.rounds.list_asked() if parse_token(token_text) else ()
    for round_id, party_id in asked:
        if is_same(token_text, derive_party_token(context.secret_key, round_id, party_id)):
            return round_id, party_id
    raise NotFoundError


def _read(context: Context, uow: UnitOfWork, round_id: RoundId, party_id: PartyId) -> Poster:
    round_ = uow.rounds.get(round_id)
    if round_.state(context.clock.now()) is not RoundState.OPEN:
        raise NotFoundError
    partnership = uow.partnerships.get(round_.partnership_id)
    return Poster(partnership, partnership.party(party_id), round_)
