"""Work in the background is done in order, tells how far it is, and tells what failed."""

import threading
from collections.abc import Callable
from concurrent.futures import wait

from monitor.ui import background
from monitor.ui.background import Job, State

PATIENCE_SECONDS = 30


def finish(job: Job[int]) -> Job[int]:
    wait(job.pieces.values(), timeout=PATIENCE_SECONDS)
    return job


def fail() -> int:
    raise RuntimeError("It went wrong.")


def test_every_piece_gives_its_result() -> None:
    job = finish(background.start({"one": lambda: 1, "two": lambda: 2}))

    assert job.is_over
    assert [job.result_of(name) for name in job.list_done()] == [1, 2]


def test_a_piece_that_fails_does_not_stop_the_others() -> None:
    job = finish(background.start({"one": fail, "two": lambda: 2}))

    assert [job.state_of(name) for name in ("one", "two")] == [State.FAILED, State.DONE]
    assert str(job.error_of("one")) == "It went wrong."
    assert job.error_of("two") is None
    assert job.list_done() == ["two"]


def test_it_tells_what_is_busy_and_what_waits() -> None:
    began, may_end = threading.Event(), threading.Event()
    job = background.start({"one": hold(began, may_end), "two": lambda: 2})
    assert began.wait(PATIENCE_SECONDS)

    states = [job.state_of(name) for name in ("one", "two")]
    was_over = job.is_over
    may_end.set()

    assert states == [State.RUNNING, State.WAITING]
    assert not was_over
    assert finish(job).is_over


def test_what_is_dropped_is_not_begun() -> None:
    began, may_end = threading.Event(), threading.Event()
    job = background.start({"one": hold(began, may_end), "two": lambda: 2})
    assert began.wait(PATIENCE_SECONDS)

    job.drop()
    may_end.set()
    finish(job)

    assert [job.state_of(name) for name in ("one", "two")] == [State.DONE, State.FAILED]
    assert job.error_of("two") is None


def hold(began: threading.Event, may_end: threading.Event) -> Callable[[], int]:
    """Return work that goes on until it may end."""

    def work() -> int:
        began.set()
        may_end.wait(PATIENCE_SECONDS)
        return 1

    return work
