"""What came out of a meeting, as chapters of a report: agreements, roles, frames, lessons."""

from collections.abc import Sequence

from monitor.charts.style import choose_marks
from monitor.charts.table import Table
from monitor.domain.meeting.deck import LastTimeSlide
from monitor.domain.meeting.entry import EntryKind, MeetingEntry
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import RecordId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Record
from monitor.i18n.agreement_words import (
    FRAMES_PREFIX,
    table_of_roles,
    write_collaboration,
    write_due,
)
from monitor.i18n.entry_sentences import write_entry
from monitor.i18n.reader import Reader
from monitor.reports.pack.parts import (
    Part,
    Section,
    agreements_part,
    list_part,
    table_part,
    text_part,
)
from monitor.reports.typesetting import Data
from monitor.services.meeting.read_pack import Pack

_COLUMNS = ("agreement", "owner", "due")
_TOLD_APART = (EntryKind.ROLE, EntryKind.FRAME, EntryKind.LESSON)


def make_agreements(pack: Pack, reader: Reader) -> Section:
    """Return what was agreed in this meeting, and what still stands of before."""
    t = reader.t
    entries = {each.record_id: each for each in pack.entries if each.record_id is not None}
    new = [each for each in pack.agreements if each.id in entries]
    standing = [
        each
        for each in pack.agreements
        if each.id not in entries and each.content.state is AgreementState.OPEN
    ]
    asked = text_part(t("pack.pdf.agreements.next"))
    parts: list[Part] = [asked] if new or standing else []
    if new:
        rows = [_fill_agreement(each, entries[each.id], pack, reader) for each in new]
        parts.append(_table_of("new", _COLUMNS, rows, reader))
    if standing:
        rows = [
            [*_fill_agreement(each, None, pack, reader), _write_noticed(each.id, pack, reader)]
            for each in standing
        ]
        parts.append(_table_of("standing", (*_COLUMNS, "noticed"), rows, reader))
    headline = (
        t("pack.pdf.agreements.made", n=len(new))
        if new
        else t("pack.pdf.agreements.stand", n=len(standing))
        if standing
        else t("pack.pdf.agreements.none")
    )
    return Section(t("pack.pdf.agreements"), headline, parts)


def make_minutes(pack: Pack, reader: Reader) -> Section:
    """Return what else was written down in the meeting, and when the parties meet again."""
    t = reader.t
    parts: list[Part] = []
    for kind in _TOLD_APART:
        written = [each for each in pack.entries if each.kind is kind]
        if written:
            lines = [_write_entry(each, pack, reader) for each in written]
            parts.append(list_part(t(f"pack.pdf.minutes.{kind.value}"), lines))
    headline = t("pack.pdf.minutes.title" if parts else "pack.pdf.minutes.none")
    heading = t("slides.entry.next_meeting")
    parts.append(text_part(write_next_meeting(pack, reader), heading))
    return Section(t("pack.pdf.minutes"), headline, parts)


def make_basis(pack: Pack, reader: Reader) -> Section | None:
    """Return what holds between the parties now: roles, frames and lessons; None for nothing."""
    t, partnership = reader.t, pack.partnership
    parts: list[Part] = []
    if pack.collaboration is not None:
        roles = table_of_roles(pack.collaboration, partnership, reader)
        if roles.rows:
            heading = t("collaboration.field.roles")
            parts.append(table_part(heading, Table(roles.headers, roles.rows), reader))
        written = write_collaboration(pack.collaboration, partnership, reader)
        for name in (f"{FRAMES_PREFIX}{each}" for each in ("fixed", "open", "decides")):
            if written[name]:
                lines = [line.text for line in written[name]]
                parts.append(list_part(t(f"collaboration.field.{name}"), lines))
    known = {each.record_id for each in pack.entries}
    lessons = [each.content.text for each in pack.lessons if each.id not in known]
    if lessons:
        parts.append(list_part(t("pack.pdf.basis.lessons"), lessons))
    return Section(t("pack.pdf.basis"), t("pack.pdf.basis.title"), parts) if parts else None


def write_next_meeting(pack: Pack, reader: Reader) -> str:
    """Say when the parties meet again."""
    if pack.next_meeting_on is None:
        return reader.t("pack.pdf.next_meeting.none")
    return reader.t("pack.pdf.next_meeting", day=reader.formatter.long_day(pack.next_meeting_on))


def list_open(pack: Pack) -> Sequence[Record[Agreement]]:
    """Return the agreements that still have to be kept."""
    return [each for each in pack.agreements if each.content.state is AgreementState.OPEN]


def _table_of(name: str, columns: Sequence[str], rows: Sequence[Data], reader: Reader) -> Part:
    headers = [reader.t(f"slides.column.{each}") for each in columns]
    return agreements_part(reader.t(f"pack.pdf.agreements.{name}"), headers, rows)


def _fill_agreement(
    record: Record[Agreement], entry: MeetingEntry | None, pack: Pack, reader: Reader
) -> Sequence[Data]:
    agreement, partnership = record.content, pack.partnership
    mark = choose_marks(partnership)[agreement.owner]
    today = pack.deck.made_at.astimezone(reader.formatter.time_zone).date()
    is_unread = entry is not None and entry.read_back_at is None
    note = f" ({reader.t('pack.pdf.not_read_back')})" if is_unread else ""
    return [
        f"{agreement.text}{note}",
        {
            "name": partnership.party(agreement.owner).name,
            "kind": mark.kind.value,
            "shape": mark.shape.value,
        },
        write_due(agreement, today, reader),
    ]


def _write_noticed(record_id: RecordId, pack: Pack, reader: Reader) -> str:
    """Say what the screens told of an agreement: whether the others noticed it."""
    rows = [
        row
        for slide in pack.deck.slides
        if isinstance(slide, LastTimeSlide)
        for row in slide.rows
        if row.record.id == record_id and row.was_asked
    ]
    if not rows:
        return reader.t("slides.not_asked")
    verdict: Noticed | None = rows[0].noticed
    return reader.t(f"agreements.noticed.{verdict.value if verdict else 'hidden'}")


def _write_entry(entry: MeetingEntry, pack: Pack, reader: Reader) -> str:
    """Write what was written down; what was not read back to all says so."""
    said = write_entry(entry, pack.partnership, reader)
    return said if entry.read_back_at else f"{said} ({reader.t('pack.pdf.not_read_back')})"
