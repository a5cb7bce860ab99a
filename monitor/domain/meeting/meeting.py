"""A meeting while it is prepared, held and over: one state that every window shows."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.domain.meeting.plan import NEEDS_KEYS, Plan, Step
from monitor.domain.partnership import Language, Partnership, PartnershipId, PartyId, RecordId
from monitor.domain.register.record import Authorship

MeetingId = NewType("MeetingId", int)


class MeetingState(StrEnum):
    """Where a meeting is in its life."""

    PREPARED = "prepared"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Key:
    """That a party agreed to open the picture per party: by name, aloud or on its own device."""

    party_id: PartyId
    turned: Authorship
    is_aloud: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """An evaluation meeting. ``position`` counts the steps of the plan from 0.

    ``version`` grows by every change, so that a window sees that it must look again.
    ``notes``: of the presenter, per kind of step or code of a card; never on the shared screen.
    ``event_id``: what its end put on the time line, once, however often it is begun again.
    """

    id: MeetingId
    partnership_id: PartnershipId
    plan: Plan
    prepared: Authorship
    language: Language
    nonce: str
    version: int = 1
    began_at: datetime | None = None
    ended_at: datetime | None = None
    position: int = 0
    step_began_at: datetime | None = None
    keys: tuple[Key, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    event_id: RecordId | None = None

    @property
    def state(self) -> MeetingState:
        """Where it is in its life."""
        if self.ended_at is not None:
            return MeetingState.ENDED
        return MeetingState.PREPARED if self.began_at is None else MeetingState.RUNNING

    @property
    def step(self) -> Step:
        """The step that the shared screen shows."""
        return self.plan.steps[self.position]

    @property
    def next_step(self) -> Step | None:
        """The step after it, or None at the end."""
        after = self.plan.steps[self.position + 1 :]
        return after[0] if after else None

    def has_key_of(self, party_id: PartyId) -> bool:
        """Tell whether a party agreed to open the picture per party."""
        return any(key.party_id == party_id for key in self.keys)

    def is_open_to_all(self, partnership: Partnership) -> bool:
        """Tell whether every party agreed, so that numbers per party may be shown."""
        return all(self.has_key_of(party.id) for party in partnership.parties)

    def is_closed_step(self, step: Step, partnership: Partnership) -> bool:
        """Tell whether a step must stay covered until every party has turned its key."""
        return step.kind in NEEDS_KEYS and not self.is_open_to_all(partnership)

    def note_of(self, step: Step) -> str:
        """Return what the presenter noted beside a step."""
        return dict(self.notes).get(note_key(step), "")


def note_key(step: Step) -> str:
    """Return under which key the presenter's note beside a step is kept."""
    return step.card or step.kind.value


def begin(meeting: Meeting, now: datetime) -> Meeting:
    """Begin, at the first step; one that was begun goes on where it was, also after its end."""
    if meeting.state is MeetingState.RUNNING:
        return meeting
    if meeting.began_at is not None:
        return replace(meeting, ended_at=None, step_began_at=now)
    return replace(meeting, began_at=now, step_began_at=now, position=0)


def go_to(meeting: Meeting, position: int, now: datetime) -> Meeting:
    """Show another step; a position outside the plan is the nearest one within it."""
    nearest = min(max(position, 0), len(meeting.plan.steps) - 1)
    if nearest == meeting.position:
        return meeting
    return replace(meeting, position=nearest, step_began_at=now)


def follow(meeting: Meeting, plan: Plan, now: datetime) -> Meeting:
    """Go on by another plan, at the same step where that is still there.

    A party agreed to open what the plan held then: where another one opens more, no key is left.
    """
    here = (meeting.step.kind, meeting.step.card)
    same = [place for place, s in enumerate(plan.steps) if (s.kind, s.card) == here]
    keys = () if _opens_more(plan, meeting.plan) else meeting.keys
    followed = replace(meeting, plan=plan, keys=keys)
    if same:
        return replace(followed, position=same[0])
    nearest = min(meeting.position, len(plan.steps) - 1)
    is_on = meeting.state is MeetingState.RUNNING
    return replace(followed, position=nearest, step_began_at=now if is_on else None)


def turn_key(meeting: Meeting, key: Key) -> Meeting:
    """Note that a party agreed; the first time counts."""
    if meeting.has_key_of(key.party_id):
        return meeting
    return replace(meeting, keys=(*meeting.keys, key))


def take_key_back(meeting: Meeting, party_id: PartyId) -> Meeting:
    """Close the picture per party again: a party may change its mind."""
    return replace(meeting, keys=tuple(k for k in meeting.keys if k.party_id != party_id))


def note(meeting: Meeting, step: Step, text: str) -> Meeting:
    """Keep what the presenter noted beside a step; nothing removes it."""
    notes = dict(meeting.notes) | {note_key(step): text}
    return replace(meeting, notes=tuple((key, kept) for key, kept in notes.items() if kept))


def end(meeting: Meeting, now: datetime) -> Meeting:
    """End a meeting; one that ended before stays as it was."""
    return meeting if meeting.ended_at else replace(meeting, ended_at=now)


def _opens_more(plan: Plan, before: Plan) -> bool:
    opened, opened_before = ({s.kind for s in each.steps} & NEEDS_KEYS for each in (plan, before))
    has_more = not opened <= opened_before or plan.shows_questions > before.shows_questions
    return has_more or plan.round_id != before.round_id
