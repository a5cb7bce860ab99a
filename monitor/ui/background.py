"""Work that takes longer than a page may wait: done in the background, watched by one session."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

# Two sessions at a time; who comes third waits, so that the pages of others stay quick.
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="background")


class State(StrEnum):
    """How far a piece of work is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Pieces of work by name, done one after another in this order."""

    pieces: Mapping[str, "Future[T]"]

    def state_of(self, name: str) -> State:
        """Return how far a piece is; one that was dropped has failed."""
        piece = self.pieces[name]
        if not piece.done():
            return State.RUNNING if piece.running() else State.WAITING
        return State.FAILED if piece.cancelled() or piece.exception() else State.DONE

    def result_of(self, name: str) -> T:
        """Return what came of a piece that is done."""
        return self.pieces[name].result()

    def error_of(self, name: str) -> BaseException | None:
        """Return what went wrong with a piece that was begun and is over; None if nothing did."""
        piece = self.pieces[name]
        return None if piece.cancelled() else piece.exception()

    def list_done(self) -> Sequence[str]:
        """Return the names of the pieces that are done well."""
        return [name for name in self.pieces if self.state_of(name) is State.DONE]

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left to do."""
        return all(piece.done() for piece in self.pieces.values())

    def drop(self) -> None:
        """Leave out what was not begun."""
        for piece in self.pieces.values():
            piece.cancel()


def start(work: Mapping[str, Callable[[], T]]) -> Job[T]:
    """Begin pieces of work, one after another, and return at once."""
    pieces: dict[str, Future[T]] = {name: Future() for name in work}
    _POOL.submit(_do_all, work, pieces)
    return Job(pieces)


def _do_all(work: Mapping[str, Callable[[], T]], pieces: "Mapping[str, Future[T]]") -> None:
    for name, do in work.items():
        piece = pieces[name]
        if not piece.set_running_or_notify_cancel():
            continue
        try:
            piece.set_result(do())
        except Exception as error:  # Whoever watches is told, whatever it is.
            piece.set_exception(error)
