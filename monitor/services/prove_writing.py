"""Proves that the database can be written to, by writing to it."""

from datetime import timedelta

from monitor.domain.errors import StorageBusyError
from monitor.services.context import Context

# Longer than a load balancer waits before it asks again.
_PROOF_LASTS = timedelta(minutes=1)


def can_write(context: Context, name: str) -> bool:
    """Tell whether the part of the product with this name can store something.

    While others keep the database locked there is no proof, and nothing is broken: who saves
    waits as well. Then it is enough that a minute ago it was possible, so that a short lock takes
    no process away from those who answer.

    Raises:
        StorageUnavailableError: the database cannot be reached, or its disk is full.
    """
    now = context.clock.now()
    try:
        with context.unit_of_work() as unit:
            unit.heartbeats.take_room()
            unit.heartbeats.beat(name, now)
            unit.commit()
    except StorageBusyError:
        with context.unit_of_work(reads_only=True) as unit:
            last_at = unit.heartbeats.last(name)
        return last_at is not None and abs(now - last_at) <= _PROOF_LASTS
    return True
