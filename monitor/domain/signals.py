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

LOW_LEVEL = 3.0
GAP_POINTS = 0.5
WATCH_PROBABILITY = 0.8
ACT_PROBABILITY = 0.9
SILENCE_SHARE = 0.6
NAMEABLE_INVITED = 5  # A smaller party is not named for staying silent: that points at a person.


def find_flags(scores: Sequence[PartyScores], tiers: Mapping[PartyId, Tier]) -> Sequence[Flag]:
    """Return the flags of a round, most pressing first; hidden parties raise no score flags."""
    shown = [each for each in scores if tiers[each.party_id] is not Tier.HIDDEN]
    flags = [
        *_merge(_low_flags(shown, tiers)),
        *_merge(_gap_flags(shown, tiers)),
        *_silence_flags(scores, tiers),
    ]
    return sorted(flags, key=lambda flag: flag.severity is not Severity.ACT)


def _low_flags(shown: Sequence[PartyScores], tiers: Mapping[PartyId, Tier]) -> Iterator[Flag]:
    for party in shown:
        for dimension in Dimension:
            level = _level(party, dimension)
            probability = level.probability_below(LOW_LEVEL) if level else 0.0
            if severity := _severity(probability):
                # A coarse party is named without its dimension (R6).
                named = dimension if tiers[party.party_id].is_fine else None
                yield Flag(FlagKind.LOW, severity, party.party_id, named, round(probability, 2))


def _gap_flags(shown: Sequence[PartyScores], tiers: Mapping[PartyId, Tier]) -> Iterator[Flag]:
    are_fine = all(tiers[party.party_id].is_fine for party in shown)
    for dimension in Dimension:
        probability = max(
            (_apart(one, other, dimension) for one, other in combinations(shown, 2)), default=0.0
        )
        if severity := _severity(probability):
            named = dimension if are_fine else None
            yield Flag(FlagKind.GAP, severity, None, named, round(probability, 2))


def _silence_flags(scores: Sequence[PartyScores], tiers: Mapping[PartyId, Tier]) -> Iterator[Flag]:
    for party in scores:
        is_hidden = tiers[party.party_id] is Tier.HIDDEN
        if party.invited and (is_hidden or party.respondents / party.invited < SILENCE_SHARE):
            is_nameable = party.invited >= NAMEABLE_INVITED or tiers[party.party_id] is Tier.OPEN
            severity = Severity.ACT if is_hidden else Severity.WATCH
            yield Flag(FlagKind.SILENCE, severity, party.party_id if is_nameable else None)


def _merge(flags: Iterator[Flag]) -> Sequence[Flag]:
    """Keep the strongest of flags that say the same, as those without a dimension may."""
    strongest: dict[tuple[PartyId | None, Dimension | None], Flag] = {}
    for flag in flags:
        known = strongest.get((flag.party, flag.dimension))
        if known is None or (flag.probability or 0) > (known.probability or 0):
            strongest[flag.party, flag.dimension] = flag
    return list(strongest.values())


def _level(party: PartyScores, dimension: Dimension) -> Level | None:
    mean = party.dimensions[dimension].mean
    if mean is None:
        return None
    return estimate_level(mean, respondents=party.respondents, invited=party.invited)


def _apart(one: PartyScores, other: PartyScores, dimension: Dimension) -> float:
    first, second = _level(one, dimension), _level(other, dimension)
    return first.probability_apart(second, GAP_POINTS) if first and second else 0.0


def _severity(probability: float) -> Severity | None:
    if probability > ACT_PROBABILITY:
        return Severity.ACT
    return Severity.WATCH if probability > WATCH_PROBABILITY else None
