"""Who may have changed, and on what: all parties or one, all dimensions or one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.components import CONTRASTS
from monitor.domain.analysis.cube import DIMENSIONS, Floats
from monitor.domain.analysis.findings import Pattern, PatternKind
from monitor.domain.questionnaire import Dimension

# How much each group of patterns counts, shared equally by its members (signals.md 1.4).
_ALL_PARTIES = 3.0
_ONE_PARTY = 3.0
_ALL_PARTIES_ONE_DIMENSION = 1.6
_ONE_PARTY_ONE_DIMENSION = 2.4
_TOGETHER = _ALL_PARTIES + _ONE_PARTY + _ALL_PARTIES_ONE_DIMENSION + _ONE_PARTY_ONE_DIMENSION


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Patterns with their weights, adding up to 1.

    ``loadings``: (patterns, parties, components), how a fall of one point shows in each.
    """

    patterns: Sequence[Pattern]
    weights: Floats
    loadings: Floats

    @property
    def of_all_parties(self) -> Sequence[int]:
        """Places of the patterns in which all parties and dimensions fall together."""
        return [
            place
            for place, pattern in enumerate(self.patterns)
            if pattern.party is None and pattern.dimension is None
        ]

    @property
    def by_parties(self) -> Sequence[Sequence[int]]:
        """Places of the patterns, together those of the same parties."""
        parties = dict.fromkeys(pattern.party for pattern in self.patterns)
        return [
            [place for place, pattern in enumerate(self.patterns) if pattern.party == party]
            for party in parties
        ]


def list_patterns(parties: int) -> PatternSet:
    """Build the patterns of a partnership of so many parties."""
    everyone: Sequence[int | None] = [None]
    each = range(parties)
    groups = [
        (_ALL_PARTIES, _combine(everyone, [None])),
        (_ONE_PARTY, _combine(each, [None])),
        (_ALL_PARTIES_ONE_DIMENSION, _combine(everyone, DIMENSIONS)),
        (_ONE_PARTY_ONE_DIMENSION, _combine(each, DIMENSIONS)),
    ]
    patterns = [pattern for _, members in groups for pattern in members]
    weights = [weight / len(members) for weight, members in groups for _ in members]
    return PatternSet(
        patterns=patterns,
        weights=np.array(weights) / _TOGETHER,
        loadings=np.array([_load(pattern, parties) for pattern in patterns]),
    )


def _combine(
    parties: Iterable[int | None], dimensions: Sequence[Dimension | None]
) -> Sequence[Pattern]:
    return [
        Pattern(PatternKind.DECLINE, party, dimension)
        for party in parties
        for dimension in dimensions
    ]


def _load(pattern: Pattern, parties: int) -> Floats:
    falls = np.array([pattern.dimension in {None, dimension} for dimension in DIMENSIONS], float)
    components = np.concatenate([[falls.mean()], CONTRASTS @ falls])
    takes_part = [pattern.party in {None, party} for party in range(parties)]
    return np.outer(takes_part, components)
