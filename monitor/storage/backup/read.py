"""Reads a backup, after making sure that it is whole and was not changed."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup.manifest import MANIFEST, Manifest, TableContent, parse_manifest
from monitor.storage.backup.seal import check_seal, check_signature
from monitor.storage.backup.write import name_of
from monitor.storage.schema import known_versions

_BATCH = 500
_LARGEST_MANIFEST = 1024 * 1024
# Far beyond any row of ours, in which every text is bounded. A line without an end takes next to no
# room in an archive, and would fill the memory.
_LONGEST_LINE = 64 * 1024 * 1024
_CANNOT_READ = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Backup:
    """An open backup that was found to be whole."""

    manifest: Manifest
    _archive: zipfile.ZipFile

    def batches_of(self, table: str) -> Iterator[Sequence[Sequence[Any]]]:
        """Yield the rows of a table, some hundreds at a time, in the order of its columns.

        Raises:
            InvalidBackupError: a line is no row of them, or too long to be one.
        """
        columns = len(self.manifest.tables[table].columns)
        with self._archive.open(name_of(table)) as member:
            batch = []
            for line in _lines_of(member):
                batch.append(_read_row(line, columns))
                if len(batch) == _BATCH:
                    yield batch
                    batch = []
            if batch:
                yield batch


@contextmanager
def open_backup(path: Path, key: bytes) -> Iterator[Backup]:
    """Open a backup after looking at all of it.

    Raises:
        InvalidBackupError: it is no backup, not whole, was changed, or is of a newer program.
    """
    with path.open("rb") as file:
        check_seal(file)
        try:
            with zipfile.ZipFile(file) as archive:
                backup = Backup(_read_manifest(archive), archive)
                _check(file, backup, key)
                yield backup
        except zipfile.BadZipFile:
            raise InvalidBackupError(BackupProblem.DAMAGED) from None


def _lines_of(member: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a table's file; InvalidBackupError at one that is too long."""
    # An archive's own reader is slow when it is told where to stop.
    with io.BufferedReader(cast("io.RawIOBase", member)) as buffered:
        while line := buffered.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise InvalidBackupError(BackupProblem.DAMAGED)
            yield line


def _read_row(line: bytes, columns: int) -> Sequence[Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidBackupError(BackupProblem.DAMAGED) from None
    if not isinstance(row, list) or len(row) != columns:
        raise InvalidBackupError(BackupProblem.DAMAGED)
    return row


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Read the manifest, of which no more is unpacked than any backup of ours has."""
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise InvalidBackupError(BackupProblem.NO_BACKUP)
        return parse_manifest(archive.read(MANIFEST))
    except _CANNOT_READ:
        raise InvalidBackupError(BackupProblem.NO_BACKUP) from None


def _check(file: BinaryIO, backup: Backup, key: bytes) -> None:
    manifest = backup.manifest
    # Of an installation with another key nobody can tell whether it was changed.
    if manifest.fits(key):
        check_signature(file, key)
    if manifest.schema_version not in known_versions():
        raise InvalidBackupError(BackupProblem.NEWER)
    for name, content in manifest.tables.items():
        _check_table(backup, name, content)


def _check_table(backup: Backup, name: str, content: TableContent) -> None:
    digest, rows = hashlib.sha256(), 0
    try:
        with backup._archive.open(name_of(name)) as member:  # noqa: SLF001 - Of the same module.
            for line in _lines_of(member):
                digest.update(line)
                rows += 1
    except _CANNOT_READ:
        raise InvalidBackupError(BackupProblem.DAMAGED) from None
    if rows != content.rows or digest.hexdigest() != content.sha256:
        raise InvalidBackupError(BackupProblem.DAMAGED)
