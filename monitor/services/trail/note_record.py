"""Note that something was written down about a partnership, or taken away: never the words."""

from typing import Any

from monitor.domain.register.record import Record, kind_of
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


def note_record(context: Context, uow: UnitOfWork, saved: Record[Any]) -> None:
    """Add to the trail which version of which record was saved just now."""
    act = Act.RECORD_REMOVED if saved.is_removed else Act.RECORD_WRITTEN
    facts = {
        "kind": kind_of(type(saved.content)).value,
        "record": int(saved.id),
        "version": saved.version,
    }
    note(context, uow, Deed(act, saved.partnership_id, facts=facts))
