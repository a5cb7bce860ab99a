"""How fast the survey answers while people look at the dashboard, in one process and in two."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from benchmarks.busy_dashboard import keep_busy
from benchmarks.installation import Prepared, prepare, serve
from benchmarks.open_loop import Paced, ask_at_pace
from tests.signing_in import cookies_for

PER_SECOND = 50
SECONDS = 10
SESSIONS = 8
PROMISED_MILLISECONDS = 50
_PARTNERSHIPS = 12
_ONE, _TWO = "one process", "two processes"


@dataclass(frozen=True, slots=True)
class Pace:
    """The answering times with an idle dashboard and with a busy one."""

    idle: Paced
    busy: Paced


# H18.
def measure_pace(database_url: str) -> Mapping[str, Pace]:
    """Measure the survey inside the dashboard's process, and beside it."""
    with prepare(database_url, partnerships=_PARTNERSHIPS, stories=True) as prepared:
        return {
            name: _measure(prepared, parts)
            for name, parts in ((_ONE, [""]), (_TWO, ["survey", "dashboard"]))
        }


def print_pace(measured: Mapping[str, Pace]) -> None:
    """Print the answering times side by side."""
    title = f"Survey at {PER_SECOND}/s (ms; 95% at most {PROMISED_MILLISECONDS})"
    print(f"\n{title:<38}" + "".join(f"{name:>16}" for name in measured))
    for label, busy in (("idle", False), (f"{SESSIONS} dashboard sessions draw", True)):
        found = [each.busy if busy else each.idle for each in measured.values()]
        for percent in (50, 95):
            cells = "".join(f"{each.percentile(percent):>16.1f}" for each in found)
            print(f"{f'{label}, {percent}%':<38}{cells}")
        print(f"{f'{label}, failed':<38}" + "".join(f"{each.failures:>16}" for each in found))


def _measure(prepared: Prepared, parts: Sequence[str]) -> Pace:
    with _running(prepared, parts) as (survey, dashboard):
        links = prepared.links_at(survey)
        idle = ask_at_pace(links, per_second=PER_SECOND, seconds=SECONDS)
        cookies = cookies_for(prepared.settings.database_url)
        with keep_busy(dashboard, cookies, prepared.story, sessions=SESSIONS):
            busy = ask_at_pace(links, per_second=PER_SECOND, seconds=SECONDS)
    return Pace(idle, busy)


@contextmanager
def _running(prepared: Prepared, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Start the parts; give the addresses of the survey and of the dashboard."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(serve(prepared.settings, part)) for part in parts]
        yield addresses[0], addresses[-1]
