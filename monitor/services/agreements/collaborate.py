"""Use cases around the collaboration agreement: read, write and sign it, version by version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from monitor.domain.access.rules import check_can_see, check_can_write
from monitor.domain.errors import InvalidRecordError, RecordChangedError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.register.collaboration import (
    MOST_ROLES,
    MOST_SENTENCES,
    Collaboration,
    count_sentences,
)
from monitor.domain.register.record import Authorship, Record
from monitor.domain.typed_text import clean_text
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note_record import note_record

MAXIMUM_LENGTH = 2000  # Of one field.


@dataclass(frozen=True, slots=True)
class CollaborationView:
    """The collaboration agreement of a partnership with all its versions, oldest first.

    ``record``: the present version, None while nothing was written down.
    """

    partnership: Partnership
    today: date
    versions: Sequence[Record[Collaboration]] = ()

    @property
    def record(self) -> Record[Collaboration] | None:
        """The present version; None while nothing was written down."""
        return self.versions[-1] if self.versions else None

    @property
    def collaboration(self) -> Collaboration:
        """What was agreed up to now; empty while nothing was written down."""
        return self.versions[-1].content if self.versions else Collaboration()

    @property
    def last_signed(self) -> Record[Collaboration] | None:
        """The newest version that bears a date of signing."""
        signed = [version for version in self.versions if version.content.signed_on]
        return signed[-1] if signed else None


def read_collaboration(context: Context, partnership_id: PartnershipId) -> CollaborationView:
    """Return the collaboration agreement; NotFoundError if there is no such partnership."""
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        record = find_collaboration(uow, partnership_id)
        versions = uow.records.versions_of(record) if record else ()
    return CollaborationView(partnership, context.today(), versions)


def find_collaboration_faults(
    collaboration: Collaboration, partnership: Partnership
) -> Sequence[str]:
    """Return the keys of what is wrong: texts ``collaboration.fault.<key>``. Nothing is needed."""
    topics = [row.topic.strip().casefold() for row in collaboration.roles]
    known = {party.id for party in partnership.parties}
    checks = {
        "too_long": any(len(text) > MAXIMUM_LENGTH for text in _texts_of(collaboration)),
        "goal_too_long": count_sentences(collaboration.goal) > MOST_SENTENCES,
        "too_many_roles": len(topics) > MOST_ROLES,
        "topic_missing": not all(topics),
        "topic_twice": len(set(topics)) < len(topics),
        "party_unknown": not _parties_of(collaboration) <= known,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def save_collaboration(
    context: Context,
    partnership_id: PartnershipId,
    collaboration: Collaboration,
    seen: Record[Collaboration] | None,
    written: Authorship,
) -> Record[Collaboration]:
    """Store a version. ``seen``: the version it was made from; None if there was none.

    A version whose words changed is not signed yet, whatever was signed before it.

    Raises:
        InvalidRecordError: it has faults (see :func:`find_collaboration_faults`).
        RecordChangedError: somebody saved a version after the one that was seen.
        NotFoundError: there is no such partnership.
    """
    return _save(context, partnership_id, tidy_collaboration(collaboration), seen, written)


def store_collaboration(
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    collaboration: Collaboration,
    seen: Record[Collaboration] | None,
    written: Authorship,
) -> Record[Collaboration]:
    """Store a version within a transaction that does more; whoever began it reviews.

    It is stored as it is given: see :func:`tidy_collaboration`. Raises what
    :func:`save_collaboration` does.
    """
    # Two people may each write the first version: the lock lets one of them be second.
    partnership = uow.partnerships.lock(partnership_id)
    if faults := find_collaboration_faults(collaboration, partnership):
        raise InvalidRecordError(", ".join(faults))
    if seen is not None:
        return uow.records.save(seen, collaboration, written)
    if find_collaboration(uow, partnership_id):
        raise RecordChangedError(f"collaboration of partnership {partnership_id}")
    return uow.records.add(partnership_id, collaboration, written)


def find_collaboration(
    uow: UnitOfWork, partnership_id: PartnershipId
) -> Record[Collaboration] | None:
    """Return the present version; None while nothing was written down."""
    return next(iter(uow.records.list_of(partnership_id, Collaboration)), None)


def tidy_collaboration(typed: Collaboration) -> Collaboration:
    """Return an agreement as it is stored: without stray signs and spaces, and empty entries.

    Words that are new are not signed yet.
    """
    cleaned: Collaboration = _clean(typed)
    return replace(
        cleaned,
        contributions=tuple(each for each in cleaned.contributions if each.text),
        needs=tuple(each for each in cleaned.needs if each.text),
        roles=tuple(row for row in cleaned.roles if row.topic or row.roles),
        signed_on=None,
    )


def sign(
    context: Context, record: Record[Collaboration], signed_on: date, written: Authorship
) -> Record[Collaboration]:
    """Store a version that bears the date on which the parties signed it, and nothing else new.

    Raises:
        InvalidRecordError: the day has not come yet: text ``collaboration.fault.signed_ahead``.
        RecordChangedError: somebody saved a version after the one that was seen.
    """
    if signed_on > context.today():
        raise InvalidRecordError("signed_ahead")
    signed = replace(record.content, signed_on=signed_on, reason="")
    return _save(context, record.partnership_id, signed, record, written)


def _save(
    context: Context,
    partnership_id: PartnershipId,
    collaboration: Collaboration,
    seen: Record[Collaboration] | None,
    written: Authorship,
) -> Record[Collaboration]:
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        saved = store_collaboration(uow, partnership_id, collaboration, seen, written)
        review(context, uow, partnership_id)
        note_record(context, uow, saved)
        uow.commit()
    return saved


def _parties_of(collaboration: Collaboration) -> set[PartyId]:
    roles = [role.party for row in collaboration.roles for role in row.roles]
    brought = [each.party for each in collaboration.contributions]
    return {*roles, *brought, *(each.party for each in collaboration.needs)}


def _texts_of(value: object) -> Iterator[str]:
    """Yield every text in a value and in what it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts_of(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts_of(getattr(value, field.name))


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever an agreement is made of.
    """Return a value with every text in it cleaned."""
    if isinstance(value, tuple):
        return tuple(_clean(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        cleaned = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **cleaned)
    return clean_text(value).strip() if type(value) is str else value
