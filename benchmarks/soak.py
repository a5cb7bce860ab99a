"""Whether the dashboard keeps memory of sessions that are over: many are opened and closed.

Streamlit itself keeps the last sessions for a while, in case somebody comes back; so memory is
compared from when there have been more sessions than that.
"""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from benchmarks.installation import Running, prepare, run
from benchmarks.pages import resident_mebibytes
from benchmarks.signed_in import Cookies
from benchmarks.viewer import look
from tests.signing_in import cookies_for

SESSIONS = 600
PROMISED_GROWTH = 0.20
_AT_ONCE = 4
_SAMPLES = 10
_WARM_UP = 250  # More than the 128 sessions that Streamlit keeps.


@dataclass(frozen=True, slots=True)
class _Visit:
    """Where sessions look, who they are, and at which partnership."""

    running: Running
    cookies: Cookies
    story: int


@dataclass(frozen=True, slots=True)
class Soak:
    """How much memory the process had, in MiB, after so many sessions; and how long it all took."""

    memory: Sequence[tuple[int, float]]
    seconds: float

    @property
    def growth(self) -> float:
        """The share by which memory grew, from the end of the warming up."""
        return self.memory[-1][1] / self.memory[0][1] - 1


# H20.
def measure_soak(database_url: str, sessions: int) -> Soak:
    """Open and close so many sessions, each of which looks at a page."""
    with (
        prepare(database_url, partnerships=0, stories=True) as prepared,
        run(prepared.settings, "dashboard") as running,
    ):
        visit = _Visit(running, cookies_for(database_url), prepared.story)
        return asyncio.run(_soak(visit, sessions))


def print_soak(soak: Soak) -> None:
    """Print the memory on the way, and how much it grew."""
    print("\nSessions opened and closed" + "".join(f"{number:>8,}" for number, _ in soak.memory))
    print(f"{'Memory (MiB)':<26}" + "".join(f"{size:>8.0f}" for _, size in soak.memory))
    print(f"Growth {soak.growth:.1%}, at most {PROMISED_GROWTH:.0%}; {soak.seconds:.0f} s in all")


async def _soak(visit: _Visit, sessions: int) -> Soak:
    if sessions <= _WARM_UP:
        sys.exit(f"A soak needs more than {_WARM_UP} sessions.")
    began, numbers = time.perf_counter(), count()
    memory: list[tuple[int, float]] = []
    step = (sessions - _WARM_UP) // _SAMPLES or 1
    for goal in (_WARM_UP, *range(_WARM_UP + step, sessions + 1, step)):
        done = memory[-1][0] if memory else 0
        waiting = iter(range(goal - done))
        await asyncio.gather(*(_visit_all(visit, waiting, numbers) for _ in range(_AT_ONCE)))
        memory.append((goal, resident_mebibytes(visit.running.process_id)))
    return Soak(memory, time.perf_counter() - began)


async def _visit_all(visit: _Visit, waiting: Iterator[int], numbers: Iterator[int]) -> None:
    story = f"id={visit.story}"
    pages = (("", ""), ("partnership", story), ("checkins", story))
    for _ in waiting:
        async with look(visit.running.address, visit.cookies) as viewer:
            await viewer.open(*pages[next(numbers) % len(pages)])
