"""Wrong passwords and codes: how many are borne before somebody has to wait."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

MOST_FAILURES = 10
WINDOW = timedelta(hours=1)
LOCK = timedelta(hours=1)


class Counted(StrEnum):
    """What failures are counted of."""

    ACCOUNT = "account"
    ADDRESS = "address"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Failures:
    """How often it went wrong since a moment. ``locked_until``: None while there is no lock."""

    count: int
    since: datetime
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Tell whether nothing is let through for now."""
        return self.locked_until is not None and now < self.locked_until

    def is_over(self, now: datetime) -> bool:
        """Tell whether it is forgotten what went wrong."""
        end = self.locked_until or self.since + WINDOW
        return now >= end

    def with_one_more(self, now: datetime) -> "Failures":
        """Return the same after another failure, which may be the one that locks."""
        if self.is_over(now):
            return Failures(1, now)
        count = self.count + 1
        locked_until = now + LOCK if count >= MOST_FAILURES else self.locked_until
        return replace(self, count=count, locked_until=locked_until)

    def with_one_less(self) -> "Failures":
        """Return the same for an attempt that was counted, but went well."""
        return replace(self, count=max(0, self.count - 1), locked_until=None)


def failure_key(secret_key: bytes, counted: Counted, text: str) -> str:
    """Compute under which name failures are stored: it gives away no address of anybody."""
    return hmac.digest(secret_key, f"failures|{counted}|{text}".encode(), "sha256").hex()
