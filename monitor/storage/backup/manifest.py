"""What a backup says about itself."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError

FORMAT = 1
MANIFEST = "manifest.json"
_FINGERPRINT_LENGTH = 32
# What a key of PostgreSQL can be; of a higher one no next number could be given out.
_MOST = 2**31 - 1
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class TableContent:
    """One table: its columns in the order of every row, how many rows, and their SHA-256."""

    columns: Sequence[str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole backup. ``last_ids``: the last number that each table gave out, used or not.

    ``key_fingerprint`` tells whether a secret key is the one of then, and nothing else about it.
    """

    made_at: datetime
    product_version: str
    schema_version: str
    key_fingerprint: str
    tables: Mapping[str, TableContent]
    last_ids: Mapping[str, int]

    @property
    def rows(self) -> int:
        """Number of rows in all tables together."""
        return sum(table.rows for table in self.tables.values())

    def fits(self, key: bytes) -> bool:
        """Tell whether the links in this backup were made with a secret key."""
        return hmac.compare_digest(self.key_fingerprint, fingerprint(key))

    def write(self) -> bytes:
        """Return the manifest as it stands in the file."""
        content = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(content, indent=1).encode()


def fingerprint(key: bytes) -> str:
    """Return what shows that two keys are the same without showing the key."""
    digest = hmac.new(key, b"fingerprint of the key of a backup", hashlib.sha256)
    return digest.hexdigest()[:_FINGERPRINT_LENGTH]


def parse_manifest(text: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        InvalidBackupError: it is of a newer format, or no manifest.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        if content.pop("format") > FORMAT:
            raise InvalidBackupError(BackupProblem.NEWER)
        tables = {name: TableContent(**each) for name, each in content.pop("tables").items()}
        made_at = datetime.fromisoformat(content.pop("made_at"))
        manifest = Manifest(made_at=made_at, tables=tables, **content)
        if not _is_of_its_types(manifest):
            raise InvalidBackupError(BackupProblem.NO_BACKUP)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InvalidBackupError(BackupProblem.NO_BACKUP) from None
    return manifest


def _is_of_its_types(manifest: Manifest) -> bool:
    """Tell whether a manifest can be what a backup says: anybody may have written it."""
    return (
        isinstance(manifest.schema_version, str)
        and _FINGERPRINT.fullmatch(manifest.key_fingerprint) is not None
        and manifest.made_at.tzinfo is not None
        and all(_can_be_number(number) for number in manifest.last_ids.values())
        and all(_is_table(table) for table in manifest.tables.values())
    )


def _is_table(table: TableContent) -> bool:
    are_named = isinstance(table.columns, list) and all(
        isinstance(name, str) for name in table.columns
    )
    return are_named and _can_be_number(table.rows)


def _can_be_number(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= _MOST
