"""Stops an address that asks for many links that do not exist: somebody may be guessing."""

import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from monitor.domain.errors import StorageUnavailableError
from monitor.services.context import Context

MISSES_A_MINUTE = 20
_MINUTE = 60
# Whoever has one address of version 6 has all of these.
_OF_ONE_OWNER = 64


def seconds_blocked(context: Context, address: str) -> int:
    """Return for how long an address gets no answers; 0 if it does.

    A database that is away blocks nobody.
    """
    minute, left = _now(context)
    try:
        with context.unit_of_work(reads_only=True) as uow:
            misses = uow.misses.count(_hide(context, address, minute), minute)
    except StorageUnavailableError:
        return 0
    return left if misses >= MISSES_A_MINUTE else 0


def note_miss(context: Context, address: str) -> int:
    """Count one more miss of an address; return for how long it gets no answers, or 0.

    Of many at the same time, in any number of processes, exactly so many as are allowed get 0.
    """
    minute, left = _now(context)
    hidden = _hide(context, address, minute)
    try:
        with context.unit_of_work() as uow:
            uow.misses.forget(minute)
            uow.misses.add(hidden, minute)
            misses = uow.misses.count(hidden, minute)
            uow.commit()
    except StorageUnavailableError:
        return 0
    return left if misses > MISSES_A_MINUTE else 0


def _now(context: Context) -> tuple[int, int]:
    """Return the number of this minute, and how many seconds are left of it."""
    minute, second = divmod(int(context.clock.now().timestamp()), _MINUTE)
    return minute, _MINUTE - second


def _hide(context: Context, address: str, minute: int) -> str:
    """Return what is stored of an address: another text every minute, and never the address."""
    text = f"miss|{minute}|{owner_of(address)}"
    return hmac.digest(context.secret_key, text.encode(), "sha256")[:20].hex()


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
