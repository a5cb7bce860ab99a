import io

import pytest

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup.seal import PLACE, check_seal, check_signature, seal

KEY, OTHER = b"the key of this installation, 32+", b"the key of another one, 32 and more"


def sealed(content: bytes = b"PK and whatever else") -> io.BytesIO:
    file = io.BytesIO(content + PLACE)
    seal(file, KEY)
    return file


def test_what_was_sealed_is_whole_and_ours() -> None:
    file = sealed()

    check(file)


def check(file: io.BytesIO) -> None:
    check_seal(file)
    check_signature(file, KEY)


@pytest.mark.parametrize("position", [2, 10, 21, 40, 100, -1])
def test_no_byte_changes_unnoticed(position: int) -> None:
    content = bytearray(sealed().getvalue())
    content[position] ^= 1
    file = io.BytesIO(content)

    with pytest.raises(InvalidBackupError):
        check(file)


def test_another_key_does_not_sign_alike() -> None:
    with pytest.raises(InvalidBackupError, match=BackupProblem.CHANGED):
        check_signature(sealed(), OTHER)


@pytest.mark.parametrize("content", [b"", b"P", b"hello", b"\x00" * 500])
def test_another_file_is_no_backup(content: bytes) -> None:
    with pytest.raises(InvalidBackupError, match=BackupProblem.NO_BACKUP):
        check_seal(io.BytesIO(content))
