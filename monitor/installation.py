"""How the installation is, for whoever watches over it."""

from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from monitor import bootstrap
from monitor.backups import daily_folder
from monitor.metrics.state import State
from monitor.services.checkin.run_checkins import HEARTBEAT
from monitor.settings import read_settings
from monitor.storage.state import read_stored_state


def read_state() -> State:
    """Ask the database and look into the folder of backups."""
    folder = daily_folder(read_settings())
    backed_up_at = folder.newest(datetime.now(UTC)) if folder else None
    backup_failed = folder.failed_at() is not None if folder else None
    try:
        stored = read_stored_state(bootstrap.engine())
    except SQLAlchemyError:
        return State(is_database_up=False, backed_up_at=backed_up_at, backup_failed=backup_failed)
    return State(
        is_database_up=True,
        letters=stored.letters,
        digests=stored.digests,
        worked_at=stored.worked_at.get(HEARTBEAT),
        backed_up_at=backed_up_at,
        backup_failed=backup_failed,
    )
