"""How long the survey is away after it was killed in the middle of its work."""

import os
import signal
import time
from collections.abc import Sequence
from statistics import median

from benchmarks.installation import prepare, run
from benchmarks.open_loop import ask_at_pace

KILLS = 10
PROMISED_SECONDS = 3
_PARTNERSHIPS = 4
_PER_SECOND, _SECONDS = 30, 1


# H3.
def measure_restarts(database_url: str) -> Sequence[float]:
    """Kill the survey again and again while it has unfinished work in its log; time each start."""
    seconds = []
    with prepare(database_url, partnerships=_PARTNERSHIPS) as prepared:
        for _ in range(KILLS):
            began = time.perf_counter()
            with run(prepared.settings, "survey") as running:
                seconds.append(time.perf_counter() - began)
                links = prepared.links_at(running.address)
                ask_at_pace(links, per_second=_PER_SECOND, seconds=_SECONDS)
                os.kill(running.process_id, signal.SIGKILL)
    return seconds


def print_restarts(seconds: Sequence[float]) -> None:
    """Print the middle one and the slowest."""
    title = f"Start after a kill (s; at most {PROMISED_SECONDS})"
    print(f"\n{title:<38}{'middle':>16}{'slowest':>16}")
    print(f"{f'{len(seconds)} times':<38}{median(seconds):>16.2f}{max(seconds):>16.2f}")
