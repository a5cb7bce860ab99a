"""Stops an address that asks for many links that do not exist: somebody may be guessing."""

import hmac
from collections.abc import Set
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from monitor.domain.errors import StorageUnavailableError
from monitor.services.context import Context

MISSES_A_MINUTE = 20
_MINUTE = 60
_KNOWN_FOR = timedelta(seconds=1)
# Whoever has one address of version 6 has all of these.
_OF_ONE_OWNER = 64


class MissLimit:
    """Knows which addresses get no answers for the rest of a minute.

    Every miss is counted in the database, so that of many at the same time, in any number of
    processes, exactly so many as are allowed are answered. Which addresses had too many in another
    process is asked once a second: until then only a link that exists would open for them.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._blocked: Set[str] = frozenset()
        self._asked_at = datetime.min.replace(tzinfo=UTC)

    def is_outdated(self) -> bool:
        """Tell whether the database is to be asked again."""
        return abs(self._context.clock.now() - self._asked_at) >= _KNOWN_FOR

    def ask(self) -> None:
        """Find out whom any process blocks. A database that is away blocks nobody else."""
        minute, _ = self._now()
        # First: the others that come meanwhile need not ask as well.
        self._asked_at = self._context.clock.now()
        with suppress(StorageUnavailableError), self._context.unit_of_work(reads_only=True) as uow:
            self._blocked = uow.misses.reached(MISSES_A_MINUTE, minute)

    def seconds_blocked(self, address: str) -> int:
        """Return for how long an address gets no answers, as far as is known here; 0 if it does."""
        minute, left = self._now()
        return left if self._blocked and self._hide(address, minute) in self._blocked else 0

    def note_miss(self, address: str) -> int:
        """Count one more miss of an address; return for how long it gets no answers, or 0.

        A database that is away blocks nobody.
        """
        minute, left = self._now()
        hidden = self._hide(address, minute)
        try:
            misses = self._count(hidden, minute)
        except StorageUnavailableError:
            return 0
        if misses >= MISSES_A_MINUTE:
            self._blocked |= {hidden}
        return left if misses > MISSES_A_MINUTE else 0

    def _count(self, hidden: str, minute: int) -> int:
        with self._context.unit_of_work() as uow:
            uow.misses.forget(minute)
            uow.misses.add(hidden, minute)
            misses = uow.misses.count(hidden, minute)
            uow.commit()
        return misses

    def _now(self) -> tuple[int, int]:
        """Return the number of this minute, and how many seconds are left of it."""
        minute, second = divmod(int(self._context.clock.now().timestamp()), _MINUTE)
        return minute, _MINUTE - second

    def _hide(self, address: str, minute: int) -> str:
        """Return what is known of an address: another text every minute, and never the address."""
        text = f"miss|{minute}|{owner_of(address)}"
        return hmac.digest(self._context.secret_key, text.encode(), "sha256")[:20].hex()


def owner_of(address: str) -> str:
    """Return an address, or the network that belongs to one owner with it."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, _OF_ONE_OWNER), strict=False))
