"""Use cases of a list of people from a spreadsheet: look at it, take it in, take it back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import InvalidTableError, NotFoundError
from monitor.domain.partnership import (
    Participant,
    Partnership,
    PartnershipId,
    PartyId,
)
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import NewParticipant, UnitOfWork
from monitor.services.register.manage_participants import withdraw_links_of
from monitor.services.register.people_rows import (
    Defaults,
    RowDraft,
    RowFault,
    RowReader,
    count_known_columns,
    find_shape,
)
from monitor.services.register.tables import Row, read_table
from monitor.services.review import review
from monitor.services.trail.note import note

RowNumber = NewType("RowNumber", int)  # As the spreadsheet counts: the first row is 1.
_Key = tuple[PartyId, str]  # By what a person is recognised.


class Duplicates(StrEnum):
    """What to do with a row about somebody who is known, or who is in the list already."""

    SKIP = "skip"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file that was handed in, and what holds where it does not say."""

    content: bytes
    defaults: Defaults


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the list: ``draft`` or ``faults``, and whom it is about a second time.

    ``known``: the participant with this address or name in the same party; ``repeats``: the
    earlier row about the same person.
    """

    number: RowNumber
    cells: Row
    draft: RowDraft | None = None
    faults: Sequence[RowFault] = ()
    known: Participant | None = None
    repeats: RowNumber | None = None

    @property
    def is_duplicate(self) -> bool:
        """Tell whether the person is known already, or stands in the list already."""
        return self.known is not None or self.repeats is not None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of taking a list in."""

    header: Row
    rows: Sequence[ImportRow]

    @property
    def new(self) -> Sequence[ImportRow]:
        """Rows that add somebody."""
        return [each for each in self.rows if each.draft and not each.is_duplicate]

    @property
    def duplicates(self) -> Sequence[ImportRow]:
        """Rows about somebody who is known, or in the list already."""
        return [each for each in self.rows if each.draft and each.is_duplicate]

    @property
    def bad(self) -> Sequence[ImportRow]:
        """Rows that cannot be taken in."""
        return [each for each in self.rows if each.faults]


@dataclass(frozen=True, slots=True)
class Changed:
    """A person before and after."""

    before: Participant
    after: Participant


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in, so that it can be taken back."""

    partnership_id: PartnershipId
    added: Sequence[Participant]
    changed: Sequence[Changed]
    skipped: int
    bad: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking an import back.

    ``ended``: had been invited meanwhile, so they left instead. ``kept``: changed since.
    """

    removed: int
    ended: int
    restored: int
    kept: int


def preview_import(context: Context, partnership_id: PartnershipId, file: PeopleFile) -> Preview:
    """Tell what would come of taking a list in, changing nothing.

    Raises:
        NotFoundError: there is no such partnership, or no such party in it.
        InvalidTableError: the file holds no list of people; the message is a key of
            ``import.fault``.
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        return _look_at(context, uow, uow.partnerships.get(partnership_id), file)


def import_people(
    context: Context, partnership_id: PartnershipId, file: PeopleFile, duplicates: Duplicates
) -> Imported:
    """Take in every row of a list that can be, in one transaction; they take part from now on.

    Raises:
        NotFoundError: there is no such partnership, or no such party in it.
        InvalidTableError: as in :func:`preview_import`.
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        # Looked at anew: somebody else may have added people since the preview.
        partnership = uow.partnerships.lock(partnership_id)
        preview = _look_at(context, uow, partnership, file)
        updates = preview.duplicates if duplicates is Duplicates.UPDATE else []
        imported = Imported(
            partnership_id=partnership_id,
            added=_add(context, uow, _with_repeats(preview.new, updates)),
            changed=_change(uow, [each for each in updates if each.known]),
            skipped=0 if updates else len(preview.duplicates),
            bad=len(preview.bad),
        )
        review(context, uow, partnership_id)
        facts = {"added": len(imported.added), "changed": len(imported.changed)}
        note(context, uow, Deed(Act.PEOPLE_IMPORTED, partnership_id, facts=facts))
        uow.commit()
    return imported


def undo_import(context: Context, imported: Imported) -> TakenBack:
    """Take an import back: who was added goes, who was changed is as before.

    Somebody who was invited meanwhile is not deleted but leaves, as anyone would; what was sent
    counts. Somebody whom others changed meanwhile stays as they left them.

    Raises:
        NotFoundError: there is no such partnership.
    """
    partnership_id = imported.partnership_id
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        present = {each.id: each for each in uow.partnerships.participants_of(partnership_id)}
        added = [present[each.id] for each in imported.added if each.id in present]
        invited = uow.directory.invited_participants([each.id for each in added])
        uow.directory.delete_participants([each.id for each in added if each.id not in invited])
        _end(context, uow, [each for each in added if each.id in invited], partnership_id)
        restorable = [each for each in imported.changed if present.get(each.after.id) == each.after]
        for each in restorable:
            uow.partnerships.save_participant(each.before)
        review(context, uow, partnership_id)
        facts = {"taken_back": len(added) + len(restorable)}
        note(context, uow, Deed(Act.PEOPLE_IMPORTED, partnership_id, facts=facts))
        uow.commit()
    return TakenBack(
        removed=len(added) - len(invited),
        ended=len(invited),
        restored=len(restorable),
        kept=len(imported.changed) - len(restorable),
    )


def _look_at(
    context: Context, uow: UnitOfWork, partnership: Partnership, file: PeopleFile
) -> Preview:
    party_id = file.defaults.party_id
    if party_id is not None and all(party.id != party_id for party in partnership.parties):
        raise NotFoundError(f"party {party_id}")
    rows = read_table(file.content, count_known_columns)
    shape = find_shape(rows)
    if shape is None:
        raise InvalidTableError("no_header")
    today = context.today()
    people = [
        each
        for each in uow.partnerships.participants_of(partnership.id)
        if each.active_until is None or each.active_until >= today
    ]
    reader = RowReader(shape, partnership.parties, file.defaults, today)
    below = range(shape.header_at + 1, len(rows))
    read = (_read_row(RowNumber(place + 1), rows[place], reader) for place in below)
    return Preview(
        rows[shape.header_at], list(_match([row for row in read if any(row.cells)], people))
    )


def _read_row(number: RowNumber, row: Row, reader: RowReader) -> ImportRow:
    draft, faults = reader.read(row) if any(row) else (None, ())
    return ImportRow(number, row, draft, faults)


def _match(rows: Iterable[ImportRow], people: Sequence[Participant]) -> Iterator[ImportRow]:
    """Tell of every row whom it is about a second time: same party, same address or name."""
    known = {
        key: person
        # The other way round, so that of two of the same name the first is meant.
        for person in reversed(people)
        for key in _keys_of(person.party_id, person.name, person.email)
    }
    first: dict[_Key, ImportRow] = {}
    for row in rows:
        if row.draft is None:
            yield row
            continue
        person = row.draft.person
        keys = _keys_of(row.draft.party_id, person.name, person.email)
        earlier = next((first[key] for key in keys if key in first), None)
        found = next((known[key] for key in keys if key in known), None)
        matched = replace(
            row,
            known=found or (earlier.known if earlier else None),
            repeats=earlier.number if earlier else None,
        )
        for key in keys:
            first.setdefault(key, earlier or matched)
        yield matched


def _keys_of(party_id: PartyId, name: str, email: str | None) -> Sequence[_Key]:
    """Return by what a person is recognised; the address is surer, so it comes first."""
    named = (party_id, " ".join(name.split()).casefold())
    return [(party_id, email.casefold()), named] if email else [named]


def _with_repeats(new: Sequence[ImportRow], updates: Sequence[ImportRow]) -> Sequence[RowDraft]:
    """Return who is to be added, each as the last row about that person says."""
    drafts = {row.number: row.draft for row in new if row.draft}
    for row in updates:
        if row.draft and row.known is None and row.repeats in drafts:
            drafts[row.repeats] = _merged(drafts[row.repeats], row.draft)
    return list(drafts.values())


def _merged(earlier: RowDraft, later: RowDraft) -> RowDraft:
    email = later.person.email or earlier.person.email
    return RowDraft(
        person=replace(later.person, email=email),
        party_id=earlier.party_id,
        language=later.language or earlier.language,
        active_from=later.active_from or earlier.active_from,
        active_until=later.active_until or earlier.active_until,
    )


def _add(context: Context, uow: UnitOfWork, drafts: Sequence[RowDraft]) -> Sequence[Participant]:
    by_party: dict[PartyId, list[NewParticipant]] = {}
    for draft in drafts:
        by_party.setdefault(draft.party_id, []).append(_to_new(draft, context.today()))
    return [
        participant
        for party_id, new in by_party.items()
        for participant in uow.partnerships.add_participants(party_id, new)
    ]


def _to_new(draft: RowDraft, today: date) -> NewParticipant:
    return NewParticipant(
        name=draft.person.name,
        language=draft.language or draft.person.language,
        active_from=draft.active_from or today,
        active_until=draft.active_until,
        email=draft.person.email,
    )


def _change(uow: UnitOfWork, rows: Sequence[ImportRow]) -> Sequence[Changed]:
    """Store what the rows say of people who are known; what they do not say stays."""
    before = {row.known.id: row.known for row in rows if row.known}
    after = dict(before)
    for row in rows:
        if row.draft and row.known:
            after[row.known.id] = _updated(after[row.known.id], row.draft)
    changed = [Changed(before[each], after[each]) for each in before if after[each] != before[each]]
    for each in changed:
        uow.partnerships.save_participant(each.after)
    return changed


def _updated(known: Participant, draft: RowDraft) -> Participant:
    email = draft.person.email or known.email
    return replace(
        known,
        name=draft.person.name,
        email=email,
        language=draft.language or known.language,
        active_from=draft.active_from or known.active_from,
        active_until=draft.active_until or known.active_until,
        mail_failure=known.mail_failure if email == known.email else None,
    )


def _end(
    context: Context,
    uow: UnitOfWork,
    people: Sequence[Participant],
    partnership_id: PartnershipId,
) -> None:
    yesterday = context.today() - timedelta(days=1)
    for each in people:
        uow.partnerships.save_participant(replace(each, active_until=yesterday))
    withdraw_links_of(context, uow, partnership_id, {each.id for each in people})
