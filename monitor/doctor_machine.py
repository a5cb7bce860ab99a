"""The part of the check-up that looks at the machine: files, clock, packages and backups."""

import os
import platform
import sqlite3
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from monitor import bootstrap
from monitor.backups import daily_folder
from monitor.i18n.formats import Formatter
from monitor.settings import ROOT, Settings
from monitor.storage.backup.folder import BackupFolder
from monitor.storage.state import read_clock, read_stored_state
from monitor.versions import DifferingPackage, find_differing_packages, read_product_version

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Signing in with a second factor fails at half a minute; deadlines of check-ins long after.
_LARGEST_DIFFERENCE = timedelta(seconds=10)
# One is made every night, and one may take its time.
_OLDEST_BACKUP = timedelta(hours=26)
# More would hide what matters.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: the texts are ``cli.doctor.<subject>.ok`` and ``.wrong``."""

    subject: str
    is_ok: bool
    values: Mapping[str, object] = field(default_factory=dict)


def examine_machine(settings: Settings) -> Sequence[Finding]:
    """Look at everything that does not need the right schema."""
    return [*_examine_database_file(settings), examine_packages(), *_examine_backups(settings)]


def is_private(path: Path) -> bool:
    """Tell whether a file is there and only its owner can read or change it."""
    return path.is_file() and not path.stat().st_mode & _OTHERS


def can_write_in(folder: Path) -> bool:
    """Tell whether files can be made in a folder, or the folder itself."""
    while not folder.exists():
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def examine_clock(settings: Settings) -> Finding:
    """Compare the clock with that of the database's server, and with what was done last."""
    now = datetime.now(UTC)
    try:
        there = read_clock(bootstrap.engine()) or now
        worked_at = read_stored_state(bootstrap.engine()).worked_at
    except SQLAlchemyError:
        return Finding("clock", is_ok=False, values={"moment": "-", "other": "-"})
    # What was done cannot lie ahead, unless the clock was set back since.
    other = max([there, *(at for at in worked_at.values() if at > now)])
    formatter = Formatter(settings.language, settings.zone)
    values = {"moment": formatter.moment(now), "other": formatter.moment(other)}
    return Finding("clock", is_ok=abs(other - now) <= _LARGEST_DIFFERENCE, values=values)


def examine_packages() -> Finding:
    """Compare what is installed with what this version was tested with."""
    differing = find_differing_packages(ROOT / "requirements.txt")
    values = {
        "product": read_product_version(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "streamlit": version("streamlit"),
        "packages": ", ".join(_describe(each) for each in differing[:MOST_NAMED]),
        "number": len(differing),
    }
    return Finding("versions", is_ok=not differing, values=values)


def _describe(package: DifferingPackage) -> str:
    return f"{package.name} {package.installed or '-'} ({package.pinned})"


def _examine_database_file(settings: Settings) -> Sequence[Finding]:
    path = settings.sqlite_path
    if path is None or not path.is_file():
        return []
    values = {"path": path, "folder": path.resolve().parent}
    return [
        Finding("database_file", is_ok=is_private(path), values=values),
        Finding("database_folder", is_ok=can_write_in(path.resolve().parent), values=values),
    ]


def _examine_backups(settings: Settings) -> Sequence[Finding]:
    folder = daily_folder(settings)
    if folder is None:
        return [Finding("backups_none", is_ok=True)]
    values = {"folder": folder.path}
    if not can_write_in(folder.path):
        return [Finding("backups_folder", is_ok=False, values=values)]
    return [_examine_newest(settings, folder), *_examine_failure(settings, folder)]


def _examine_newest(settings: Settings, folder: BackupFolder) -> Finding:
    now = datetime.now(UTC)
    newest = folder.newest(now)
    if newest is None:
        return Finding("backups_new", is_ok=False, values={"folder": folder.path})
    moment = Formatter(settings.language, settings.zone).moment(newest)
    values = {"folder": folder.path, "moment": moment}
    return Finding("backups", is_ok=now - newest <= _OLDEST_BACKUP, values=values)


def _examine_failure(settings: Settings, folder: BackupFolder) -> Sequence[Finding]:
    failed_at = folder.failed_at()
    if failed_at is None:
        return []
    moment = Formatter(settings.language, settings.zone).moment(failed_at)
    return [Finding("backups_failed", is_ok=False, values={"moment": moment})]
