"""How sure a flag is, and which patterns it rests on; for answers of which nothing is hidden."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from monitor.domain.analysis.findings import PatternKind, PatternShare, RoundFindings
from monitor.domain.measurement import MeasuredRound
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind
from monitor.domain.signals import GAP_POINTS, LOW_LEVEL

# One change is expected in so many rounds, which makes of evidence R a chance R / (R + 20).
_ROUNDS_PER_CHANGE = 20
_CHANGES: Mapping[FlagKind, PatternKind] = {
    FlagKind.DECLINE: PatternKind.DECLINE,
    FlagKind.SILENCE: PatternKind.SILENCE,
    FlagKind.SPLIT: PatternKind.SPLIT,
}


def find_patterns(flag: Flag, findings: RoundFindings) -> Sequence[PatternShare]:
    """Return the patterns that a change rests on, strongest first; none for a state or a count."""
    if flag.probability is None or flag.kind not in _CHANGES:
        return []
    kind = _CHANGES[flag.kind]
    return [each for each in findings.patterns if each.pattern.kind is kind]


def find_probability(flag: Flag, measured: MeasuredRound) -> float | None:
    """Return how likely it is that a flag is right; None for one that only counts."""
    findings = measured.findings
    places = {party.party_id: place for place, party in enumerate(measured.parties)}
    if flag.kind is FlagKind.LOW and flag.party is not None and flag.dimension:
        level = findings.levels[places[flag.party]][flag.dimension]
        return level.probability_below(LOW_LEVEL) if level else None
    if flag.kind is FlagKind.GAP and flag.dimension:
        return _chance_apart(flag.dimension, findings)
    patterns = find_patterns(flag, findings)
    return _chance_changed(patterns, findings) if patterns else flag.probability


def _chance_apart(dimension: Dimension, findings: RoundFindings) -> float:
    levels = [level for each in findings.levels if (level := each[dimension])]
    pairs = combinations(levels, 2)
    return max((one.probability_apart(other, GAP_POINTS) for one, other in pairs), default=0.0)


def _chance_changed(patterns: Sequence[PatternShare], findings: RoundFindings) -> float:
    """Turn evidence into a chance: all of it for the kind that leads, else its own share."""
    shares = dict.fromkeys(PatternKind, 0.0)
    for each in findings.patterns:
        shares[each.pattern.kind] += each.share
    kind = patterns[0].pattern.kind
    is_leading = shares[kind] == max(shares.values())
    evidence = findings.evidence * (1.0 if is_leading else shares[kind])
    return evidence / (evidence + _ROUNDS_PER_CHANGE)
