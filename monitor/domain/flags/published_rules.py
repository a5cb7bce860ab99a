"""Rules that rest on published answers. What is hidden in a round leaves a worry as it was."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from monitor.domain.flags.facts import RelationFacts
from monitor.domain.flags.matching import Found
from monitor.domain.flags.worry import Basis, Worry, WorryKind
from monitor.domain.load import LoadWeight
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind, PublishedParty, PublishedRound, Severity
from monitor.domain.signals import LOW_LEVEL

ROLES_QUESTION = "X1"
FOLLOW_UP_QUESTION = "X3"
LOAD_QUESTION = "X9"
_FALLING = {FlagKind.DECLINE, FlagKind.LOW}
_LATELY = timedelta(days=366)  # Growth of longer ago is no news to this round.


def find_unclear_answers(facts: RelationFacts) -> Found | None:
    """Find that people do not know who does what; told of the party that knows least."""
    means = _means(facts.latest, ROLES_QUESTION)
    if not means:
        return _still(facts, WorryKind.ROLES_UNCLEAR)
    return _low_answer(WorryKind.ROLES_UNCLEAR, means)


def find_no_follow_through(facts: RelationFacts) -> Iterator[Found]:
    """Find that nothing was done with results, or that agreements were not noticed."""
    means = _means(facts.latest, FOLLOW_UP_QUESTION)
    verdicts = _verdicts(facts.latest)
    unnoticed = sum(each is Noticed.NO for each in verdicts)
    low = _low_answer(WorryKind.NO_FOLLOW_THROUGH, means)
    still = _still(facts, WorryKind.NO_FOLLOW_THROUGH)
    if low:
        yield low
    elif unnoticed and 2 * unnoticed >= len(verdicts):
        basis = Basis(count=unnoticed)
        yield Found(WorryKind.NO_FOLLOW_THROUGH, Severity.ACT, basis=basis)
    elif still and not (verdicts if still.basis.mean is None else means):
        yield still


def find_no_room(facts: RelationFacts) -> Iterator[Found]:
    """Find that an initiative reached a stage, and sees less room to grow since."""
    release, grown, closed_on = facts.latest, facts.grown, facts.latest_on
    if release is None or grown is None or closed_on is None or grown.on > closed_on:
        return
    for party in facts.partnership.parties:
        if party.kind is not PartyKind.INITIATIVE:
            continue
        mean = _growth_of(release, party.id)
        still = _still(facts, WorryKind.NO_ROOM, party.id)
        is_recent = closed_on - grown.on <= _LATELY
        if (is_recent or still) and any(
            flag.kind in _FALLING and (flag.party, flag.dimension) == (party.id, Dimension.GROWTH)
            for flag in release.flags
        ):
            basis = Basis(on=grown.on, mean=mean)
            yield Found(WorryKind.NO_ROOM, Severity.ACT, party.id, Dimension.GROWTH, basis)
        elif still and mean is None:
            yield still


def find_load(facts: RelationFacts) -> Iterator[Found]:
    """Find the parties that say that the work is too much, or whose unpaid hours are many."""
    for party in facts.latest.parties if facts.latest else ():
        mean = _mean_of(party, LOAD_QUESTION)
        weight = party.load.unpaid.weight if party.load else None
        still = _still(facts, WorryKind.LOAD, party.party_id)
        if mean is not None and mean < LOW_LEVEL:
            yield Found(WorryKind.LOAD, Severity.ACT, party.party_id, basis=Basis(mean=mean))
        elif weight is LoadWeight.HEAVY:
            yield Found(WorryKind.LOAD, Severity.WATCH, party.party_id)
        elif still and (weight if still.basis.mean is None else mean) is None:
            yield still


def _low_answer(kind: WorryKind, means: Sequence[tuple[float, PartyId]]) -> Found | None:
    low = [each for each in means if each[0] < LOW_LEVEL]
    if not low:
        return None
    mean, party = min(low)
    return Found(kind, Severity.ACT, basis=Basis(mean=mean, party=party))


def _means(release: PublishedRound | None, code: str) -> Sequence[tuple[float, PartyId]]:
    return [
        (mean, party.party_id)
        for party in (release.parties if release else ())
        if (mean := _mean_of(party, code)) is not None
    ]


def _mean_of(party: PublishedParty, code: str) -> float | None:
    return next((each.mean for each in party.questions if each.code == code), None)


def _growth_of(release: PublishedRound, party_id: PartyId) -> float | None:
    means = [p.scores[Dimension.GROWTH].mean for p in release.parties if p.party_id == party_id]
    return means[0] if means else None


def _verdicts(release: PublishedRound | None) -> Sequence[Noticed]:
    return [each.verdict for each in (release.noticed if release else ()) if each.verdict]


def _still(facts: RelationFacts, kind: WorryKind, party: PartyId | None = None) -> Found | None:
    """Return what is known already, for a round that does not show whether it is over."""
    known = [
        each
        for each in facts.worries
        if each.kind is kind and each.party == party and each.is_open and _is_answered(each)
    ]
    return _as_found(known[0]) if known else None


def _is_answered(worry: Worry) -> bool:
    """Tell whether it rests on answers, and not on what was written down."""
    return worry.kind is not WorryKind.ROLES_UNCLEAR or worry.basis.mean is not None


def _as_found(worry: Worry) -> Found:
    return Found(worry.kind, worry.severity, worry.party, worry.dimension, worry.basis)
