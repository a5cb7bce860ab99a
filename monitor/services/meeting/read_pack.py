"""Reads what people take home: the screens of a meeting, and what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.access.rules import check_can_take_away
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.meeting.nameless import hide_writer, hide_writer_of
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Record
from monitor.domain.round import Quarter
from monitor.services.context import Context
from monitor.services.meeting.hold import read_meeting
from monitor.services.meeting.read_deck import read_deck, read_deck_of_round
from monitor.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that the files of a pack may tell; no name of who wrote something is in it.

    ``agreements``: the present ones, the open first. ``entries``: what was written down in the
    meeting, without what was undone. ``held_on``: the day of the meeting, None where none was held.
    ``opened_by``: the parties that agreed to open the picture per party; ``opened_aloud``: those of
    them that said so aloud. ``called_off``: agreements with the due date that calendars may still
    hold, which they no longer have.
    """

    deck: Deck
    agreements: tuple[Record[Agreement], ...]
    entries: tuple[MeetingEntry, ...]
    collaboration: Collaboration | None
    lessons: tuple[Record[Lesson], ...]
    next_meeting_on: date | None
    next_meeting_changes: int
    held_on: date | None
    opened_by: tuple[PartyId, ...]
    called_off: tuple[Record[Agreement], ...] = ()
    opened_aloud: frozenset[PartyId] = frozenset()

    @property
    def partnership(self) -> Partnership:
        """The partnership that it is about."""
        return self.deck.partnership


def read_pack(
    context: Context, partnership_id: PartnershipId, quarter: Quarter | None = None
) -> Pack:
    """Return the pack of a round, with the newest meeting about it; None: of the newest round.

    Raises:
        NotFoundError: there is no such partnership, or no such round with results.
    """
    check_can_take_away(context.actor, partnership_id)
    return _fill(context, read_deck_of_round(context, partnership_id, quarter))


def read_pack_of_meeting(context: Context, meeting_id: MeetingId) -> Pack:
    """Return the pack of one meeting; NotFoundError if there is none."""
    partnership_id = read_meeting(context, meeting_id).partnership.id
    check_can_take_away(context.actor, partnership_id)
    return _fill(context, read_deck(context, meeting_id))


def _fill(context: Context, deck: Deck) -> Pack:
    partnership_id, profile = deck.partnership.id, deck.partnership.profile
    with context.unit_of_work(reads_only=True) as uow:
        meeting = uow.meetings.get(deck.meeting_id) if deck.meeting_id else None
        entries = uow.meeting_entries.list_of(meeting.id) if meeting else ()
        keys = meeting.keys if meeting else ()
        records = uow.records.list_of(partnership_id, Agreement, with_removed=True)
        agreements = [hide_writer(each) for each in records]
        present = [each for each in agreements if not each.is_removed]
        collaborations = uow.records.list_of(partnership_id, Collaboration)
        lessons = uow.records.list_of(partnership_id, Lesson)
        return Pack(
            deck=deck,
            agreements=tuple(sorted(present, key=_is_over)),
            entries=tuple(hide_writer_of(each) for each in entries if not each.is_undone),
            collaboration=collaborations[0].content if collaborations else None,
            lessons=tuple(hide_writer(each) for each in lessons),
            next_meeting_on=profile.next_meeting_on,
            next_meeting_changes=profile.next_meeting_changes,
            held_on=_day_of(meeting, context),
            opened_by=tuple(key.party_id for key in keys),
            called_off=tuple(_find_called_off(uow, agreements)),
            opened_aloud=frozenset(key.party_id for key in keys if key.is_aloud),
        )


def _is_over(record: Record[Agreement]) -> bool:
    return record.content.state is not AgreementState.OPEN


def _day_of(meeting: Meeting | None, context: Context) -> date | None:
    if meeting is None or meeting.began_at is None:
        return None
    return meeting.began_at.astimezone(context.time_zone).date()


def _find_called_off(
    uow: UnitOfWork, agreements: Sequence[Record[Agreement]]
) -> Sequence[Record[Agreement]]:
    """Return those that were removed, or lost their due date, with the last one that they had."""
    found = []
    for record in agreements:
        due_on = record.content.due_on
        if due_on is None and record.version > 1:
            due_on = _last_due(uow.records.versions_of(record))
        if due_on is not None and (record.is_removed or record.content.due_on is None):
            found.append(replace(record, content=replace(record.content, due_on=due_on)))
    return found


def _last_due(versions: Sequence[Record[Agreement]]) -> date | None:
    days = [each.content.due_on for each in versions if each.content.due_on is not None]
    return days[-1] if days else None
