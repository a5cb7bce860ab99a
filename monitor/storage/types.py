"""How values of the domain are kept in columns."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, String, Text, TypeDecorator

from monitor.domain.round import Quarter

ENUM_LENGTH = 20
# Sorted by its bytes in both databases; SQLite does so anyway.
SORTED_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: kept and returned in UTC; one without a time zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment without a time zone cannot be stored: {value}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC on the way out; SQLite keeps no time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class QuarterLabel(TypeDecorator[Quarter]):
    """A quarter, kept as its label ``2026-Q4``."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Quarter | None, _dialect: Dialect) -> str | None:
        """Write the label."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Quarter | None:
        """Read the label."""
        return None if value is None else Quarter.parse(value)


def enum_type(kind: type[StrEnum]) -> Enum:
    """Return the column type of an enum: its value as a short text, checked by the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=ENUM_LENGTH,
        name=f"known_{kind.__name__.lower()}",
        values_callable=_values,
    )


def _values(kind: type[Any]) -> list[str]:
    return [member.value for member in kind]
