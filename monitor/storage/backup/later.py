"""Tells what was done after a backup was made, as far as the database at hand remembers."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError

from monitor.domain.access.account import WorkspaceId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.storage.backup.read import Backup
from monitor.storage.engine import for_reading
from monitor.storage.tables import TrailRow

Later = Mapping[WorkspaceId, Sequence[Deed]]
_TRAIL = "trail"


def read_later_deeds(engine: Engine, backup: Backup, acts: Collection[Act]) -> Later | None:
    """Return what the trail of a database tells of beyond where that of a backup ends.

    None: nobody can tell, because it cannot be read, or the backup is of another database.
    """
    ends = _read_ends(backup)
    try:
        with for_reading(engine).connect() as connection:
            is_same = all(_holds(connection, *each) for each in ends.items())
            if not ends or not is_same:
                return None
            return {
                workspace_id: _read_after(connection, workspace_id, sequence, acts)
                for workspace_id, (sequence, _) in ends.items()
            }
    except DatabaseError:
        return None


def _read_ends(backup: Backup) -> Mapping[WorkspaceId, tuple[int, str]]:
    """Return number and hash of the last entry in a backup, for each workspace that has one."""
    content = backup.manifest.tables.get(_TRAIL)
    if content is None:
        return {}
    ends: dict[WorkspaceId, tuple[int, str]] = {}
    for batch in backup.batches_of(_TRAIL):
        for row in batch:
            values = dict(zip(content.columns, row, strict=True))
            # In the order of their ids, so that the last one that is met is the last one.
            ends[WorkspaceId(values["workspace_id"])] = (values["sequence"], values["hash"])
    return ends


def _holds(connection: Connection, workspace_id: WorkspaceId, end: tuple[int, str]) -> bool:
    sequence, expected = end
    statement = select(TrailRow.hash).where(
        TrailRow.workspace_id == workspace_id, TrailRow.sequence == sequence
    )
    return connection.scalar(statement) == expected


def _read_after(
    connection: Connection, workspace_id: WorkspaceId, sequence: int, acts: Collection[Act]
) -> Sequence[Deed]:
    statement = (
        select(TrailRow.act, TrailRow.content)
        .where(
            TrailRow.workspace_id == workspace_id,
            TrailRow.sequence > sequence,
            TrailRow.act.in_([act.value for act in acts]),
        )
        .order_by(TrailRow.sequence)
    )
    return [Deed(Act(act), facts=content) for act, content in connection.execute(statement)]
