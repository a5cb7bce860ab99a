"""The folder of an installation's backups: one is made a day, and old ones go."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from monitor.domain.backup import choose_outdated, find_newest, is_backup_due, name_backup
from monitor.domain.errors import BackupStoppedError
from monitor.storage.backup.write import PARTIAL, BackupOrder, write_backup

_LOCK = ".backup.lock"
_FAILED = ".backup.failed"
# A disk that is full now will be in a minute: trying costs everybody else their turn.
_PAUSE_AFTER_FAILURE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """Where backups are kept, and of how many days. ``zone``: in which a day begins."""

    path: Path
    keep_days: int
    zone: ZoneInfo

    def newest(self, now: datetime) -> datetime | None:
        """Return when the newest backup was made, or None."""
        return find_newest((path.name for path in self._files()), now)

    def failed_at(self) -> datetime | None:
        """Return when the last attempt failed; None if it did not."""
        try:
            return datetime.fromtimestamp((self.path / _FAILED).stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def back_up_when_due(self, engine: Engine, order: BackupOrder) -> Path | None:
        """Make the backup of this day unless it is there; None: nothing was to be done."""
        failed_at = self.failed_at()
        if failed_at is not None and order.made_at - failed_at < _PAUSE_AFTER_FAILURE:
            return None
        return self._back_up(engine, order, lambda: self._is_due(order.made_at))

    def back_up(self, engine: Engine, order: BackupOrder) -> Path | None:
        """Make a backup now; None: another process is making one."""
        return self._back_up(engine, order, lambda: True)

    def _back_up(
        self, engine: Engine, order: BackupOrder, is_wanted: Callable[[], bool]
    ) -> Path | None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock() as is_ours:
            if not is_ours or not is_wanted():
                return None
            path = self.path / name_backup(order.made_at)
            try:
                self._delete_drafts()
                write_backup(engine, path, order)
            except BackupStoppedError:
                raise
            except Exception:
                (self.path / _FAILED).touch(mode=0o600)
                raise
            (self.path / _FAILED).unlink(missing_ok=True)
            # Only now that there is one more.
            for name in choose_outdated(self._names(), self.keep_days, self.zone):
                (self.path / name).unlink(missing_ok=True)
        return path

    def _is_due(self, now: datetime) -> bool:
        return is_backup_due(self.newest(now), now, self.zone)

    def _names(self) -> list[str]:
        return [path.name for path in self._files()]

    def _files(self) -> Iterator[Path]:
        return self.path.iterdir() if self.path.is_dir() else iter(())

    def _delete_drafts(self) -> None:
        """Delete what a process that was killed left behind: nobody else writes here now."""
        for draft in self.path.glob(f".monitor-*{PARTIAL}"):
            draft.unlink(missing_ok=True)

    @contextmanager
    def _lock(self) -> Iterator[bool]:
        """Let one process at a time in; the system lets go when a process dies."""
        with (self.path / _LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
