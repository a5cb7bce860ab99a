"""The first signals, from one closed round: low, gap and silence.

They say that something stands out, with a probability, and never that something changed: that
needs the history of a partnership. Sources and figures: ``docs/method.md`` section 4.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from monitor.domain.analysis.uncertainty import Level, estimate_level
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity, Tier
from monitor.domain.scoring import PartyScores
from monitor.domain.tiers import PartyTiers

LOW_LEVEL = 3.0
GAP_POINTS = 0.5
WATCH_PROBABILITY = 0.8
ACT_PROBABILITY = 0.9
SILENCE_SHARE = 0.6
NAMEABLE_INVITED = 5  # A smaller party is not named for staying silent: that points at a person.


def find_flags(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers]
) -> Sequence[Flag]:
    """Return the flags of a round, most pressing first; hidden scores raise no flags."""
    flags = [
        *_merge(_low_flags(scores, tiers)),
        *_merge(_gap_flags(scores, tiers)),
        *_silence_flags(scores, tiers),
    ]
    return sorted(flags, key=lambda flag: flag.severity is not Severity.ACT)


def _low_flags(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers]
) -> Iterator[Flag]:
    for party in scores:
        for dimension, tier in tiers[party.party_id].dimensions.items():
            level = _level(party, dimension) if tier is not Tier.HIDDEN else None
            severity = _severity(level.probability_below(LOW_LEVEL)) if level else None
            if severity:
                # A coarse score is flagged without naming its dimension (R6).
                named = dimension if tier.is_fine else None
                yield _flag(FlagKind.LOW, severity, party.party_id, named)


def _gap_flags(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers]
) -> Iterator[Flag]:
    for dimension in Dimension:
        all_tiers = [tiers[party.party_id].dimensions[dimension] for party in scores]
        if Tier.HIDDEN in all_tiers:
            continue  # As the gap itself (R2).
        probability = max(
            (_apart(one, other, dimension) for one, other in combinations(scores, 2)), default=0.0
        )
        if severity := _severity(probability):
            named = dimension if all(tier.is_fine for tier in all_tiers) else None
            yield _flag(FlagKind.GAP, severity, None, named)


def _flag(
    kind: FlagKind, severity: Severity, party: PartyId | None, dimension: Dimension | None
) -> Flag:
    # The exact probability would tell the exact mean, so only what was passed is told (R6).
    passed = ACT_PROBABILITY if severity is Severity.ACT else WATCH_PROBABILITY
    return Flag(kind, severity, party, dimension, passed)


def _silence_flags(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers]
) -> Iterator[Flag]:
    for party in scores:
        tier = tiers[party.party_id].party
        is_hidden = tier is Tier.HIDDEN
        # In a smaller party silence points at a person (R6); there only "not enough" is told.
        is_nameable = party.invited >= NAMEABLE_INVITED or tier is Tier.OPEN
        is_few = is_hidden or party.respondents < SILENCE_SHARE * party.invited
        if is_nameable and is_few:
            severity = Severity.ACT if is_hidden else Severity.WATCH
            yield Flag(FlagKind.SILENCE, severity, party.party_id)


def _merge(flags: Iterator[Flag]) -> Sequence[Flag]:
    """Keep the strongest of flags that say the same, as those without a dimension may."""
    strongest: dict[tuple[PartyId | None, Dimension | None], Flag] = {}
    for flag in flags:
        known = strongest.get((flag.party, flag.dimension))
        if known is None or (flag.probability or 0) > (known.probability or 0):
            strongest[flag.party, flag.dimension] = flag
    return list(strongest.values())


def _level(party: PartyScores, dimension: Dimension) -> Level | None:
    score = party.dimensions[dimension]
    if score.mean is None:
        return None
    return estimate_level(score.mean, respondents=score.people, invited=party.invited)


def _apart(one: PartyScores, other: PartyScores, dimension: Dimension) -> float:
    first, second = _level(one, dimension), _level(other, dimension)
    return first.probability_apart(second, GAP_POINTS) if first and second else 0.0


def _severity(probability: float) -> Severity | None:
    if probability > ACT_PROBABILITY:
        return Severity.ACT
    return Severity.WATCH if probability > WATCH_PROBABILITY else None
