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
from monitor.domain.round import Round, RoundState
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


def save_page(
    context: Context,
    token_text: str,
    fill_in: Callable[[Sequence[Part], Language], PartAnswers],
    *,
    seen: int | None = None,
) -> Saved:
    """Put the answers of one page into the form, leaving all other pages as they are.

    ``fill_in``: tells what was answered, from the pages of the form and the language of its owner;
    what it raises leaves everything as it was.
    ``seen``: the version of the form that the page was made from; None for the present one.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    context = at_personal_link(context, token_text)
    with context.unit_of_work() as unit:
        asked = _keep_open(context, unit, token_text)
        parts = find_parts(context, unit, asked.round, asked.invitation.party_id)
        given = fill_in(parts, asked.participant.language)
        saved = _update(context, unit, asked, lambda response: _put_in(response, given), seen)
        unit.commit()
    return saved


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

    with context.unit_of_work() as unit:
        asked = _keep_open(context, unit, token_text)
        saved = _update(context, unit, asked, mark_sent, seen)
        unit.commit()
    return saved


def withdraw(context: Context, token_text: str) -> None:
    """Delete the form with everything in it, for good; the link stays as it is.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    context = at_personal_link(context, token_text)
    with context.unit_of_work() as unit:
        asked = _find_asked(unit, token_text, keep_open=True)
        key = response_key_of(context, asked.round, asked.invitation)
        if not _takes_answers(context, asked.round, unit.responses.find(key, for_update=True)):
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


def _keep_open(context: Context, unit: UnitOfWork, token_text: str) -> InvitedPerson:
    """Keep a round open, and a link as it is, until the transaction ends.

    Raises:
        NotFoundError: no such link, or its round takes no answers (any more).
    """
    asked = _find_asked(unit, token_text, keep_open=True)
    if not _may_save(context, asked.round):
        raise NotFoundError
    return asked


def _update(
    context: Context,
    unit: UnitOfWork,
    asked: InvitedPerson,
    change: Callable[[Response], Response],
    seen: int | None,
) -> Saved:
    stored = _find_or_begin(context, unit, asked)
    changed = change(stored)
    if changed == stored:
        # The same form twice, as by a double click, is no conflict; a form begun is kept.
        return Saved(stored.version, is_conflict=False)
    # What somebody changed on a screen is no longer what stands on paper.
    unit.responses.save(replace(changed, version=stored.version + 1, is_paper=False))
    return Saved(stored.version + 1, is_conflict=seen not in {None, stored.version})


def _find_or_begin(context: Context, unit: UnitOfWork, asked: InvitedPerson) -> Response:
    """Return what is stored of a form, and keep others from writing it meanwhile."""
    round_, invitation = asked.round, asked.invitation
    key = response_key_of(context, round_, invitation)
    stored = unit.responses.find(key, for_update=True)
    if stored is not None:
        return stored
    pseudonym = find_pseudonym(context, unit, round_, invitation)
    begun = Response(key, round_.id, invitation.party_id, pseudonym=pseudonym)
    if unit.responses.create_if_missing(begun):
        return begun
    # Somebody else began it at the same moment.
    return unit.responses.find(key, for_update=True) or begun


def _put_in(response: Response, given: PartAnswers) -> Response:
    return replace(
        response,
        answers=_without(response.answers, given.codes) | dict(given.answers),
        choices=_without(response.choices, given.codes) | dict(given.choices),
        comments=_without(response.comments, given.codes) | dict(given.comments),
    )


def _find_asked(unit: UnitOfWork, token_text: str, *, keep_open: bool = False) -> InvitedPerson:
    token = parse_token(token_text)
    asked = unit.rounds.find_invited(hash_token(token), keep_open=keep_open) if token else None
    if asked is None or asked.invitation.is_withdrawn:
        raise NotFoundError
    return asked


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
