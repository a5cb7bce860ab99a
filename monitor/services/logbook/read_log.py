"""What the log page shows: everything that happened, the growth path, contact, lessons, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from monitor.domain.access.rules import check_can_see
from monitor.domain.glossary import ShippedTerm
from monitor.domain.growth import GrowthPath, find_path
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.entry import DATED, DatedEntry, Entry, EntryT
from monitor.domain.register.log import (
    Change,
    Contact,
    GrowthStep,
    Handover,
    Lesson,
    Term,
)
from monitor.domain.register.record import Record
from monitor.domain.round import Round
from monitor.domain.timeline import Timeline, find_last_contact
from monitor.services.context import Context
from monitor.services.logbook.collect_timeline import collect_timeline
from monitor.services.logbook.glossary import read_shipped_terms
from monitor.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class LogView:
    """The log of one partnership.

    ``entries``: all dated entries, newest first. ``removed``: entries of any kind that were taken
    away. ``terms``: words that the parties explain themselves, ``shipped``: those of the product.
    ``rounds``: the check-ins that were closed, oldest first.
    """

    partnership: Partnership
    today: date
    entries: Sequence[Record[DatedEntry]]
    removed: Sequence[Record[Entry]]
    growth: GrowthPath
    timeline: Timeline
    rounds: Sequence[Round]
    terms: Sequence[Record[Term]]
    shipped: Sequence[ShippedTerm]

    def of(self, kind: type[EntryT]) -> Sequence[Record[EntryT]]:
        """Return the dated entries of one kind, newest first."""
        return _pick(self.entries, kind)

    @property
    def last_contact_on(self) -> date | None:
        """The day on which the parties last spoke, as far as it was written down."""
        contacts = [each.content for each in self.of(Contact)]
        return find_last_contact(contacts, self.timeline)

    @property
    def weeks_since_contact(self) -> int | None:
        """How many whole weeks ago the parties last spoke; None if that is not known."""
        last = self.last_contact_on
        return None if last is None else (self.today - last).days // 7

    @property
    def lessons(self) -> Sequence[Record[Lesson]]:
        """What was learnt, newest first."""
        return self.of(Lesson)

    @property
    def changes(self) -> Sequence[Record[Change]]:
        """What changed thanks to the cooperation, newest first."""
        return self.of(Change)

    @property
    def handovers(self) -> Sequence[Record[Handover]]:
        """The changes of contact person, newest first."""
        return self.of(Handover)


def read_log(context: Context, partnership_id: PartnershipId) -> LogView:
    """Return the log of a partnership; NotFoundError if there is none."""
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        entries = _read_entries(uow, partnership_id)
        terms = uow.records.list_of(partnership_id, Term, with_removed=True)
        rounds = uow.rounds.list_of(partnership_id)
        timeline = collect_timeline(context, uow, partnership_id)
    kept = sorted(
        (each for each in entries if not each.is_removed),
        key=lambda each: (each.content.on, each.id),
        reverse=True,
    )
    removed = [each for each in cast("list[Record[Entry]]", [*entries, *terms]) if each.is_removed]
    return LogView(
        partnership=partnership,
        today=context.today(),
        entries=kept,
        removed=removed,
        growth=find_path(_pick(kept, GrowthStep), context.time_zone),
        timeline=timeline,
        rounds=[each for each in rounds if each.closed_at is not None],
        terms=[each for each in terms if not each.is_removed],
        shipped=read_shipped_terms(),
    )


def read_versions(context: Context, record: Record[EntryT]) -> Sequence[Record[EntryT]]:
    """Return all versions of an entry, oldest first."""
    check_can_see(context.actor, record.partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        return uow.records.versions_of(record)


def _read_entries(uow: UnitOfWork, partnership_id: PartnershipId) -> list[Record[Any]]:
    return [
        record
        for kind in DATED
        for record in uow.records.list_of(partnership_id, kind, with_removed=True)
    ]


def _pick(entries: Sequence[Record[DatedEntry]], kind: type[EntryT]) -> list[Record[EntryT]]:
    return [cast("Record[EntryT]", each) for each in entries if isinstance(each.content, kind)]
