"""Closed rounds for tests of scores and disclosure, written as the levels that people answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from monitor.domain.disclosure import release
from monitor.domain.partnership import PartyId, Phase, PrivacyMode
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.response import Answer, Comment, Pseudonym, Response
from monitor.domain.results import PublishedRound
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.factories import QUESTIONNAIRE, make_response, make_round

CORE_CODES = (
    *("TRU1", "TRU2", "TRU3", "TRA1", "TRA2", "TRA3"),
    *("GRO1", "GRO2", "GRO3", "EQU1", "EQU2", "EQU3"),
)
MUNICIPALITY, INITIATIVE, THIRD = PartyId(1), PartyId(2), PartyId(3)


def current_questionnaire() -> Questionnaire:
    """Return the questionnaire that rounds of the tests ask."""
    return read_questionnaires()[QUESTIONNAIRE]


def codes_of(dimension: Dimension) -> list[str]:
    """Return the codes of the three questions of a dimension."""
    return [question.code for question in current_questionnaire().questions_of(dimension)]


def make_answers(level: Answer, **exceptions: Answer) -> dict[str, Answer]:
    """Answer all core questions alike, except those named."""
    return {**dict.fromkeys(CORE_CODES, level), **exceptions}


def make_responses(
    party_id: PartyId,
    forms: Sequence[Mapping[str, Answer]],
    comments: Mapping[str, Comment] | None = None,
) -> list[Response]:
    """Make a sent response of each form, all with the same comments."""
    return [
        make_response(
            key=f"{party_id:02x}{number:038x}", party_id=party_id, answers=form, comments=comments
        )
        for number, form in enumerate(forms)
    ]


def make_levels(*levels: Answer) -> list[dict[str, Answer]]:
    """Make one form per person, who answers every core question with the same level."""
    return [make_answers(level) for level in levels]


def make_closed_round(
    forms: Mapping[PartyId, Sequence[Mapping[str, Answer]]],
    *,
    invited: Mapping[PartyId, int] | None = None,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
    phase: Phase = Phase.DURING,
    sequence: int = 1,
    is_light: bool = False,
    comments: Mapping[str, Comment] | None = None,
) -> ClosedRound:
    """Make a closed round to which, unless told otherwise, everyone invited answered."""
    responses = [
        response
        for party_id, answers in forms.items()
        for response in make_responses(party_id, answers, comments)
    ]
    everyone = {party_id: len(answers) for party_id, answers in forms.items()}
    return ClosedRound(
        round=make_round(
            privacy_mode=privacy_mode,
            minimum_group=minimum_group,
            phase=phase,
            sequence=sequence,
            is_light=is_light,
        ),
        questionnaire=current_questionnaire(),
        invited={**everyone, **(invited or {})},
        responses=responses,
    )


def link(closed: ClosedRound, *, order: Sequence[int] | None = None) -> ClosedRound:
    """Make the round linked: the first form of a party is of person 0 there, and so on.

    ``order`` names other people instead, of both parties alike.
    """
    seen: dict[PartyId, int] = {}
    linked = []
    for response in closed.responses:
        place = seen[response.party_id] = seen.get(response.party_id, -1) + 1
        person = place if order is None else order[place]
        pseudonym = Pseudonym(f"{response.party_id:02x}{person:038x}")
        linked.append(replace(response, pseudonym=pseudonym))
    return replace(closed, round=replace(closed.round, is_linked=True), responses=linked)


def release_of(closed: ClosedRound, seed: int = 1) -> PublishedRound:
    """Release the first round of a partnership with a fixed order of its comments."""
    return release(measure_round(closed, []), [], Random(seed))  # noqa: S311 - Not a secret.
