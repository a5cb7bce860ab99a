"""Being told to stop: what is begun is finished, what is not waits for the next time."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def told_to_stop() -> Iterator[Callable[[], bool]]:
    """Give what tells whether this process was asked to end; meanwhile it does not end at once."""
    stopping = Event()
    before = signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    try:
        yield stopping.is_set
    finally:
        signal.signal(signal.SIGTERM, before)
