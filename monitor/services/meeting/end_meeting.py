"""Ending a meeting: it goes on the time line, and worries that it was about are talked about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitor.domain.access.rules import check_can_hold_meetings
from monitor.domain.errors import MeetingNotRunningError
from monitor.domain.meeting import meeting as rules
from monitor.domain.meeting.deck import Deck, Slide
from monitor.domain.meeting.entry import EntryKind
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState
from monitor.domain.meeting.talked import was_talked_about
from monitor.domain.partnership import PartnershipId, RecordId, meet_next
from monitor.domain.register.log import Contact, Event, EventKind
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.cards.choose_cards import clear_cards
from monitor.services.context import Context
from monitor.services.flags.handle_worry import mark_talked
from monitor.services.meeting.ask_live import stop_asking
from monitor.services.meeting.hold import read_meeting
from monitor.services.meeting.read_deck import read_deck
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note import note


def end_meeting(context: Context, meeting_id: MeetingId, written: Authorship) -> Meeting:
    """End a meeting; one that is over stays as it is.

    The first end of a meeting puts it on the time line and frees the places of its cards. One that
    was begun again and ended once more does neither: cards chosen since are for the next meeting.
    It stands on the day on which it began: one that nobody ended may be ended days later.

    Raises:
        MeetingNotRunningError: it has not begun.
        NotFoundError: there is no such meeting.
    """
    partnership_id = read_meeting(context, meeting_id).partnership.id
    check_can_hold_meetings(context.actor, partnership_id)
    deck = read_deck(context, meeting_id)
    with context.unit_of_work() as uow:
        # Always in this order: the partnership, and then its meeting.
        uow.partnerships.lock(partnership_id)
        meeting = uow.meetings.lock(meeting_id)
        if meeting.state is MeetingState.ENDED:
            return meeting
        if meeting.began_at is None:
            raise MeetingNotRunningError(str(meeting_id))
        if meeting.event_id is None:
            held_on = meeting.began_at.astimezone(context.time_zone).date()
            event_id = _put_on_time_line(uow, partnership_id, held_on, written)
            meeting = replace(meeting, event_id=event_id)
            clear_cards(uow, partnership_id, written)
        _note_talk(uow, partnership_id, _shown(deck, meeting), written)
        _forget_meeting_day(uow, meeting, context.today())
        stop_asking(uow, meeting_id)
        ended = uow.meetings.save(rules.end(meeting, context.clock.now()))
        review(context, uow, partnership_id)
        facts = {"meeting": meeting_id}
        note(context, uow, Deed(Act.MEETING_ENDED, partnership_id, facts=facts))
        uow.commit()
    context.unit_of_work.forget_writes()
    return ended


def _put_on_time_line(
    uow: UnitOfWork, partnership_id: PartnershipId, on: date, written: Authorship
) -> RecordId:
    # Its kind says it all: a title would be in one language.
    event = uow.records.add(partnership_id, Event(on, EventKind.MEETING, title=""), written)
    uow.records.add(partnership_id, Contact(on), written)
    return event.id


def _shown(deck: Deck, meeting: Meeting) -> Sequence[Slide]:
    """Return the screens up to the one at which the meeting ended."""
    steps = meeting.plan.steps[: meeting.position + 1]
    return [slide for slide in deck.slides if slide.step in steps]


def _note_talk(
    uow: UnitOfWork, partnership_id: PartnershipId, shown: Sequence[Slide], written: Authorship
) -> None:
    for worry in uow.worries.list_of(partnership_id):
        if was_talked_about(worry, shown):
            mark_talked(uow, worry, written)


def _forget_meeting_day(uow: UnitOfWork, meeting: Meeting, today: date) -> None:
    """Take away the day of this meeting, so that the next one is to be planned, unless it was."""
    partnership = uow.partnerships.get(meeting.partnership_id)
    on = partnership.profile.next_meeting_on
    agreed = [
        each.content
        for each in uow.meeting_entries.list_of(meeting.id)
        if each.kind is EntryKind.NEXT_MEETING and not each.is_undone
    ]
    if on is not None and on <= today and on not in agreed:
        uow.partnerships.save(replace(partnership, profile=meet_next(partnership.profile, None)))
