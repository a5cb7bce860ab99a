"""Writes rounds down for other programs: plain values, in a fixed order.

In confidential mode everything comes from the release; what that hides appears nowhere. Without
privacy it comes from what was measured.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

from monitor.domain.analysis.findings import Pattern, PatternKind, judge_evidence
from monitor.domain.partnership import Partnership, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    HiddenReason,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Severity,
)
from monitor.services.analyse.certainty import find_patterns, find_probability
from monitor.services.analyse.measuring import Measured

_DIGITS = 6
_SMALLEST_SHARE = 0.005  # What is less likely than that explains nothing.
_LEVELS = {None: "green", Severity.WATCH: "amber", Severity.ACT: "red"}

Document = dict[str, Any]
WriteFlag = Callable[[Flag, Sequence[PublishedRound], Partnership], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """One round to be written down. ``releases``: those up to this round, oldest first."""

    day: date
    measured: Measured
    releases: Sequence[PublishedRound]
    partnership: Partnership

    @property
    def is_confidential(self) -> bool:
        """Tell whether only the release may be told."""
        return self.partnership.privacy_mode is PrivacyMode.CONFIDENTIAL

    @property
    def release(self) -> PublishedRound:
        """The release of this round."""
        return self.releases[-1]


def describe_round(told: Told, write_flag: WriteFlag) -> Document:
    """Write down one round."""
    findings = told.measured.round.findings
    return {
        "round": told.day.isoformat(),
        "scores": list(_describe_scores(told)),
        "partnership_score": _describe_partnership(told),
        "evidence": None if told.is_confidential else round(findings.evidence, _DIGITS),
        "level": _LEVELS[
            told.release.change if told.is_confidential else judge_evidence(findings.evidence)
        ],
        "flags": [_describe_flag(flag, told, write_flag) for flag in told.release.flags],
    }


def _describe_scores(told: Told) -> Iterator[Document]:
    for place, party in enumerate(told.partnership.parties):
        for number, dimension in enumerate(Dimension):
            known = (
                _published_score(told.release.parties[place], dimension)
                if told.is_confidential
                else _measured_score(told.measured, place, number)
            )
            yield {"party": party.name, "dimension": dimension.value, **known}


def _published_score(party: PublishedParty, dimension: Dimension) -> Document:
    score = party.scores[dimension]
    return {
        "mean": score.mean,
        "low": score.low,
        "high": score.high,
        "respondents": party.respondents,
        # How many answers there were of a dimension tells who left which question open.
        "answers": None,
        "dont_know": None,
        "invited": party.invited,
        **_describe_hiding(score),
    }


def _describe_hiding(score: PublishedScore) -> Document:
    because = score.hidden_because
    return {"shown": score.is_shown, "hidden_because": because.value if because else None}


def _measured_score(measured: Measured, place: int, number: int) -> Document:
    party = measured.round.parties[place]
    dimension = tuple(Dimension)[number]
    mean = party.dimensions[dimension].mean
    level = measured.round.findings.levels[place][dimension]
    low, high = level.interval() if level else (None, None)
    return {
        "mean": _round(mean),
        "low": _round(low),
        "high": _round(high),
        "respondents": party.respondents,
        "answers": measured.answers[place][number],
        "dont_know": measured.dont_know[place][number],
        "invited": party.invited or None,
        "shown": mean is not None,
        "hidden_because": HiddenReason.NOT_ANSWERED.value if mean is None else None,
    }


def _describe_partnership(told: Told) -> Document:
    release = told.release
    if told.is_confidential:
        mean, dimensions = release.overall, dict(release.joint)
        is_hidden = not release.has_all_parties
    else:
        parties = told.measured.round.parties
        mean = _mean_of_all([party.overall for party in parties])
        dimensions = {
            each: _mean_of_all([party.dimensions[each].mean for party in parties])
            for each in Dimension
        }
        is_hidden = False
    because = HiddenReason.OTHER_PARTY_HIDDEN if is_hidden else HiddenReason.NOT_ANSWERED
    return {
        "mean": mean,
        "dimensions": {each.value: dimensions[each] for each in Dimension},
        "shown": mean is not None,
        "hidden_because": because.value if mean is None else None,
    }


def _describe_flag(flag: Flag, told: Told, write_flag: WriteFlag) -> Document:
    names = {party.id: party.name for party in told.partnership.parties}
    measured = told.measured.round
    return {
        "kind": flag.kind.value,
        "severity": flag.severity.value,
        "party": None if flag.party is None else names[flag.party],
        "dimension": flag.dimension.value if flag.dimension else None,
        "probability": flag.probability
        if told.is_confidential
        else _round(find_probability(flag, measured)),
        # The shares are a fine statistic of the answers, and no part of the release.
        "patterns": [] if told.is_confidential else list(_describe_patterns(flag, told)),
        "text": dict(write_flag(flag, told.releases, told.partnership)),
    }


def _describe_patterns(flag: Flag, told: Told) -> Iterator[Document]:
    for each in find_patterns(flag, told.measured.round.findings):
        if each.share >= _SMALLEST_SHARE:
            name = _name_pattern(each.pattern, told.partnership)
            yield {"pattern": name, "share": _round(each.share)}


def _name_pattern(pattern: Pattern, partnership: Partnership) -> str:
    party = "all parties" if pattern.party is None else partnership.parties[pattern.party].name
    if pattern.kind is not PatternKind.DECLINE:
        return f"{pattern.kind.value}: {party}"
    about = pattern.dimension.value if pattern.dimension else "all dimensions"
    return f"{pattern.kind.value}: {party}, {about}"


def _mean_of_all(means: Sequence[float | None]) -> float | None:
    known = [mean for mean in means if mean is not None]
    return _round(fmean(known)) if known and len(known) == len(means) else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
