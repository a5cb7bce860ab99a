"""What a person must look at after a round, and what deserves a compliment.

A change (a fall, silence, discord) is told from the evidence over all rounds; a state (low, far
apart) from the level since the last change. Sources and figures: ``docs/method.md`` section 4.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from scipy.special import betaincc

from monitor.domain.analysis.findings import (
    PatternKind,
    PatternShare,
    RoundFindings,
    judge_evidence,
)
from monitor.domain.analysis.uncertainty import Level
from monitor.domain.naming import Group, is_nameable
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.domain.scoring import PartyScores
from monitor.domain.tiers import QUESTION_MINIMUM, PartyTiers

LOW_LEVEL = 3.0
HIGH_LEVEL = 4.0
GAP_POINTS = 0.5
WATCH_PROBABILITY = 0.8
ACT_PROBABILITY = 0.9
SILENCE_SHARE = 0.6
UNKNOWN_SHARE = 0.2
# What is known of "don't know" beforehand: a tenth, weighing as much as five people.
_UNKNOWN_PRIOR = (0.5, 4.5)
# Evidence as a chance, with one change expected per 20 rounds: R / (R + 20).
CHANGE_PROBABILITY: Mapping[Severity, float] = {Severity.WATCH: 0.27, Severity.ACT: 0.5}
# Good news is told once a year, or nobody reads it any more.
_LATELY = 3
_ORDER = (
    FlagKind.DECLINE,
    FlagKind.LOW,
    FlagKind.GAP,
    FlagKind.SPLIT,
    FlagKind.SILENCE,
    FlagKind.DONT_KNOW,
)
_KINDS: Mapping[PatternKind, FlagKind] = {
    PatternKind.DECLINE: FlagKind.DECLINE,
    PatternKind.SILENCE: FlagKind.SILENCE,
    PatternKind.SPLIT: FlagKind.SPLIT,
}


def find_silence(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers], findings: RoundFindings
) -> Sequence[Flag]:
    """Return the flags of a light round: who is silent, and nothing about its few answers."""
    flags = find_flags(scores, tiers, findings)
    return [each for each in flags if each.kind is FlagKind.SILENCE]


def find_flags(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers], findings: RoundFindings
) -> Sequence[Flag]:
    """Return the flags of a round, most pressing first; hidden scores raise no flags."""
    group = Group(scores, tiers)
    flags = _merge(
        [
            *_change_flags(group, findings),
            *_low_flags(group, findings),
            *_gap_flags(group, findings),
            *_silence_flags(group),
            *_unknown_flags(group),
        ]
    )
    return sorted(
        flags, key=lambda flag: (flag.severity is not Severity.ACT, _ORDER.index(flag.kind))
    )


def judge_change(
    scores: Sequence[PartyScores], tiers: Mapping[PartyId, PartyTiers], findings: RoundFindings
) -> Severity | None:
    """Return how sure it may be said that something changed for the worse; None for not at all."""
    flags = list(_change_flags(Group(scores, tiers), findings))
    severities = {flag.severity for flag in flags}
    return next((each for each in (Severity.ACT, Severity.WATCH) if each in severities), None)


def find_good_news(
    scores: Sequence[PartyScores],
    tiers: Mapping[PartyId, PartyTiers],
    findings: RoundFindings,
    earlier: Sequence[PublishedRound],
) -> Sequence[GoodNews]:
    """Return what deserves a compliment, at most one of each kind; ``earlier`` oldest first."""
    group = Group(scores, tiers)
    lately = earlier[-_LATELY:]
    told = {(news.kind, news.dimension) for release in lately for news in release.good_news}
    high = [each for each in _high_news(group, findings) if (each.kind, each.dimension) not in told]
    return [
        *_rise_news(group, findings),
        *high[:1],
        *_agreement_news(group, findings, lately)[:1],
    ]


# Change: from the evidence.


def _change_flags(group: Group, findings: RoundFindings) -> Iterator[Flag]:
    if not group.has_enough_people:
        return
    told = group.tell(findings.patterns)
    of_kind = {kind: [each for each in told if each.pattern.kind is kind] for kind in PatternKind}
    shares = {kind: _total(patterns) for kind, patterns in of_kind.items()}
    leading = max(shares, key=shares.__getitem__)
    for kind, patterns in of_kind.items():
        # What leads stands for all of the evidence; another kind must have enough by itself.
        share = _total(told) if kind is leading else shares[kind]
        if severity := judge_evidence(findings.evidence * share):
            names = group.name(patterns)
            yield Flag(
                _KINDS[kind], severity, names.party, names.dimension, CHANGE_PROBABILITY[severity]
            )


def _rise_news(group: Group, findings: RoundFindings) -> Iterator[GoodNews]:
    told = group.tell(findings.rise_patterns)
    severity = judge_evidence(findings.rise_evidence * _total(told))
    if severity is None or not group.has_enough_people:
        return
    names = group.name(told)
    falling = {flag.party for flag in _change_flags(group, findings)}
    # Beside one dimension that fell the others seem to rise: no compliment for who fell.
    if not falling or (names.party and not falling & {None, names.party}):
        passed = CHANGE_PROBABILITY[severity]
        yield GoodNews(GoodNewsKind.RISE, names.party, names.dimension, passed)


def _total(patterns: Iterable[PatternShare]) -> float:
    return sum(each.share for each in patterns)


# State: from the level since the last change.


def _low_flags(group: Group, findings: RoundFindings) -> Iterator[Flag]:
    for party, levels in zip(group.scores, findings.levels, strict=True):
        for dimension, tier in group.tiers[party.party_id].dimensions.items():
            level = levels[dimension] if tier is not Tier.HIDDEN else None
            severity = _severity(level.probability_below(LOW_LEVEL)) if level else None
            if severity:
                # A coarse score is flagged without naming its dimension (R6).
                named = dimension if tier.is_fine else None
                passed = _passed(severity)
                yield Flag(FlagKind.LOW, severity, party.party_id, named, passed)


def _gap_flags(group: Group, findings: RoundFindings) -> Iterator[Flag]:
    for dimension, levels in _shown_levels(group, findings):
        severity = _severity(max(_chances_apart(levels), default=0.0))
        if severity:
            named = _name_if_fine(dimension, group)
            yield Flag(FlagKind.GAP, severity, None, named, _passed(severity))


def _high_news(group: Group, findings: RoundFindings) -> Sequence[GoodNews]:
    """Return the dimensions on which every party is surely content, surest first."""
    chances = {
        dimension: min(1 - level.probability_below(HIGH_LEVEL) for level in levels)
        for dimension, levels in _shown_levels(group, findings)
    }
    return [
        GoodNews(GoodNewsKind.HIGH, None, _name_if_fine(dimension, group), _passed(severity))
        for dimension in sorted(chances, key=lambda each: -chances[each])
        if (severity := _severity(chances[dimension]))
    ]


def _agreement_news(
    group: Group, findings: RoundFindings, lately: Sequence[PublishedRound]
) -> Sequence[GoodNews]:
    """Return the dimensions on which a gap of the last rounds has closed."""
    return [
        GoodNews(GoodNewsKind.AGREEMENT, None, named, _passed(severity))
        for dimension, levels in _shown_levels(group, findings)
        if (severity := _severity(1 - max(_chances_apart(levels), default=1.0)))
        and _was_gap(named := _name_if_fine(dimension, group), lately)
    ]


def _was_gap(dimension: Dimension | None, lately: Sequence[PublishedRound]) -> bool:
    """Tell whether the last told about a dimension was a gap, and not its end."""
    for release in reversed(lately):
        if any(
            news.kind is GoodNewsKind.AGREEMENT and news.dimension is dimension
            for news in release.good_news
        ):
            return False
        if any(flag.kind is FlagKind.GAP and flag.dimension is dimension for flag in release.flags):
            return True
    return False


def _shown_levels(
    group: Group, findings: RoundFindings
) -> Iterator[tuple[Dimension, Sequence[Level]]]:
    """Yield the levels of all parties per dimension: from all of them or not at all (R2)."""
    for dimension in Dimension:
        tiers = [group.tiers[party.party_id].dimensions[dimension] for party in group.scores]
        levels = [level for each in findings.levels if (level := each[dimension]) is not None]
        if Tier.HIDDEN not in tiers and len(levels) == len(tiers):
            yield dimension, levels


def _chances_apart(levels: Sequence[Level]) -> Iterable[float]:
    return [one.probability_apart(other, GAP_POINTS) for one, other in combinations(levels, 2)]


def _name_if_fine(dimension: Dimension, group: Group) -> Dimension | None:
    is_fine = all(tiers.dimensions[dimension].is_fine for tiers in group.tiers.values())
    return dimension if is_fine else None


# Counts.


def _silence_flags(group: Group) -> Iterator[Flag]:
    for party in group.scores:
        tiers = group.tiers[party.party_id]
        is_few = tiers.is_few or party.respondents < SILENCE_SHARE * party.invited
        # In a smaller party silence points at a person (R6); there only "not enough" is told.
        if is_nameable(party, tiers) and is_few:
            severity = Severity.ACT if tiers.is_few else Severity.WATCH
            yield Flag(FlagKind.SILENCE, severity, party.party_id)


def _unknown_flags(group: Group) -> Iterator[Flag]:
    """Flag parties that often do not know, where shares may be shown (as in disclosure)."""
    for party in group.scores:
        tiers = group.tiers[party.party_id]
        for dimension, score in party.dimensions.items():
            share = score.dont_know_share
            if not tiers.party.is_fine or share is None or not _is_often(share, party.respondents):
                continue
            is_open = tiers.party is Tier.OPEN
            is_countable = tiers.dimensions[dimension].is_fine and score.people >= QUESTION_MINIMUM
            named = dimension if is_open or is_countable else None
            yield Flag(FlagKind.DONT_KNOW, Severity.WATCH, party.party_id, named, WATCH_PROBABILITY)


def _is_often(share: float, people: int) -> bool:
    """Tell whether a share is surely above a fifth; three answers of one person count as one."""
    yes, no = _UNKNOWN_PRIOR
    chance = betaincc(yes + share * people, no + (1 - share) * people, UNKNOWN_SHARE)
    return bool(chance > WATCH_PROBABILITY)


def _merge(flags: Iterable[Flag]) -> Sequence[Flag]:
    """Keep the strongest of flags that say the same, as those without a name may."""
    strongest: dict[tuple[FlagKind, PartyId | None, Dimension | None], Flag] = {}
    for flag in flags:
        place = flag.kind, flag.party, flag.dimension
        if place not in strongest or strongest[place].severity is Severity.WATCH:
            strongest[place] = flag
    return list(strongest.values())


def _passed(severity: Severity) -> float:
    # The exact probability would tell the exact mean, so only what was passed is told (R6).
    return ACT_PROBABILITY if severity is Severity.ACT else WATCH_PROBABILITY


def _severity(probability: float) -> Severity | None:
    if probability > ACT_PROBABILITY:
        return Severity.ACT
    return Severity.WATCH if probability > WATCH_PROBABILITY else None
