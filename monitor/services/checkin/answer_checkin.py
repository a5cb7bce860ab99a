"""A participant answers a check-in with a personal link: read, save a part, send, withdraw."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar

from monitor.domain.access.rules import check_can_see
from monitor.domain.errors import EmptyResponseError, NotFoundError
from monitor.domain.links import hash_token, parse_token
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, Partnership, Party, PartyId
from monitor.domain.privacy_agreement import Consent
from monitor.domain.questionnaire import Part
from monitor.domain.response import Answer, Comment, Response
from monitor.domain.round import Invitation, Round, RoundState
from monitor.services.checkin.additions import add_parts
from monitor.services.checkin.linking import find_pseudonym
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.ports import InvitedPerson, UnitOfWork
from monitor.services.whose_link import at_partnership, at_personal_link

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Checkin:
    """What one personal link opens: whose form it is, what is asked and what was answered.

    ``invited``: how many people of the same party were invited, this person included.
    ``is_begun``: something is stored of this form.
    """

    partnership: Partnership
    party: Party
    language: Language
    round: Round
    parts: Sequence[Part]
    response: Response
    invited: int
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """What a person filled in on one page.

    ``codes``: the questions whose answers it replaces as a whole, so that one of them without an
    answer here has none any more. What is not named at all stays as it was saved.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    codes: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the version there is now.

    ``is_conflict``: something was saved from elsewhere since the page was shown that this was
    made from, so that what was saved now may not fit with it.
    """

    version: int
    is_conflict: bool


def read_checkin(context: Context, token_text: str) -> Checkin:
    """Return the check-in behind a link, changing nothing.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    context = at_personal_link(context, token_text)
    with context.unit_of_work(reads_only=True) as unit:
        asked = _find_asked(unit, token_text)
        round_, party_id = asked.round, asked.invitation.party_id
        key = response_key_of(context, round_, asked.invitation)
        stored = unit.responses.find(key)
        if not _takes_answers(context, round_, stored):
            raise NotFoundError
        partnership = unit.partnerships.get(round_.partnership_id)
        parts = find_parts(context, unit, round_, party_id)
    return Checkin(
        partnership=partnership,
        party=partnership.party(party_id),
        language=asked.participant.language,
        round=round_,
        parts=parts,
        response=stored or Response(key, round_.id, party_id),
        invited=asked.invited,
        is_begun=stored is not None,
    )


def read_consents(context: Context, checkin: Checkin) -> Sequence[Consent]:
    """Return what the parties said about the privacy that holds for this check-in."""
    check_can_see(context.actor, checkin.partnership.id)
    context = at_partnership(context, checkin.partnership.id)
    with context.unit_of_work(reads_only=True) as unit:
        consents = unit.consents.list_of(checkin.partnership.id)
    chosen = (checkin.round.privacy_mode, checkin.round.minimum_group)
    return [each for each in consents if (each.privacy_mode, each.minimum_group) == chosen]


def read_questions(context: Context, token_text: str) -> tuple[Sequence[Part], Language]:
    """Return what the owner of a link is asked, and in which language: no answers.

    Raises:
        NotFoundError: no such link. Whether its round takes answers is seen when they are saved.
    """
    context = at_personal_link(context, token_text)
    with context.unit_of_work(reads_only=True) as unit:
        asked = _find_asked(unit, token_text)
        parts = find_parts(context, unit, asked.round, asked.invitation.party_id)
    return parts, asked.participant.language


def save_part(
    context: Context, token_text: str, given: PartAnswers, *, seen: int | None = None
) -> Saved:
    """Put the answers of one page into the form, leaving all other pages as they are.

    ``seen``: the version of the form that the page was made from; None for the present one.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    context = at_personal_link(context, token_text)

    def put_in(response: Response) -> Response:
        return replace(
            response,
            answers=_without(response.answers, given.codes) | dict(given.answers),
            choices=_without(response.choices, given.codes) | dict(given.choices),
            comments=_without(response.comments, given.codes) | dict(given.comments),
        )

    return _update(context, token_text, put_in, seen)


def send(context: Context, token_text: str, *, seen: int | None = None) -> Saved:
    """Make the form count.

    ``seen``: the version of the form that was on the overview; None for the present one.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
        EmptyResponseError: nothing was filled in.
    """
    context = at_personal_link(context, token_text)

    def mark_sent(response: Response) -> Response:
        if not (response.answers or response.comments):
            raise EmptyResponseError
        return replace(response, is_sent=True)

    return _update(context, token_text, mark_sent, seen)


def withdraw(context: Context, token_text: str) -> None:
    """Delete the form with everything in it, for good; the link stays as it is.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    context = at_personal_link(context, token_text)
    with context.unit_of_work() as unit:
        round_, invitation = _lock(unit, token_text)
        key = response_key_of(context, round_, invitation)
        if not _takes_answers(context, round_, unit.responses.find(key, for_update=True)):
            raise NotFoundError
        unit.responses.delete(key)
        unit.commit()


def find_parts(
    context: Context, uow: UnitOfWork, round_: Round, party_id: PartyId
) -> Sequence[Part]:
    """Return the pages of a round for the people of a party, without those that ask nothing."""
    return list_parts(context, round_, party_id, uow.asked_agreements.list_of(round_.id))


def list_parts(
    context: Context, round_: Round, party_id: PartyId, agreements: Sequence[AskedAgreement]
) -> Sequence[Part]:
    """Return the pages of a round that asks about these agreements, each its other parties."""
    questionnaire = context.questionnaires[round_.questionnaire_version]
    parts = questionnaire.parts_for(round_.phase, round_.sequence, is_light=round_.is_light)
    asked = [each for each in agreements if each.owner != party_id]
    return add_parts([part for part in parts if part.questions], round_, asked)


def _update(
    context: Context, token_text: str, change: Callable[[Response], Response], seen: int | None
) -> Saved:
    with context.unit_of_work() as unit:
        round_, invitation = _lock(unit, token_text)
        key = response_key_of(context, round_, invitation)
        stored = unit.responses.find(key, for_update=True)
        if not _may_save(context, round_):
            raise NotFoundError
        if stored is None:
            pseudonym = find_pseudonym(context, unit, round_, invitation)
            begun = Response(key, round_.id, invitation.party_id, pseudonym=pseudonym)
            unit.responses.create_if_missing(begun)
            stored = unit.responses.find(key, for_update=True) or begun
        changed = change(stored)
        if changed == stored:
            # The same form twice, as by a double click, is no conflict; a form begun is kept.
            unit.commit()
            return Saved(stored.version, is_conflict=False)
        # What somebody changed on a screen is no longer what stands on paper.
        unit.responses.save(replace(changed, version=stored.version + 1, is_paper=False))
        unit.commit()
    return Saved(stored.version + 1, is_conflict=seen not in {None, stored.version})


def _find_asked(unit: UnitOfWork, token_text: str) -> InvitedPerson:
    token = parse_token(token_text)
    asked = unit.rounds.find_invited(hash_token(token)) if token else None
    if asked is None or asked.invitation.is_withdrawn:
        raise NotFoundError
    return asked


def _find_invitation(unit: UnitOfWork, token_text: str) -> Invitation:
    token = parse_token(token_text)
    invitation = unit.rounds.find_invitation(hash_token(token)) if token else None
    if invitation is None or invitation.is_withdrawn:
        raise NotFoundError
    return invitation


def _lock(unit: UnitOfWork, token_text: str) -> tuple[Round, Invitation]:
    """Keep a round open, and the link as it is, until the transaction ends."""
    round_ = unit.rounds.lock(_find_invitation(unit, token_text).round_id, exclusively=False)
    # Again: meanwhile the link may have been replaced, and the response moved to the new one.
    return round_, _find_invitation(unit, token_text)


def _may_save(context: Context, round_: Round) -> bool:
    """Tell whether what comes in may be stored.

    Just after the deadline too, even as the first of a form: it was typed into a page that was
    opened in time, for no page of questions is given out afterwards.
    """
    return round_.state(context.clock.now()) in {RoundState.OPEN, RoundState.GRACE}


def _takes_answers(context: Context, round_: Round, stored: Response | None) -> bool:
    """Tell whether a form may be read now; after the deadline only one already begun."""
    state = round_.state(context.clock.now())
    return state is RoundState.OPEN or (state is RoundState.GRACE and stored is not None)


def _without(values: Mapping[str, _Value], codes: Set[str]) -> dict[str, _Value]:
    return {code: value for code, value in values.items() if code not in codes}
