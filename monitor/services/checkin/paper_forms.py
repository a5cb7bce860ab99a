"""The facilitator enters the paper form of somebody, known by the personal code on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import (
    AlreadyAnsweredError,
    EmptyResponseError,
    InvalidAnswerError,
    NotFoundError,
    RoundClosedError,
)
from monitor.domain.links import derive_code, is_same, parse_code
from monitor.domain.partnership import Language, Partnership, Party
from monitor.domain.questionnaire import AnswerType, Part, Question
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH, Response
from monitor.domain.round import Invitation, Round, RoundId, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.domain.typed_text import clean_text
from monitor.services.checkin.answer_checkin import PartAnswers, find_parts
from monitor.services.checkin.linking import find_pseudonym
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class PaperForm:
    """An empty form, as it was printed: what was answered before is never in it."""

    partnership: Partnership
    party: Party
    parts: Sequence[Part]
    language: Language

    @property
    def questions(self) -> Sequence[Question]:
        """All questions, in order."""
        return [question for part in self.parts for question in part.questions]


def find_paper_form(context: Context, round_id: RoundId, code_text: str) -> PaperForm:
    """Return the form that a personal code belongs to.

    Raises:
        NotFoundError: no such round, or nobody in it has this code (any more).
        RoundClosedError: the round takes no more answers.
    """
    with context.unit_of_work(reads_only=True) as uow:
        round_ = uow.rounds.get(round_id)
        check_can_manage(context.actor, round_.partnership_id)
        _check_open(context, round_)
        invitation = _find_invitation(context, uow, round_id, code_text)
        partnership = uow.partnerships.get(round_.partnership_id)
        return PaperForm(
            partnership=partnership,
            party=partnership.party(invitation.party_id),
            parts=find_parts(context, uow, round_, invitation.party_id),
            language=uow.rounds.participant_of(invitation).language,
        )


def enter_paper_form(
    context: Context, round_id: RoundId, code_text: str, given: PartAnswers
) -> None:
    """Send a form for somebody, from paper; it replaces an earlier one from paper, or a draft.

    Raises:
        NotFoundError: no such round, or nobody in it has this code (any more).
        RoundClosedError: the round takes no more answers.
        AlreadyAnsweredError: this person has sent a form on the screen.
        EmptyResponseError: nothing was filled in.
        InvalidAnswerError: an answer is none to a question of this round.
    """
    if not (given.answers or given.comments):
        raise EmptyResponseError
    with context.unit_of_work() as uow:
        check_can_manage(context.actor, uow.rounds.get(round_id).partnership_id)
        round_ = uow.rounds.lock(round_id, exclusively=True)
        _check_open(context, round_)
        # Under the lock: until the transaction ends nobody gets another code.
        invitation = _find_invitation(context, uow, round_id, code_text)
        _check_answers(find_parts(context, uow, round_, invitation.party_id), given)
        begun = Response(
            response_key_of(context, round_, invitation),
            round_id,
            invitation.party_id,
            pseudonym=find_pseudonym(context, uow, round_, invitation),
        )
        uow.responses.create_if_missing(begun)
        stored = uow.responses.find(begun.key, for_update=True) or begun
        if stored.is_sent and not stored.is_paper:
            raise AlreadyAnsweredError
        uow.responses.save(_fill_in(begun, given, version=stored.version + 1))
        # Else the one response that was written with the entry of the trail would be this one.
        uow.responses.rewrite(round_.id)
        _note(context, uow, round_)
        uow.commit()
    context.unit_of_work.forget_writes()


def _note(context: Context, uow: UnitOfWork, round_: Round) -> None:
    """Add to the trail that a form was entered: not of which party, which may be of one person."""
    facts = {"round": int(round_.id)}
    note(context, uow, Deed(Act.PAPER_FORM_ENTERED, round_.partnership_id, facts=facts))


def _fill_in(begun: Response, given: PartAnswers, *, version: int) -> Response:
    return replace(
        begun,
        answers=given.answers,
        choices={code: picked for code, picked in given.choices.items() if picked},
        comments={
            code: replace(comment, text=clean_text(comment.text))
            for code, comment in given.comments.items()
        },
        is_sent=True,
        is_paper=True,
        version=version,
    )


def _check_open(context: Context, round_: Round) -> None:
    # Also in the grace after the deadline: what is on paper was filled in before it.
    if round_.state(context.clock.now()) not in {RoundState.OPEN, RoundState.GRACE}:
        raise RoundClosedError(f"round {round_.id}")


def _find_invitation(
    context: Context, uow: UnitOfWork, round_id: RoundId, code_text: str
) -> Invitation:
    code = parse_code(code_text)
    found = [
        each
        for each in uow.rounds.invitations_of(round_id)
        if code and is_same(code, derive_code(context.secret_key, each.nonce))
    ]
    # Two people of one round with the same 40 bits: neither form is given away.
    if len(found) != 1 or found[0].is_withdrawn:
        raise NotFoundError
    return found[0]


def _check_answers(parts: Sequence[Part], given: PartAnswers) -> None:
    questions = {question.code: question for part in parts for question in part.questions}
    if not {*given.answers, *given.choices, *given.comments} <= set(questions):
        raise InvalidAnswerError("unknown question")
    for code, value in given.answers.items():
        is_open = questions[code].answer_type is AnswerType.OPEN
        if is_open or not questions[code].accepts(value):
            raise InvalidAnswerError(code)
    for code, picked in given.choices.items():
        if not set(picked) <= {option.code for option in questions[code].options}:
            raise InvalidAnswerError(code)
    for code, comment in given.comments.items():
        is_open = questions[code].answer_type is AnswerType.OPEN
        if not is_open or len(comment.text) > MAXIMUM_COMMENT_LENGTH:
            raise InvalidAnswerError(code)
