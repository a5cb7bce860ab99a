"""Work that one process does at a time, on whichever machine it runs.

What may happen once is guarded by the database either way (ADR 12). This only keeps several
workers from going through everything side by side.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

# Any number that no other user of the same PostgreSQL database is likely to lock on.
_KIND = 7_205_316
_LARGEST_NUMBER = 2**31 - 1


@contextmanager
def take_turn(engine: Engine, name: str) -> Iterator[bool]:
    """Tell whether this process may do a kind of work now; False: another one is at it.

    PostgreSQL gives the turn to somebody else as soon as the connection that holds it ends,
    however its process ended. Processes that share an SQLite file are on one machine and let each
    other write in turn anyway: there everybody has a turn.
    """
    if engine.dialect.name == "sqlite":
        yield True
        return
    lock = {"kind": _KIND, "work": zlib.crc32(name.encode()) & _LARGEST_NUMBER}
    # A connection of its own, without a transaction that would keep others from tidying up.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        took = text("SELECT pg_try_advisory_lock(:kind, :work)")
        has_turn = bool(connection.scalar(took, lock))
        try:
            yield has_turn
        finally:
            if has_turn:
                connection.execute(text("SELECT pg_advisory_unlock(:kind, :work)"), lock)
