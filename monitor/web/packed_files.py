"""What was packed of a folder of files, held in memory once it is known to be whole."""

import logging
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import anyio

from monitor.settings import ROOT
from monitor.web.packing import archive_name

# What is so old is of another version, or of a process that was stopped while it packed.
_LEFT_OVER_SECONDS = 60 * 60

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file as it is sent, and its validator for caches."""

    content: bytes
    etag: str


class PackedFiles:
    """The packed files of a folder; none until they were read or made."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache
        self._files: Mapping[str, PackedFile] = {}

    def find(self, encoding: str, path: str) -> PackedFile | None:
        """Return a file by its path below the folder, in one encoding."""
        return self._files.get(f"{encoding}/{path}")

    async def prepare(self) -> None:
        """Read what an earlier start has packed, or else pack anew in a process of its own.

        Whatever goes wrong, pages work: the files are then sent as they are.
        """
        try:
            name = await anyio.to_thread.run_sync(archive_name, self._folder)
            archive = self._cache / name
            if not await anyio.to_thread.run_sync(self._read, archive):
                await self._pack(archive)
                await anyio.to_thread.run_sync(self._read, archive)
        except (OSError, subprocess.SubprocessError):
            logger.exception("The files of the pages are not compressed.")

    async def _pack(self, archive: Path) -> None:
        command = [sys.executable, "-m", "monitor.web.packing", str(self._folder), str(archive)]
        await anyio.run_process(command, cwd=ROOT, stdout=None, stderr=None)
        for other in set(self._cache.glob("*.zip*")) - {archive}:
            if time.time() - other.stat().st_mtime > _LEFT_OVER_SECONDS:
                other.unlink(missing_ok=True)

    def _read(self, archive: Path) -> bool:
        """Take over an archive; False if there is none that is whole."""
        try:
            with ZipFile(archive) as packed:
                # Reading checks the checksum of an entry.
                contents = {name: packed.read(name) for name in packed.namelist()}
        except FileNotFoundError:
            return False
        except (BadZipFile, EOFError):
            logger.warning("%s is damaged and is made anew.", archive.name)
            return False
        self._files = {name: PackedFile(each, _etag(each)) for name, each in contents.items()}
        return True


def _etag(content: bytes) -> str:
    return f'"{sha256(content).hexdigest()[:32]}"'
