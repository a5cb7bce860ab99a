"""Holding a meeting: one state, which the shared screen, the presenter and phones all see."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.domain.access.rules import (
    can_hold_meetings,
    check_can_hold_meetings,
    check_can_see,
    check_can_speak_for,
)
from monitor.domain.errors import MeetingNotRunningError, NotFoundError
from monitor.domain.links import Token, derive_key_token, is_same
from monitor.domain.meeting import meeting as rules
from monitor.domain.meeting.meeting import Key, Meeting, MeetingId, MeetingState
from monitor.domain.meeting.plan import Step
from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.domain.typed_text import clean_text
from monitor.services.context import Context
from monitor.services.trail.note import note
from monitor.services.whose_link import at_meeting

LONGEST_NOTE = 4000
LONGEST_NAME = 120  # Of who agrees on the device of a party.


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting with its partnership, as a window shows it at a moment."""

    partnership: Partnership
    meeting: Meeting
    now: datetime


def read_meeting(context: Context, meeting_id: MeetingId) -> HeldMeeting:
    """Return a meeting; NotFoundError if there is none.

    What the presenter noted is for those who lead meetings.
    """
    with context.unit_of_work(reads_only=True) as uow:
        meeting = uow.meetings.get(meeting_id)
        check_can_see(context.actor, meeting.partnership_id)
        partnership = uow.partnerships.get(meeting.partnership_id)
    if not can_hold_meetings(context.actor, partnership.id):
        meeting = replace(meeting, notes=())
    return HeldMeeting(partnership, meeting, context.clock.now())


def read_led_meeting(context: Context, meeting_id: MeetingId) -> HeldMeeting:
    """Return a meeting for whoever leads it.

    Raises:
        NotAllowedError: this person may see it, but not lead it.
        NotFoundError: there is no such meeting.
    """
    held = read_meeting(context, meeting_id)
    check_can_hold_meetings(context.actor, held.partnership.id)
    return held


def begin_meeting(context: Context, meeting_id: MeetingId) -> Meeting:
    """Begin a meeting, or go on with one that was ended; NotFoundError if there is none."""
    deed = Deed(Act.MEETING_BEGUN, facts={"meeting": meeting_id})
    return _lead(context, meeting_id, lambda held: rules.begin(held.meeting, held.now), deed)


def move(context: Context, meeting_id: MeetingId, seen: int, to: int) -> Meeting:
    """Show another step. ``seen``: the step on the window that asked.

    Nothing happens where the meeting has moved on since: two people who press "next" at the same
    moment move one step.

    Raises:
        MeetingNotRunningError: it has not begun, or is over.
        NotFoundError: there is no such meeting.
    """

    def go(held: HeldMeeting) -> Meeting:
        _check_running(held.meeting)
        if held.meeting.position != seen:
            return held.meeting
        return rules.go_to(held.meeting, to, held.now)

    return _lead(context, meeting_id, go)


def jump(context: Context, meeting_id: MeetingId, to: int) -> Meeting:
    """Show a step that was chosen by its name, wherever the meeting has moved on to since.

    Raises:
        MeetingNotRunningError: it has not begun, or is over.
        NotFoundError: there is no such meeting.
    """

    def go(held: HeldMeeting) -> Meeting:
        _check_running(held.meeting)
        return rules.go_to(held.meeting, to, held.now)

    return _lead(context, meeting_id, go)


def speak(context: Context, meeting_id: MeetingId, language: Language) -> Meeting:
    """Let the shared screen speak a language; NotFoundError if there is no such meeting."""
    return _lead(context, meeting_id, lambda held: replace(held.meeting, language=language))


def keep_note(context: Context, meeting_id: MeetingId, step: Step, text: str) -> Meeting:
    """Keep what the presenter noted beside a step; NotFoundError if there is no such meeting."""
    kept = clean_text(text).strip()[:LONGEST_NOTE]
    deed = Deed(Act.RECORD_WRITTEN, facts={"meeting": meeting_id, "kind": "notes"})
    return _lead(context, meeting_id, lambda held: rules.note(held.meeting, step, kept), deed)


def turn_key(
    context: Context, meeting_id: MeetingId, party_id: PartyId, written: Authorship
) -> Meeting:
    """Note that a party agreed aloud to open the picture per party; who noted it is kept.

    Raises:
        MeetingNotRunningError: it has not begun, or is over.
        NotFoundError: there is no such meeting, or the party does not take part.
    """
    return _turn(context, meeting_id, Key(party_id, written, is_aloud=True))


def key_token(context: Context, meeting: Meeting, party_id: PartyId) -> Token:
    """Return what a party's own device shows to prove that it was handed the link."""
    return derive_key_token(context.secret_key, meeting.nonce, party_id)


def turn_key_by_link(
    context: Context, meeting_id: MeetingId, party_id: PartyId, token: str, name: str
) -> Meeting:
    """Note that a party agreed on its own device.

    Raises:
        MeetingNotRunningError: it has not begun, or is over.
        NotFoundError: the link fits no meeting and party.
    """
    check_key_link(context, meeting_id, party_id, token)
    context = at_meeting(context, meeting_id)
    written = Authorship(clean_text(name).strip()[:LONGEST_NAME], context.clock.now())
    return _turn(context, meeting_id, Key(party_id, written, is_aloud=False))


def check_key_link(
    context: Context, meeting_id: MeetingId, party_id: PartyId, token: str
) -> HeldMeeting:
    """Return the meeting that a party's link is for; NotFoundError if it fits none."""
    context = at_meeting(context, meeting_id)
    held = read_meeting(context, meeting_id)
    takes_part = party_id in {party.id for party in held.partnership.parties}
    if not takes_part or not is_same(token, key_token(context, held.meeting, party_id)):
        raise NotFoundError(f"key of meeting {meeting_id}")
    return held


def take_key_back(context: Context, meeting_id: MeetingId, party_id: PartyId) -> Meeting:
    """Close the picture per party again; NotFoundError if there is no such meeting."""

    def take_back(held: HeldMeeting) -> Meeting:
        check_can_speak_for(context.actor, held.partnership.id, party_id)
        return rules.take_key_back(held.meeting, party_id)

    facts: dict[str, Fact] = {"meeting": meeting_id, "change": "taken_back"}
    deed = Deed(Act.KEY_TURNED, party_id=party_id, facts=facts)
    return _change(context, meeting_id, take_back, deed)


def _turn(context: Context, meeting_id: MeetingId, key: Key) -> Meeting:
    def turn(held: HeldMeeting) -> Meeting:
        check_can_speak_for(context.actor, held.partnership.id, key.party_id)
        _check_running(held.meeting)
        if key.party_id not in {party.id for party in held.partnership.parties}:
            raise NotFoundError(f"party {key.party_id}")
        return rules.turn_key(held.meeting, key)

    facts: dict[str, Fact] = {"meeting": meeting_id}
    facts["change"] = "aloud" if key.is_aloud else "own_device"
    deed = Deed(Act.KEY_TURNED, party_id=key.party_id, facts=facts)
    return _change(context, meeting_id, turn, deed)


def _check_running(meeting: Meeting) -> None:
    if meeting.state is not MeetingState.RUNNING:
        raise MeetingNotRunningError(str(meeting.id))


def _lead(
    context: Context,
    meeting_id: MeetingId,
    change: Callable[[HeldMeeting], Meeting],
    deed: Deed | None = None,
) -> Meeting:
    """Let whoever leads a meeting change it."""

    def allowed(held: HeldMeeting) -> Meeting:
        check_can_hold_meetings(context.actor, held.partnership.id)
        return change(held)

    return _change(context, meeting_id, allowed, deed)


def _change(
    context: Context,
    meeting_id: MeetingId,
    change: Callable[[HeldMeeting], Meeting],
    deed: Deed | None,
) -> Meeting:
    """Store what a change makes of a meeting; nothing is stored where it changes nothing.

    ``deed``: None for what the trail does not tell, such as the next step on the screen.
    """
    with context.unit_of_work() as uow:
        meeting = uow.meetings.lock(meeting_id)
        partnership = uow.partnerships.get(meeting.partnership_id)
        changed = change(HeldMeeting(partnership, meeting, context.clock.now()))
        if changed == meeting:
            return meeting
        saved = uow.meetings.save(changed)
        if deed is not None:
            note(context, uow, replace(deed, partnership_id=partnership.id))
        uow.commit()
    return saved
