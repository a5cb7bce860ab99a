"""The seal at the end of a backup: a checksum of all of it, signed with the secret key.

It stands in the comment of the archive, which is the last thing in the file. So any byte that
changed and any cut is found, and who has the key can tell that nobody without it wrote the file.
"""

import hashlib
import hmac
import os
from typing import BinaryIO

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError

_MARK = b"monitor-seal:"
_DIGEST_LENGTH = 64
PLACE = _MARK + b"0" * 2 * _DIGEST_LENGTH
_CHUNK = 1 << 20


def seal(file: BinaryIO, key: bytes) -> None:
    """Put the seal in the place that was kept for it."""
    digest = _digest_before_seal(file)
    file.seek(-len(PLACE), os.SEEK_END)
    file.write(_MARK + digest.encode() + _sign(digest, key).encode())


def check_seal(file: BinaryIO) -> None:
    """Pass if the file is whole.

    Raises:
        InvalidBackupError: it is no backup, or not all of it as it was written.
    """
    if not _is_zip(file):
        raise InvalidBackupError(BackupProblem.NO_BACKUP)
    found = _read_seal(file)
    if not found.startswith(_MARK):
        raise InvalidBackupError(BackupProblem.DAMAGED)
    written = found.removeprefix(_MARK)[:_DIGEST_LENGTH]
    if not hmac.compare_digest(written, _digest_before_seal(file).encode()):
        raise InvalidBackupError(BackupProblem.DAMAGED)


def check_signature(file: BinaryIO, key: bytes) -> None:
    """Pass if the file was sealed with this key; :func:`check_seal` went before.

    Raises:
        InvalidBackupError: somebody without the key changed it.
    """
    found = _read_seal(file).removeprefix(_MARK)
    digest, signature = found[:_DIGEST_LENGTH], found[_DIGEST_LENGTH:]
    if not hmac.compare_digest(signature, _sign(digest.decode(), key).encode()):
        raise InvalidBackupError(BackupProblem.CHANGED)


def _is_zip(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(2) == b"PK"


def _read_seal(file: BinaryIO) -> bytes:
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - len(PLACE)))
    return file.read()


def _digest_before_seal(file: BinaryIO) -> str:
    left = file.seek(0, os.SEEK_END) - len(PLACE)
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(_CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _sign(digest: str, key: bytes) -> str:
    return hmac.new(key, f"seal of a backup|{digest}".encode(), hashlib.sha256).hexdigest()
