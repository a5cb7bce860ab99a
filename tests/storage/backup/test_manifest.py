import json

import pytest

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup.manifest import Manifest, TableContent, fingerprint, parse_manifest
from tests.factories import NOW, SECRET_KEY

MANIFEST = Manifest(
    made_at=NOW,
    product_version="0.1.0",
    schema_version="0007",
    key_fingerprint=fingerprint(SECRET_KEY),
    tables={"miss": TableContent(["address"], 2, "ab"), "round": TableContent(["id"], 3, "cd")},
    last_ids={"round": 9},
)


def test_what_was_written_is_read() -> None:
    assert parse_manifest(MANIFEST.write()) == MANIFEST
    assert MANIFEST.rows == 5


def test_a_manifest_of_a_newer_format_is_refused_as_such() -> None:
    newer = MANIFEST.write().replace(b'"format": 1', b'"format": 2')

    with pytest.raises(InvalidBackupError, match=BackupProblem.NEWER):
        parse_manifest(newer)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format": 1}', b'{"format": "x"}', b"\xff"])
def test_anything_else_is_no_manifest(text: bytes) -> None:
    with pytest.raises(InvalidBackupError, match=BackupProblem.NO_BACKUP):
        parse_manifest(text)


@pytest.mark.parametrize(
    "lie",
    [
        {"last_ids": {"round": 2**62}},
        {"last_ids": {"round": "9"}},
        {"last_ids": [9]},
        {"key_fingerprint": None},
        {"key_fingerprint": "\u00e9" * 32},
        {"schema_version": ["0007"]},
        {"made_at": "2026-11-22T10:00:00"},
        {"tables": {"round": {"columns": "id", "rows": 3, "sha256": "cd"}}},
        {"tables": {"round": {"columns": ["id"], "rows": "many", "sha256": "cd"}}},
        {"tables": []},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_cannot_be_true_is_none(lie: dict[str, object]) -> None:
    text = json.dumps({**json.loads(MANIFEST.write()), **lie}).encode()

    with pytest.raises(InvalidBackupError, match=BackupProblem.NO_BACKUP):
        parse_manifest(text)


def test_a_manifest_that_nests_without_end_is_none() -> None:
    with pytest.raises(InvalidBackupError, match=BackupProblem.NO_BACKUP):
        parse_manifest(b"[" * 300_000)


def test_the_fingerprint_does_not_show_the_key() -> None:
    assert SECRET_KEY.hex() not in fingerprint(SECRET_KEY)
    assert len(fingerprint(SECRET_KEY)) == 32
