"""A participant answers a check-in with a personal link: read, save a part, send."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.domain.errors import EmptyResponseError, NotFoundError
from monitor.domain.links import derive_response_key, hash_token, parse_token
from monitor.domain.partnership import Language, Partnership, Party
from monitor.domain.questionnaire import Part
from monitor.domain.response import Answer, Comment, Response, ResponseKey
from monitor.domain.round import Invitation, Round, RoundState
from monitor.services.context import Context
from monitor.services.linking import find_pseudonym
from monitor.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Checkin:
    """What one personal link opens: whose form it is, what is asked and what was answered.

    ``invited``: how many people of the same party were invited, this person included.
    """

    partnership: Partnership
    party: Party
    language: Language
    round: Round
    parts: Sequence[Part]
    response: Response
    invited: int


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """What a person filled in on one page. What is not named here stays as it was saved.

    An empty tuple of choices clears them; None in place of a comment takes it back.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment | None] = field(default_factory=dict)


def read_checkin(context: Context, token_text: str) -> Checkin:
    """Return the check-in behind a link, changing nothing.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    with context.unit_of_work(reads_only=True) as unit:
        invitation, key = _find_invitation(context, unit, token_text)
        round_ = unit.rounds.get(invitation.round_id)
        stored = unit.responses.find(key)
        if not _takes_answers(context, round_, stored):
            raise NotFoundError
        partnership = unit.partnerships.get(round_.partnership_id)
        invitations = unit.rounds.invitations_of(round_.id)
        return Checkin(
            partnership=partnership,
            party=partnership.party(invitation.party_id),
            language=unit.rounds.participant_of(invitation).language,
            round=round_,
            parts=_parts_asked(context, round_),
            response=stored or Response(key, round_.id, invitation.party_id),
            invited=sum(other.party_id == invitation.party_id for other in invitations),
        )


def save_part(context: Context, token_text: str, given: PartAnswers) -> None:
    """Add the answers of one page to the form, leaving all other pages as they are.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """

    def merge(response: Response) -> Response:
        choices = {**response.choices, **given.choices}
        comments = {**response.comments, **given.comments}
        return replace(
            response,
            answers={**response.answers, **given.answers},
            choices={code: picked for code, picked in choices.items() if picked},
            comments={code: comment for code, comment in comments.items() if comment is not None},
        )

    _update(context, token_text, merge)


def send(context: Context, token_text: str) -> None:
    """Make the form count.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
        EmptyResponseError: nothing was filled in.
    """

    def mark_sent(response: Response) -> Response:
        if not (response.answers or response.comments):
            raise EmptyResponseError
        return replace(response, is_sent=True)

    _update(context, token_text, mark_sent)


def _update(context: Context, token_text: str, change: Callable[[Response], Response]) -> None:
    with context.unit_of_work() as unit:
        invitation, key = _find_invitation(context, unit, token_text)
        round_ = unit.rounds.lock(invitation.round_id, exclusively=False)
        if round_.state(context.clock.now()) is RoundState.OPEN:
            pseudonym = find_pseudonym(context, unit, round_, invitation.participant_id)
            begun = Response(key, round_.id, invitation.party_id, pseudonym=pseudonym)
            unit.responses.create_if_missing(begun)
        stored = unit.responses.find(key, for_update=True)
        if stored is None or not _takes_answers(context, round_, stored):
            raise NotFoundError
        unit.responses.save(change(stored))
        unit.commit()


def _find_invitation(
    context: Context, unit: UnitOfWork, token_text: str
) -> tuple[Invitation, ResponseKey]:
    token = parse_token(token_text)
    invitation = unit.rounds.find_invitation(hash_token(token)) if token else None
    if token is None or invitation is None:
        raise NotFoundError
    return invitation, derive_response_key(context.secret_key, token)


def _takes_answers(context: Context, round_: Round, stored: Response | None) -> bool:
    """Tell whether a form may be filled in now; after the deadline only one already begun."""
    state = round_.state(context.clock.now())
    return state is RoundState.OPEN or (state is RoundState.GRACE and stored is not None)


def _parts_asked(context: Context, round_: Round) -> Sequence[Part]:
    questionnaire = context.questionnaires[round_.questionnaire_version]
    parts = questionnaire.parts_for(round_.phase, round_.sequence, is_light=round_.is_light)
    return [part for part in parts if part.questions]
