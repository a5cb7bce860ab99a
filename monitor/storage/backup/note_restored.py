"""Tells in the trail of every workspace that its data went back in time."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import the_product
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, follow
from monitor.storage.tables import WorkspaceRow
from monitor.storage.tables.base import WORKSPACE
from monitor.storage.trail import SqlTrail


def note_restored(connection: Connection, made_at: datetime, now: datetime) -> None:
    """Add it, as part of the transaction of a connection; ``made_at``: of which moment it is.

    From here on the connection works in one workspace, the last one.
    """
    moment = made_at.astimezone(UTC).isoformat(timespec="seconds")
    deed = Deed(Act.RESTORED, facts={"backup_at": moment})
    for each in connection.scalars(select(WorkspaceRow.id).order_by(WorkspaceRow.id)).all():
        workspace_id = WorkspaceId(each)
        trail = SqlTrail(Session(connection.execution_options(**{WORKSPACE: workspace_id})))
        trail.add(follow(trail.last(), the_product(workspace_id), now, deed))
