"""Whom a change may name: what the evidence points at, and what of it may be told (R6).

The evidence is a sum over patterns ("party 2, trust, fell"), so the shares of the patterns are the
chances of who and what. Who is named, is named because most of the evidence says so; and only where
the name points at a group that is large enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.analysis.findings import Pattern, PatternKind, PatternShare
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.scoring import PartyScores
from monitor.domain.tiers import PartyTiers

# A party or dimension is named when it is twice as likely as all the others together: to blame the
# wrong one is worse than to name none (docs/method.md section 4).
NAMED_SHARE = 2 / 3
NAMEABLE_INVITED = 5  # In a smaller party silence and discord point at a person.
ENOUGH_PEOPLE = 5  # From so many answers together it may be told that something changed.
_SOMETHING = Pattern(PatternKind.DECLINE)


@dataclass(frozen=True, slots=True)
class Names:
    """Whom and what a change names; None where that is not known or may not be told."""

    party: PartyId | None = None
    dimension: Dimension | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The parties of a round, in the order in which patterns count them."""

    scores: Sequence[PartyScores]
    tiers: Mapping[PartyId, PartyTiers]

    @property
    def has_enough_people(self) -> bool:
        """Tell whether it may be told that something changed, without saying where."""
        is_open = any(tiers.party is Tier.OPEN for tiers in self.tiers.values())
        return is_open or sum(party.respondents for party in self.scores) >= ENOUGH_PEOPLE

    def tell(self, patterns: Iterable[PatternShare]) -> Sequence[PatternShare]:
        """Return the patterns that may count, without what they say too much.

        One that rests on a hidden party alone is left out: whatever followed would be about that
        party. How the people of a small party behaved becomes "something got worse".
        """
        told = [each for each in patterns if not self._is_of_hidden_party(each.pattern)]
        return [
            each if self._may_tell_cause(each.pattern) else PatternShare(_SOMETHING, each.share)
            for each in told
        ]

    def name(self, patterns: Iterable[PatternShare]) -> Names:
        """Name what the evidence points at: a party that is shown, a dimension in the detail tier.

        ``patterns`` are those of :meth:`tell`.
        """
        place, dimension = _likeliest(patterns)
        involved = range(len(self.scores)) if place is None else [place]
        is_fine = dimension and all(
            self._tiers_at(each).dimensions[dimension].is_fine for each in involved
        )
        party = None if place is None else self.scores[place].party_id
        return Names(party, dimension if is_fine else None)

    def _tiers_at(self, place: int) -> PartyTiers:
        return self.tiers[self.scores[place].party_id]

    def _is_of_hidden_party(self, pattern: Pattern) -> bool:
        return pattern.party is not None and self._tiers_at(pattern.party).overall is Tier.HIDDEN

    def _may_tell_cause(self, pattern: Pattern) -> bool:
        if pattern.kind is PatternKind.DECLINE:
            return True
        involved = range(len(self.scores)) if pattern.party is None else [pattern.party]
        return all(
            is_nameable(self.scores[each], self._tiers_at(each))
            and (pattern.kind is PatternKind.SILENCE or self._tiers_at(each).overall.is_fine)
            for each in involved
        )


def is_nameable(scores: PartyScores, tiers: PartyTiers) -> bool:
    """Tell whether a party may be named for how its people behave."""
    return scores.invited >= NAMEABLE_INVITED or tiers.party is Tier.OPEN


def _likeliest(patterns: Iterable[PatternShare]) -> tuple[int | None, Dimension | None]:
    """Return the party and the dimension that most of the evidence points at, where one does."""
    parties: dict[int | None, float] = {}
    dimensions: dict[Dimension | None, float] = {}
    for each in patterns:
        pattern = each.pattern
        parties[pattern.party] = parties.get(pattern.party, 0.0) + each.share
        dimensions[pattern.dimension] = dimensions.get(pattern.dimension, 0.0) + each.share
    total = sum(parties.values())
    party = max(parties, key=parties.__getitem__, default=None)
    dimension = max(dimensions, key=dimensions.__getitem__, default=None)
    return (
        party if parties.get(party, 0.0) >= NAMED_SHARE * total else None,
        dimension if dimensions.get(dimension, 0.0) >= NAMED_SHARE * total else None,
    )
