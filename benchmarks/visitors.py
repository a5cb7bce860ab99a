"""People who look at the dashboards: each keeps to one process, and goes to another if it ends."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from websockets.exceptions import WebSocketException

from benchmarks.signed_in import Cookies
from benchmarks.viewer import look

_PAUSE_SECONDS = 0.25
_GONE = (OSError, EOFError, WebSocketException, TimeoutError)
# A page that is never finished counts as a line that is gone.
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Tour:
    """What the visitors do: which pages, for how long, and how long they look at each."""

    dashboards: Sequence[str]
    pages: Sequence[tuple[str, str]]
    seconds: float
    look_seconds: float


@dataclass(slots=True)
class Seen:
    """How long each page took, in seconds; ``moved``: visitors who had to go to another process.

    ``ended``: how often a line ended, or there was none to be had.
    """

    drawings: list[float] = field(default_factory=list)
    moved: int = 0
    ended: int = 0


def visit_all(tour: Tour, signed_in: Sequence[Cookies]) -> Seen:
    """Let everybody who is signed in go from page to page; in a process of its own."""
    return asyncio.run(_visit_all(tour, signed_in))


async def _visit_all(tour: Tour, signed_in: Sequence[Cookies]) -> Seen:
    until, seen = time.monotonic() + tour.seconds, Seen()
    await asyncio.gather(
        *(_visit(tour, cookies, number, until, seen) for number, cookies in enumerate(signed_in))
    )
    return seen


async def _visit(tour: Tour, cookies: Cookies, number: int, until: float, seen: Seen) -> None:
    # Not all at the same moment.
    await asyncio.sleep(tour.look_seconds * number / 25)
    steps, at, is_back = count(number), number, False
    while time.monotonic() < until:
        try:
            async with look(tour.dashboards[at % len(tour.dashboards)], cookies) as viewer:
                seen.moved += is_back
                while time.monotonic() < until:
                    page, query = tour.pages[next(steps) % len(tour.pages)]
                    async with asyncio.timeout(_PATIENCE_SECONDS):
                        drawing = await viewer.open(page, query)
                    seen.drawings.append(drawing.seconds)
                    await asyncio.sleep(tour.look_seconds)
        except _GONE:
            seen.ended += 1
            at, is_back = at + 1, True
            await asyncio.sleep(_PAUSE_SECONDS)
