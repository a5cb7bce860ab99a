"""What the analysis finds: evidence per round, which patterns it rests on, and levels.

Raw numbers, like scores: only :mod:`monitor.domain.disclosure` may turn them into something shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, Floats
from monitor.domain.analysis.uncertainty import Level
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity

# Evidence R against "nothing changed" from which a change is told (signals.md 1.4).
WATCH_EVIDENCE = 7.4
ACT_EVIDENCE = 20.0


class PatternKind(StrEnum):
    """What may have happened."""

    DECLINE = "decline"
    SILENCE = "silence"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing that may have happened. ``party``: its place, None for all parties together.

    ``dimension``: None for all dimensions together.
    """

    kind: PatternKind
    party: int | None = None
    dimension: Dimension | None = None

    def __str__(self) -> str:
        """Name the pattern, parties counted from 1: ``decline: party 2, trust``."""
        party = "all parties" if self.party is None else f"party {self.party + 1}"
        about = "all dimensions" if self.dimension is None else self.dimension.value
        is_decline = self.kind is PatternKind.DECLINE
        return f"{self.kind.value}: {party}" + (f", {about}" if is_decline else "")


@dataclass(frozen=True, slots=True)
class PatternShare:
    """A pattern with its share of the evidence, 0 to 1."""

    pattern: Pattern
    share: float


@dataclass(frozen=True, slots=True)
class RoundFindings:
    """What was found in one round of one partnership.

    ``evidence`` for a fall and ``rise_evidence`` for its mirror image; ``patterns`` and
    ``rise_patterns`` strongest first, shares adding up to 1. ``levels``: what is believed of each
    party's level on each dimension since its last change, None where nobody scored it.
    """

    evidence: float
    patterns: Sequence[PatternShare]
    rise_evidence: float
    rise_patterns: Sequence[PatternShare]
    levels: Sequence[dict[Dimension, Level | None]]

    @property
    def severity(self) -> Severity | None:
        """How strong the evidence for a fall is; None where it is too weak to tell."""
        return judge_evidence(self.evidence)


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings of all rounds of many partnerships.

    ``evidence``, ``rise_evidence``: (partnerships, rounds). ``shares``, ``rise_shares``:
    (partnerships, rounds, patterns), adding up to 1 over the patterns. ``level_means``,
    ``level_sds``: (partnerships, parties, rounds, dimensions), NaN where nobody scored.
    """

    patterns: Sequence[Pattern]
    evidence: Floats
    shares: Floats
    rise_patterns: Sequence[Pattern]
    rise_evidence: Floats
    rise_shares: Floats
    level_means: Floats
    level_sds: Floats

    def at(self, partnership: int, round_: int) -> RoundFindings:
        """Return what was found in one round."""
        place = partnership, round_
        return RoundFindings(
            evidence=float(self.evidence[place]),
            patterns=_rank(self.patterns, self.shares[place]),
            rise_evidence=float(self.rise_evidence[place]),
            rise_patterns=_rank(self.rise_patterns, self.rise_shares[place]),
            levels=[
                _levels(means, sds)
                for means, sds in zip(
                    self.level_means[partnership, :, round_],
                    self.level_sds[partnership, :, round_],
                    strict=True,
                )
            ],
        )


def judge_evidence(evidence: float) -> Severity | None:
    """Turn evidence into a colour: amber (watch), red (act) or green (None)."""
    if evidence >= ACT_EVIDENCE:
        return Severity.ACT
    return Severity.WATCH if evidence >= WATCH_EVIDENCE else None


def _rank(patterns: Sequence[Pattern], shares: Floats) -> Sequence[PatternShare]:
    found = [
        PatternShare(pattern, float(share))
        for pattern, share in zip(patterns, shares, strict=True)
        if share > 0
    ]
    return sorted(found, key=lambda each: -each.share)


def _levels(means: Floats, sds: Floats) -> dict[Dimension, Level | None]:
    return {
        dimension: Level(float(mean), float(sd)) if np.isfinite(mean) else None
        for dimension, mean, sd in zip(DIMENSIONS, means, sds, strict=True)
    }
