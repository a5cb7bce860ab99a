"""What a reader of a trend must know beside its numbers: events, and when the rounds were held."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from monitor.domain.partnership import PartyId, Phase
from monitor.domain.register.log import Contact, Event, EventKind, Handover
from monitor.domain.results import PublishedRound
from monitor.domain.round import RoundId


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event. ``title``: empty where its kind says it all; of a new contact person, the name.

    ``party``: whose contact person changed. ``phase``: the phase that a change of phase led to.
    """

    on: date
    kind: EventKind
    title: str = ""
    party: PartyId | None = None
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class HeldRound:
    """When a round was held, and in which phase."""

    id: RoundId
    opened_on: date
    closed_on: date
    phase: Phase


@dataclass(frozen=True, slots=True)
class Sources:
    """Where events come from: what was written down, and the rounds (oldest first)."""

    events: Sequence[Event] = ()
    handovers: Sequence[Handover] = ()
    signed_on: Sequence[date] = ()
    rounds: Sequence[HeldRound] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a partnership, oldest first, and the day on which each round closed."""

    events: Sequence[TimelineEvent] = ()
    held_on: Mapping[RoundId, date] = field(default_factory=dict)


EMPTY_TIMELINE = Timeline()

_SPOKEN = {EventKind.MEETING, EventKind.AGREEMENT_SIGNED, EventKind.CONTACT_CHANGED}


def make_timeline(sources: Sources) -> Timeline:
    """Lay all events on one line; what somebody wrote down goes before what follows from rounds."""
    events = [
        *(TimelineEvent(each.on, each.kind, each.title) for each in sources.events),
        *_signings(sources),
        *(
            TimelineEvent(each.on, EventKind.CONTACT_CHANGED, each.joined, each.party)
            for each in sources.handovers
        ),
        *_phase_changes(sources),
    ]
    return Timeline(
        sorted(events, key=lambda each: each.on),
        {each.id: each.closed_on for each in sources.rounds},
    )


def find_new_contacts(
    timeline: Timeline, releases: Sequence[PublishedRound]
) -> Sequence[TimelineEvent]:
    """Return who became contact person between the last two rounds, or after the last one.

    Their presence calls for a softer reading of a change: other people answer, or answer to others.
    """
    known = [each.round_id for each in releases if each.round_id in timeline.held_on]
    if len(known) < 2:  # noqa: PLR2004 - a change takes two rounds.
        return []
    previous = timeline.held_on[known[-2]]
    return [
        each
        for each in timeline.events
        if each.kind is EventKind.CONTACT_CHANGED and each.on > previous
    ]


def find_last_contact(contacts: Iterable[Contact], timeline: Timeline) -> date | None:
    """Return the day on which the parties last spoke: a contact, or an event that is one."""
    days = [each.on for each in contacts]
    days += [each.on for each in timeline.events if each.kind in _SPOKEN]
    return max(days, default=None)


def _signings(sources: Sources) -> Iterator[TimelineEvent]:
    told = {each.on for each in sources.events if each.kind is EventKind.AGREEMENT_SIGNED}
    for on in sorted(set(sources.signed_on) - told):
        yield TimelineEvent(on, EventKind.AGREEMENT_SIGNED)


def _phase_changes(sources: Sources) -> Iterator[TimelineEvent]:
    told = [each.on for each in sources.events if each.kind is EventKind.PHASE_CHANGED]
    for before, after in pairwise(sources.rounds):
        is_told = any(before.closed_on < on <= after.closed_on for on in told)
        if after.phase is not before.phase and not is_told:
            yield TimelineEvent(after.opened_on, EventKind.PHASE_CHANGED, phase=after.phase)
