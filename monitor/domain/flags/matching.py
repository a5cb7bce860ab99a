"""Following worries: what is found again, what is new, and what is over.

The same worry never makes a second. It is over only when the numbers that would show it are there:
a party that is hidden this round has not recovered by that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.domain.flags.life import add_step
from monitor.domain.flags.recovery import Ending, judge_ending, level_of
from monitor.domain.flags.worry import (
    NO_BASIS,
    NO_ID,
    Basis,
    Step,
    StepKind,
    Subject,
    Worry,
    WorryKind,
    WorryState,
)
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity

FLAG_KINDS = frozenset(WorryKind(each.value) for each in FlagKind)
# Nothing got better by this: it was news once, and is no longer.
_ENDS_QUIETLY = {WorryKind.CONTACT_CHANGED}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at a look: a flag of a round, or a rule that holds."""

    kind: WorryKind
    severity: Severity
    party: PartyId | None = None
    dimension: Dimension | None = None
    basis: Basis = NO_BASIS

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return self.kind, self.party, self.dimension


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a partnership: when, and at which round; ``sequence`` None for the rules."""

    partnership_id: PartnershipId
    at: datetime
    today: date
    sequence: int | None = None
    is_light: bool = False


def follow_release(
    known: Sequence[Worry],
    release: PublishedRound,
    partnership_id: PartnershipId,
    at: datetime,
    today: date,
) -> Sequence[Worry]:
    """Return all worries of a partnership after a release; new ones have no id yet.

    ``known``: all worries before it, also closed ones. Rule worries stay as they are.
    """
    look = Look(partnership_id, at, today, release.sequence, release.is_light)
    touched = frozenset({WorryKind.SILENCE}) if release.is_light else FLAG_KINDS
    flags = [_read_flag(each, release) for each in release.flags]
    found = _join_declines(known, [each for each in flags if each.kind in touched], release)
    worries = list(known)
    for each in found:
        place = _find_place(worries, each, found)
        if place is None:
            worries.append(_begin(each, look))
        else:
            worries[place] = _find_again(worries[place], each, look)
    subjects = {each.subject for each in found}
    return [
        _miss(each, release, found, look)
        if each.kind in touched and each.subject not in subjects
        else each
        for each in worries
    ]


def follow_rules(
    known: Sequence[Worry], found: Sequence[Found], look: Look, *, is_over: bool = False
) -> Sequence[Worry]:
    """Return all worries of a partnership after its rules were tried; flags stay as they are.

    ``is_over``: the cooperation has ended, so that no rule holds any more, and nothing got better.
    """
    places = {each.subject: place for place, each in enumerate(known)}
    worries = list(known)
    for each in found:
        if each.subject in places:
            place = places[each.subject]
            worries[place] = _find_again(worries[place], each, look)
        else:
            worries.append(_begin(each, look))
    subjects = {each.subject for each in found}
    return [
        each
        if each.kind in FLAG_KINDS or each.subject in subjects
        else _end(each, look, is_good=not is_over and each.kind not in _ENDS_QUIETLY)
        for each in worries
    ]


def wake_rested(known: Sequence[Worry], at: datetime, today: date) -> Sequence[Worry]:
    """Return all worries, where those that rested until today or before rest no longer."""
    return [
        add_step(replace(each, snooze=None), Step(StepKind.WOKEN, at))
        if each.snooze and not each.is_resting(today)
        else each
        for each in known
    ]


def last_followed(known: Iterable[Worry]) -> int:
    """Return the newest round that left a trace in the worries; 0 if none did."""
    return max((step.sequence or 0 for each in known for step in each.steps), default=0)


def _read_flag(flag: Flag, release: PublishedRound) -> Found:
    basis = NO_BASIS
    if flag.kind is FlagKind.DECLINE:
        basis = Basis(mean=level_of(release, flag.party, flag.dimension))
    return Found(WorryKind(flag.kind.value), flag.severity, flag.party, flag.dimension, basis)


def _join_declines(
    known: Sequence[Worry], found: Sequence[Found], release: PublishedRound
) -> Sequence[Found]:
    """Let low scores in which a decline ended keep that worry going, and be none themselves."""
    own = {each.subject for each in known if each.is_open}
    declines = {each.subject: each for each in found if each.kind is WorryKind.DECLINE}
    lasting = [_renew(each, release) for each in known if _may_last(each, release)]
    alone = []
    for each in found:
        ended_in = [one for one in [*declines.values(), *lasting] if _covers(one, each)]
        if each.kind is WorryKind.LOW and each.subject not in own and ended_in:
            is_sure = Severity.ACT in {ended_in[0].severity, each.severity}
            severity = Severity.ACT if is_sure else Severity.WATCH
            declines[ended_in[0].subject] = replace(ended_in[0], severity=severity)
        elif each.kind is not WorryKind.DECLINE:
            alone.append(each)
    return [*declines.values(), *alone]


def _may_last(worry: Worry, release: PublishedRound) -> bool:
    """Tell whether a low score of this release may be where this decline ended."""
    is_going = worry.is_open or release.sequence in _found_in(worry)
    return worry.kind is WorryKind.DECLINE and is_going


def _renew(decline: Worry, release: PublishedRound) -> Found:
    """Return a decline as it is found by the low score that it ended in, which tells how sure."""
    mean = level_of(release, decline.party, decline.dimension)
    basis = Basis(mean=mean)
    return Found(decline.kind, Severity.WATCH, decline.party, decline.dimension, basis)


def _covers(decline: Found, low: Found) -> bool:
    """Tell whether a low score is where a decline ended, as in ``attention.belongs_to_decline``."""
    return decline.party in {None, low.party} and decline.dimension in {None, low.dimension}


def _find_place(worries: Sequence[Worry], found: Found, all_found: Sequence[Found]) -> int | None:
    """Return where the worry of a flag stands: the same, or one that is named otherwise now."""
    for place, worry in enumerate(worries):
        if worry.subject == found.subject:
            return place
    taken = {each.subject for each in all_found}
    for place, worry in enumerate(worries):
        if worry.is_open and worry.subject not in taken and _is_alike(worry, found):
            return place
    return None


def _is_alike(worry: Worry, found: Found) -> bool:
    """Tell whether both may be the same, told with more or less names (R6)."""
    return (
        worry.kind is found.kind
        and (worry.party == found.party or None in {worry.party, found.party})
        and (worry.dimension == found.dimension or None in {worry.dimension, found.dimension})
    )


def _begin(found: Found, look: Look) -> Worry:
    state = WorryState.NEW
    return Worry(
        id=NO_ID,
        partnership_id=look.partnership_id,
        kind=found.kind,
        severity=found.severity,
        state=state,
        opened_on=look.today,
        changed_at=look.at,
        party=found.party,
        dimension=found.dimension,
        sequences=_add_sequence((), look),
        steps=(Step(StepKind.FOUND, look.at, state=state, sequence=look.sequence),),
        basis=found.basis,
    )


def _find_again(worry: Worry, found: Found, look: Look) -> Worry:
    """Return a worry that was found again; the same when this look had found it already."""
    basis = found.basis
    if worry.kind is WorryKind.DECLINE and worry.is_open:
        means = [each for each in (worry.basis.mean, basis.mean) if each is not None]
        basis = Basis(mean=min(means, default=None))
    again = replace(
        worry,
        severity=found.severity,
        party=found.party,
        dimension=found.dimension,
        basis=basis,
        is_present=True,
    )
    is_worse = worry.severity is Severity.WATCH and found.severity is Severity.ACT
    if is_worse and worry.snooze:
        again = add_step(replace(again, snooze=None), Step(StepKind.WOKEN, look.at))
    if look.sequence is not None:
        return _find_in_round(worry, again, look)
    # A rule that somebody closed while it held comes back only after it had stopped holding.
    if worry.is_open or worry.is_present:
        return again
    return _come_back(again, look)


def _find_in_round(worry: Worry, again: Worry, look: Look) -> Worry:
    if look.sequence in _found_in(worry):
        return again
    again = replace(again, sequences=_add_sequence(again.sequences, look))
    if not worry.is_open:
        return _come_back(again, look)
    return add_step(again, Step(StepKind.FOUND, look.at, sequence=look.sequence))


def _come_back(worry: Worry, look: Look) -> Worry:
    state = WorryState.CAME_BACK
    step = Step(StepKind.FOUND, look.at, state=state, sequence=look.sequence)
    return add_step(replace(worry, opened_on=look.today, with_good_news=False), step)


def _miss(worry: Worry, release: PublishedRound, found: Sequence[Found], look: Look) -> Worry:
    """Return a worry that a release does not show: over, or not to be seen this time."""
    if look.sequence in _found_in(worry):
        return worry
    if any(_is_alike(worry, each) for each in found):
        return _end(worry, look, is_good=False)  # It goes on under another name.
    ending = judge_ending(worry, release)
    if ending is Ending.UNKNOWN:
        return replace(worry, is_present=False)
    return _end(worry, look, is_good=ending is Ending.BETTER)


def _end(worry: Worry, look: Look, *, is_good: bool) -> Worry:
    if not worry.is_open:
        return replace(worry, is_present=False)
    step = Step(StepKind.STATE, look.at, state=WorryState.CLOSED, sequence=look.sequence)
    ended = replace(worry, is_present=False, with_good_news=is_good, snooze=None)
    return add_step(ended, step)


def _found_in(worry: Worry) -> set[int | None]:
    return {each.sequence for each in worry.steps if each.kind is StepKind.FOUND}


def _add_sequence(sequences: tuple[int, ...], look: Look) -> tuple[int, ...]:
    if look.sequence is None or look.is_light:
        return sequences
    return (*sequences, look.sequence)
