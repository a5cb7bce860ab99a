"""Stores the evaluation meetings that ``data/sample/register.toml`` tells of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from monitor.domain.links import make_nonce
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import Key, Meeting, MeetingId
from monitor.domain.meeting.plan import Plan, default_plan
from monitor.domain.partnership import Language, Partnership, RecordId
from monitor.domain.planning import to_moment
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.log import Event, EventKind
from monitor.domain.register.record import Authorship
from monitor.domain.results import PublishedRound
from monitor.domain.round import Round
from monitor.services.cards.library import CardLibrary, read_shipped_cards
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.sample.sample_register import SampleMeeting, read_sample_registers

_NOT_STORED = MeetingId(0)
_PREPARED, _HELD = time(11), time(13)
# From the beginning: when the keys were turned, and when the agreements were written down.
_KEYS_AFTER, _WRITTEN_AFTER = timedelta(minutes=14), timedelta(minutes=36)


@dataclass(frozen=True, slots=True)
class Results:
    """A round that closed, with what was released of it."""

    round: Round
    release: PublishedRound


def add_meetings(
    context: Context, uow: UnitOfWork, partnership: Partnership, results: Sequence[Results]
) -> None:
    """Store the meetings of a story, each about the newest round that had closed by then."""
    register = read_sample_registers().get(partnership.name)
    for told in register.meetings if register else ():
        prepared = Authorship(told.by, _moment(context, told.prepared_ago, _PREPARED))
        release = [each.release for each in results if _closed_by(each.round, prepared.at)][-1]
        plan = _make_plan(told, partnership, release)
        notes = tuple(told.notes.items())
        meeting = Meeting(
            _NOT_STORED,
            partnership.id,
            plan,
            prepared,
            Language.DUTCH,
            make_nonce(),
            notes=notes,
        )
        if told.held_ago is None:
            uow.meetings.add(meeting)
        else:
            began_at = _moment(context, told.held_ago, _HELD)
            _add_held(uow, _hold(meeting, partnership, began_at, told), began_at)


def _make_plan(told: SampleMeeting, partnership: Partnership, release: PublishedRound) -> Plan:
    cards = CardLibrary(read_shipped_cards()).find(told.cards)
    has_mirror = any(party.expected for party in release.parties)
    return default_plan(partnership, release.round_id, cards, has_mirror=has_mirror)


def _hold(
    meeting: Meeting, partnership: Partnership, began_at: datetime, told: SampleMeeting
) -> Meeting:
    """Return a meeting as it is after its end, with every key turned aloud."""
    turned = Authorship(told.by, began_at + _KEYS_AFTER)
    ended_at = began_at + timedelta(minutes=meeting.plan.minutes)
    return replace(
        meeting,
        began_at=began_at,
        ended_at=ended_at,
        step_began_at=ended_at,
        position=len(meeting.plan.steps) - 1,
        keys=tuple(Key(party.id, turned, is_aloud=True) for party in partnership.parties),
    )


def _add_held(uow: UnitOfWork, held: Meeting, began_at: datetime) -> None:
    """Store a meeting with what the register says was written on its day."""
    partnership_id, day = held.partnership_id, began_at.date()
    events = uow.records.list_of(partnership_id, Event)
    told = [e.id for e in events if (e.content.kind, e.content.on) == (EventKind.MEETING, day)]
    event_id: RecordId | None = told[0] if told else None
    meeting = uow.meetings.add(replace(held, event_id=event_id))
    written_at = began_at + _WRITTEN_AFTER
    for record in uow.records.list_of(partnership_id, Agreement):
        if record.content.made_on == day:
            uow.meeting_entries.add(
                MeetingEntry(
                    meeting.id,
                    f"sample-{record.id}",
                    record.content,
                    Authorship(held.prepared.by, written_at),
                    record.id,
                    record.version,
                    read_back_at=written_at,
                )
            )


def _closed_by(round_: Round, moment: datetime) -> bool:
    return round_.closed_at is not None and round_.closed_at <= moment


def _moment(context: Context, days_ago: int, hour: time) -> datetime:
    return to_moment(context.today() - timedelta(days=days_ago), hour, context.time_zone)
