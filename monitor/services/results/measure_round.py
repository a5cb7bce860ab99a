"""Measures a closed round: scores, findings, and who answered it beside the rounds before.

Who answered can be told while a round is closed, from the invitations and the secret key. It is
used here in memory only; nothing of it is stored.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import numpy as np

from monitor.domain.analysis.cube import score_cube
from monitor.domain.analysis.engine import ENGINE_VERSION, LONGEST_HISTORY, analyse, analyse_silence
from monitor.domain.analysis.findings import RoundFindings
from monitor.domain.analysis.variances import DEFAULT_VARIANCES, Variances
from monitor.domain.load import PAID_HOURS, UNPAID_HOURS
from monitor.domain.measurement import (
    Form,
    GivenComment,
    MeasuredHours,
    MeasuredMirror,
    MeasuredNotice,
    MeasuredRound,
    Turnover,
)
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import ParticipantId, PartyId
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.response import Answer, Response, ResponseKey
from monitor.domain.results import EngineVersion
from monitor.domain.round import Round
from monitor.domain.scoring import collect_form, core_codes, score_party
from monitor.services.checkin.additions import read_additions
from monitor.services.results.answer_cubes import make_cube

# The rounds before it that a round is judged by and compared with.
HISTORY = LONGEST_HISTORY - 1
# Rounds that differ by more people than this tell nobody from the difference.
_CLOSE = 2


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """All there is of a closed round.

    ``people``: who gave each response; empty where that is not known. ``asked_agreements``: about
    which it asked whether they were noticed.
    """

    round: Round
    questionnaire: Questionnaire
    invited: Mapping[PartyId, int]
    responses: Sequence[Response]
    people: Mapping[ResponseKey, ParticipantId] = field(default_factory=dict)
    asked_agreements: Sequence[AskedAgreement] = ()

    @property
    def asked(self) -> Questionnaire:
        """The questionnaire without what belongs to other phases or later rounds."""
        round_ = self.round
        parts = self.questionnaire.parts_for(
            round_.phase, round_.sequence, is_light=round_.is_light
        )
        return replace(self.questionnaire, parts=parts)

    @property
    def is_linked(self) -> bool:
        """Tell whether a pseudonym ties every response to those of its person in other rounds."""
        return self.round.is_linked and all(each.pseudonym for each in self.responses)

    def responses_of(self, party_id: PartyId) -> Sequence[Response]:
        """Return the responses of one party."""
        return [each for each in self.responses if each.party_id == party_id]


def measure_round(
    closed: ClosedRound, history: Sequence[ClosedRound], variances: Variances = DEFAULT_VARIANCES
) -> MeasuredRound:
    """Measure a closed round; ``history``: the rounds before it, oldest first.

    ``variances``: by which it is judged whether something changed.
    """
    history = history[-HISTORY:]
    parties = [
        score_party(party_id, closed.responses_of(party_id), invited=invited, asked=closed.asked)
        for party_id, invited in closed.invited.items()
    ]
    same_quarter = [each for each in history if _is_same_checkin(each.round, closed.round)]
    return MeasuredRound(
        round=closed.round,
        asked=closed.asked,
        parties=parties,
        findings=_find(closed, history, variances),
        turnover={each: _compare_people(each, closed, history) for each in closed.invited},
        corrected={
            each: _count_corrected(each, closed, same_quarter)
            for each in closed.invited
            if same_quarter
        },
        comments=[
            GivenComment(response.party_id, code, comment)
            for response in closed.responses
            if response.party_id in closed.invited
            for code, comment in response.comments.items()
        ],
        judged_by=EngineVersion(ENGINE_VERSION, variances.version),
        notices=list(_measure_notices(closed, history)),
        mirror=_measure_mirror(closed, history) if closed.round.has_mirror else None,
        hours=_measure_hours(closed) if closed.round.asks_load else {},
    )


def _measure_notices(
    closed: ClosedRound, history: Sequence[ClosedRound]
) -> Iterator[MeasuredNotice]:
    """Measure each agreement for each party that does not own it."""
    for asked in closed.asked_agreements:
        for party_id in closed.invited:
            if party_id == asked.owner:
                continue
            now = _who_knows(party_id, asked.code, closed)
            earlier = {
                each.round.sequence: _who_knows(party_id, asked.code, each) for each in history
            }
            yield MeasuredNotice(
                agreement_id=asked.agreement_id,
                party_id=party_id,
                answers=_given(asked.code, party_id, closed),
                changed={
                    sequence: None if now is None or then is None else len(now ^ then)
                    for sequence, then in earlier.items()
                },
            )


def _who_knows(party_id: PartyId, code: str, closed: ClosedRound) -> Set[ParticipantId] | None:
    """Return who gave an answer other than "don't know"; None if nobody can tell."""
    people = _people_of(party_id, closed)
    if people is None:
        return None
    return {each for each, response in people.items() if response.answers.get(code) is not None}


def _measure_mirror(closed: ClosedRound, history: Sequence[ClosedRound]) -> MeasuredMirror:
    asked = read_additions().mirror_questionnaire
    mirrors = [each for each in history if each.round.has_mirror]
    return MeasuredMirror(
        asked=asked,
        parties=[
            score_party(party_id, closed.responses_of(party_id), invited=invited, asked=asked)
            for party_id, invited in closed.invited.items()
        ],
        turnover={
            each: _compare_expectations(each, closed, mirrors, core_codes(asked))
            for each in closed.invited
        },
    )


def _compare_expectations(
    party_id: PartyId, closed: ClosedRound, history: Sequence[ClosedRound], codes: Sequence[str]
) -> Sequence[Turnover] | None:
    """Return the earlier mirrors that nearly the same people answered; None if who is unknown.

    Of each question apart, since some answer one and skip another.
    """
    now = _people_of(party_id, closed)
    compared = []
    for earlier in history:
        before = _people_of(party_id, earlier)
        if now is None or before is None:
            return None
        left, joined = _only_in_first(before, now, codes), _only_in_first(now, before, codes)
        changed = [sum(map(bool, answers)) for answers in zip(*left, *joined, strict=True)]
        if min(changed, default=0) <= _CLOSE:
            compared.append(Turnover(earlier.round.sequence, left, joined))
    return compared


def _only_in_first(
    first: Mapping[ParticipantId, Response],
    second: Mapping[ParticipantId, Response],
    codes: Sequence[str],
) -> Sequence[Form]:
    """Return what people answered, without the questions that they answered the other time too."""
    forms = []
    for person, response in first.items():
        other = second.get(person)
        known = set() if other is None else {each for each in codes if other.answers.get(each)}
        form = collect_form(response, codes)
        forms.append(
            [0 if code in known else answer for code, answer in zip(codes, form, strict=True)]
        )
    return [form for form in forms if any(form)]


def _measure_hours(closed: ClosedRound) -> Mapping[PartyId, MeasuredHours]:
    return {
        party_id: MeasuredHours(
            unpaid=_given(UNPAID_HOURS, party_id, closed), paid=_given(PAID_HOURS, party_id, closed)
        )
        for party_id in closed.invited
    }


def _given(code: str, party_id: PartyId, closed: ClosedRound) -> Sequence[int]:
    values = (response.answers.get(code) for response in closed.responses_of(party_id))
    return sorted(value for value in values if value is not None)


def _is_same_checkin(one: Round, other: Round) -> bool:
    """Tell whether a round may be a correction of another: a light one is none of a full one."""
    return one.quarter == other.quarter and one.is_light is other.is_light


def _find(
    closed: ClosedRound, history: Sequence[ClosedRound], variances: Variances
) -> RoundFindings:
    if closed.round.is_light:
        return _find_silence([*history, closed])
    # A light round is no step of a series: the rest is compared with the last full round.
    rounds = [*(each for each in history if not each.round.is_light), closed]
    panel = score_cube(make_cube(rounds, closed.questionnaire))
    last = len(rounds) - 1
    return analyse(panel, variances, from_round=last).at(0, last)


def _find_silence(rounds: Sequence[ClosedRound]) -> RoundFindings:
    parties = list(rounds[-1].invited)
    respondents = [[len(each.responses_of(party)) for each in rounds] for party in parties]
    invited = [[each.invited.get(party, 0) for each in rounds] for party in parties]
    return analyse_silence(np.array(respondents), np.array(invited))


def _compare_people(
    party_id: PartyId, closed: ClosedRound, history: Sequence[ClosedRound]
) -> Sequence[Turnover] | None:
    """Return the earlier rounds that nearly the same people answered; None if who is unknown."""
    now = _people_of(party_id, closed)
    codes = core_codes(closed.asked)
    compared = []
    for earlier in history:
        before = _people_of(party_id, earlier)
        if now is None or before is None:
            return None
        if core_codes(earlier.asked) != codes:
            continue  # Sums of other questions: their difference is nobody's answer.
        turnover = Turnover(
            sequence=earlier.round.sequence,
            left=[collect_form(before[each], codes) for each in before.keys() - now.keys()],
            joined=[collect_form(now[each], codes) for each in now.keys() - before.keys()],
        )
        if turnover.changed <= _CLOSE:
            compared.append(turnover)
    return compared


def _people_of(party_id: PartyId, closed: ClosedRound) -> Mapping[ParticipantId, Response] | None:
    responses = closed.responses_of(party_id)
    if any(each.key not in closed.people for each in responses):
        return None
    return {closed.people[each.key]: each for each in responses}


def _count_corrected(party_id: PartyId, closed: ClosedRound, earlier: Sequence[ClosedRound]) -> int:
    """Count the forms that are not, word for word, those of a round of the same quarter (R0)."""
    now = _count_forms(party_id, closed)
    counts = [
        max((now - before).total(), (before - now).total())
        for before in (_count_forms(party_id, each) for each in earlier)
    ]
    return min((count for count in counts if count), default=0)


def _count_forms(party_id: PartyId, closed: ClosedRound) -> Counter[tuple[tuple[str, Answer], ...]]:
    return Counter(tuple(sorted(each.answers.items())) for each in closed.responses_of(party_id))
