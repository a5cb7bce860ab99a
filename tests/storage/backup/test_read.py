import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup.manifest import MANIFEST, parse_manifest
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.seal import PLACE, seal
from monitor.storage.backup.write import name_of
from tests.factories import SECRET_KEY
from tests.storage.old_versions import RESPONSE, ROWS

MEBIBYTE = 1024 * 1024
OTHER_KEY = b"the key of another one, 32 and more"


def refusal_of(path: Path, key: bytes = SECRET_KEY) -> str:
    with pytest.raises(InvalidBackupError) as refused, open_backup(path, key):
        pass
    return str(refused.value)


def test_a_whole_backup_gives_its_rows(backup_file: Path) -> None:
    with open_backup(backup_file, SECRET_KEY) as backup:
        columns = backup.manifest.tables["response"].columns
        (batch,) = backup.batches_of("response")

    rows = [dict(zip(columns, row, strict=True)) for row in batch]
    assert sorted(row["key"] for row in rows) == sorted(row["key"] for row in ROWS["response"])
    assert {row["content"] for row in rows} == {RESPONSE}


@pytest.mark.parametrize("tenths", range(10))
def test_a_backup_that_was_cut_is_refused(tenths: int, backup_file: Path) -> None:
    content = backup_file.read_bytes()
    backup_file.write_bytes(content[: len(content) * tenths // 10])

    assert refusal_of(backup_file) in {BackupProblem.DAMAGED, BackupProblem.NO_BACKUP}


def test_a_backup_that_lacks_its_last_byte_is_refused(backup_file: Path) -> None:
    backup_file.write_bytes(backup_file.read_bytes()[:-1])

    assert refusal_of(backup_file) == BackupProblem.DAMAGED


def test_a_backup_with_any_byte_changed_is_refused(backup_file: Path) -> None:
    content = backup_file.read_bytes()
    chance = Random(1)  # noqa: S311 - Not for secrets.
    ends = [*range(64), *range(len(content) - 300, len(content))]

    for position in [*ends, *chance.sample(range(len(content)), 300)]:
        changed = bytearray(content)
        changed[position] ^= 1 << chance.randrange(8)
        backup_file.write_bytes(changed)
        assert refusal_of(backup_file)


def test_another_file_is_refused_as_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("A shopping list")

    assert refusal_of(other) == BackupProblem.NO_BACKUP


def test_somebody_without_the_key_cannot_change_a_backup(backup_file: Path) -> None:
    def rename(_name: str, text: bytes) -> bytes:
        return text.replace(b"Bo", b"Eve")

    make_again(backup_file, rename, OTHER_KEY)

    assert refusal_of(backup_file) == BackupProblem.CHANGED


def test_a_backup_whose_rows_are_not_those_it_speaks_of_is_refused(backup_file: Path) -> None:
    def lose_a_row(name: str, text: bytes) -> bytes:
        return b"".join(text.splitlines(keepends=True)[1:]) if "response" in name else text

    make_again(backup_file, lose_a_row, SECRET_KEY)

    assert refusal_of(backup_file) == BackupProblem.DAMAGED


def test_a_backup_of_a_newer_program_is_refused_as_such(backup_file: Path) -> None:
    def make_newer(name: str, text: bytes) -> bytes:
        if name != MANIFEST:
            return text
        return replace(parse_manifest(text), schema_version="9999").write()

    make_again(backup_file, make_newer, SECRET_KEY)

    assert refusal_of(backup_file) == BackupProblem.NEWER


def test_a_backup_of_an_installation_with_another_key_can_be_read(backup_file: Path) -> None:
    with open_backup(backup_file, OTHER_KEY) as backup:
        assert not backup.manifest.fits(OTHER_KEY)


@pytest.mark.parametrize("line", [b"{}", b"[]", b'"text"', b"[1", b"[" * 300_000], ids=len)
def test_a_line_that_is_no_row_of_its_table_is_refused(line: bytes, backup_file: Path) -> None:
    make_again(backup_file, lie_about_responses(line + b"\n"), OTHER_KEY)

    with open_backup(backup_file, OTHER_KEY) as backup, pytest.raises(InvalidBackupError):
        list(backup.batches_of("response"))


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    backup_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.storage.backup.read._LONGEST_LINE", MEBIBYTE)
    make_again(backup_file, lie_about_responses(b"1" * (32 * MEBIBYTE)), SECRET_KEY)

    tracemalloc.start()
    try:
        problem = refusal_of(backup_file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert problem == BackupProblem.DAMAGED
    assert most < 8 * MEBIBYTE


def test_a_line_as_long_as_the_bound_is_read_and_one_that_is_longer_is_not(
    backup_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_backup(backup_file, SECRET_KEY) as backup:
        columns = len(backup.manifest.tables["response"].columns)
    row = ["x" * 5000] * columns
    line = json.dumps(row).encode() + b"\n"
    make_again(backup_file, lie_about_responses(line), SECRET_KEY)

    monkeypatch.setattr("monitor.storage.backup.read._LONGEST_LINE", len(line))
    with open_backup(backup_file, SECRET_KEY) as backup:
        assert list(backup.batches_of("response")) == [[row]]
    monkeypatch.setattr("monitor.storage.backup.read._LONGEST_LINE", len(line) - 1)
    assert refusal_of(backup_file) == BackupProblem.DAMAGED


def test_of_a_manifest_that_swells_nothing_is_unpacked(backup_file: Path) -> None:
    def swell(name: str, text: bytes) -> bytes:
        return text + b" " * 2**21 if name == MANIFEST else text

    make_again(backup_file, swell, SECRET_KEY)

    assert refusal_of(backup_file) == BackupProblem.NO_BACKUP


def lie_about_responses(text: bytes) -> Callable[[str, bytes], bytes]:
    """Put one line in place of all responses, and a manifest that speaks of it."""

    def lie(name: str, before: bytes) -> bytes:
        if name == name_of("response"):
            return text
        if name != MANIFEST:
            return before
        manifest = parse_manifest(before)
        told = replace(manifest.tables["response"], rows=1, sha256=hashlib.sha256(text).hexdigest())
        return replace(manifest, tables={**manifest.tables, "response": told}).write()

    return lie


def make_again(path: Path, change: Callable[[str, bytes], bytes], key: bytes) -> None:
    """Write a backup anew with other contents, and seal it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name, change(name, text))
            archive.comment = PLACE
        seal(file, key)
