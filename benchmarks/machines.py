"""Two of each process on one PostgreSQL, under load, while one of each is killed and comes back.

Beside it the same load on one process of each, with which a pilot begins. Nothing stands in for
the proxy: whoever asks chooses as it would (:mod:`benchmarks.front`, :mod:`benchmarks.visitors`).
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import quantiles

from sqlalchemy import text

from benchmarks.installation import Prepared, Running, prepare, run
from benchmarks.pages import resident_mebibytes
from benchmarks.spread_answers import Answered, Person, address_of, answer_at_pace
from benchmarks.visitors import Seen, Tour, visit_all
from monitor.domain.links import Token
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.context import Context
from monitor.storage.engine import make_engine
from tests.signing_in import cookies_for

SECONDS, PER_SECOND, SESSIONS = 60, 50, 25
LOOK_SECONDS = 4.0
# After so many seconds one of each is killed, and started again as systemd does (RestartSec).
KILLS = {"survey": 20.0, "dashboard": 40.0}
RESTART_SECONDS = 1
_PARTNERSHIPS = 12
_PARTS = ("survey", "dashboard")
_STEP_SECONDS = 0.5
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


@dataclass(slots=True)
class Site:
    """The processes that serve, until the stack is closed.

    ``memory``: of each, in MiB; ``connections``: to the database, most at one moment.
    """

    processes: dict[str, list[Running]]
    stack: ExitStack
    memory: Mapping[str, Sequence[float]] = field(default_factory=dict)
    connections: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """What became of everything that was asked; ``lost``: acknowledged answers not there."""

    answered: Answered
    seen: Seen
    site: Site
    lost: int


def measure_machines(database_urls: Sequence[str]) -> Mapping[str, Load]:
    """Measure one process of each, and two of each of which one is killed."""
    alone, together = database_urls
    return {
        "one of each": _measure(alone, processes=1, kills={}),
        "two, one killed": _measure(together, processes=2, kills=KILLS),
    }


def print_machines(measured: Mapping[str, Load]) -> None:
    """Print the figures side by side."""
    title = f"{PER_SECOND}/s and {SESSIONS} sessions, {SECONDS} s"
    print(f"\n{title:<46}" + "".join(f"{name:>24}" for name in measured))
    tables = [_rows(load) for load in measured.values()]
    for label in tables[0]:
        print(f"{label:<46}" + "".join(f"{table[label]:>24}" for table in tables))


def _rows(load: Load) -> Mapping[str, str]:
    paced, seen = load.answered.paced, load.seen
    slowest = quantiles(seen.drawings, n=20)[-1]
    middle = quantiles(seen.drawings, n=2)[0]
    return {
        "survey, 50% / 95% / 99% within (ms)": " / ".join(
            f"{paced.percentile(percent):.0f}" for percent in (50, 95, 99)
        ),
        "survey, requests": f"{len(paced.milliseconds):,}",
        "survey, failed (in flight at the kill)": str(paced.failures),
        "survey, saves acknowledged": f"{load.answered.saves:,}",
        "survey, acknowledged answers lost": str(load.lost),
        "dashboard, pages drawn": f"{len(seen.drawings):,}",
        "dashboard, 50% / 95% within (s)": f"{middle:.2f} / {slowest:.2f}",
        "dashboard, sessions that went to the other": str(seen.moved),
        **{
            f"{part}, memory of each (MiB)": " / ".join(f"{each:.0f}" for each in sizes)
            for part, sizes in load.site.memory.items()
        },
        "connections to PostgreSQL, at most": str(load.site.connections),
    }


def _measure(database_url: str, *, processes: int, kills: Mapping[str, float]) -> Load:
    with (
        prepare(database_url, partnerships=_PARTNERSHIPS, stories=True) as prepared,
        ExitStack() as stack,
    ):
        running = {
            part: [stack.enter_context(run(prepared.settings, part)) for _ in range(processes)]
            for part in _PARTS
        }
        site = Site(running, stack)
        answered, seen = _load(prepared, site, kills)
        site.memory = {
            part: [resident_mebibytes(each.process_id) for each in of_part]
            for part, of_part in running.items()
        }
        return Load(answered, seen, site, count_lost(prepared.context, answered.people))


def _load(prepared: Prepared, site: Site, kills: Mapping[str, float]) -> tuple[Answered, Seen]:
    """Let people answer, and others look, while things go wrong."""
    signed_in = [dict(cookies_for(prepared.settings.database_url)) for _ in range(SESSIONS)]
    pages = [("", ""), *((page, f"id={prepared.story}") for page in ("partnership", "checkins"))]
    dashboards = [each.address for each in site.processes["dashboard"]]
    surveys = [address_of(each.address) for each in site.processes["survey"]]
    # In a process of their own, so that those who answer are not kept waiting by their reading.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        warm_up = Tour(dashboards, pages, LOOK_SECONDS, LOOK_SECONDS)
        pool.submit(visit_all, warm_up, signed_in[: len(dashboards)]).result()
        tour = Tour(dashboards, pages, SECONDS, LOOK_SECONDS)
        visiting = pool.submit(visit_all, tour, signed_in)
        with ThreadPoolExecutor(len(kills) + 1) as aside:
            doing = [aside.submit(_watch_connections, prepared, site)]
            doing += [aside.submit(_replace, prepared, site, *each) for each in kills.items()]
            answered = answer_at_pace(
                surveys, prepared.paths, per_second=PER_SECOND, seconds=SECONDS
            )
            for each in doing:
                each.result()
        return answered, visiting.result()


def _replace(prepared: Prepared, site: Site, part: str, due: float) -> None:
    """Kill the first process of a part when it is due, and start it again."""
    time.sleep(due)
    killed = site.processes[part][0]
    os.kill(killed.process_id, signal.SIGKILL)
    time.sleep(RESTART_SECONDS)
    again = run(prepared.settings, part, port=address_of(killed.address)[1])
    site.processes[part][0] = site.stack.enter_context(again)


def _watch_connections(prepared: Prepared, site: Site) -> None:
    """Keep the largest number of connections that there were at one moment."""
    engine = make_engine(prepared.settings.database_url)
    for _ in range(round(SECONDS / _STEP_SECONDS)):
        time.sleep(_STEP_SECONDS)
        with engine.connect() as connection:
            number = connection.scalar(text(_CONNECTIONS)) or 0
        site.connections = max(site.connections, number)
    engine.dispose()


def count_lost(context: Context, people: Sequence[Person]) -> int:
    """Count the answers that the survey said it had stored, and that are not there."""
    lost = 0
    for person in people:
        token = Token(person.path.rpartition("/")[2])
        stored = read_checkin(context, token).response.answers
        lost += sum(str(stored.get(code)) != value for code, value in person.acknowledged.items())
    return lost
