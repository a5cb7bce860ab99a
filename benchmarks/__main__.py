"""Runs the measurements and prints them: ``python -m benchmarks``, one part by ``--only pages``."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browsing import Exchange
from benchmarks.crowd import measure_crowd, print_crowds
from benchmarks.durable_answers import CLIENTS, Load, answer_all, commit_bare, percentile
from benchmarks.export import MODERATE, print_exports
from benchmarks.first_chart import print_first_charts
from benchmarks.first_load import print_first_loads
from benchmarks.installation import count_sent, run_survey
from benchmarks.live_phones import measure_phones, print_phones
from benchmarks.machine import describe_machine
from benchmarks.machines import measure_machines, print_machines
from benchmarks.pack import print_packs
from benchmarks.page_weight import weigh_pages
from benchmarks.pages import print_page_times
from benchmarks.responsiveness import measure_pace, print_pace
from benchmarks.restart import measure_restarts, print_restarts
from benchmarks.soak import SESSIONS, measure_soak, print_soak
from benchmarks.throughput import SMALLEST, print_throughput
from tests.postgresql import run_postgresql

PARTNERSHIPS = 12
INVITED = 8 * PARTNERSHIPS
WORKERS = (1, 2)
_DATABASES = 14
# Which of the databases these are measured on.
_CROWD, _RESTART, _SOAK = 7, 8, 9
# Of PostgreSQL; the two before are measured on SQLite.
_MACHINES = slice(8, 10)
_PARTS = ("survey", "crowd", "restart", "pages", "soak", "machines", "export", "pack")


@dataclass(frozen=True, slots=True)
class Outcome:
    """All figures of one database."""

    bare_per_second: float
    load: Load
    sent: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", choices=_PARTS, help="measure one part only")
    parser.add_argument(
        "--sessions", type=int, default=SESSIONS, help="of the soak: opened and closed"
    )
    parser.add_argument(
        "--partnerships", type=int, default=MODERATE, help="of the largest export: 1000 or 10000"
    )
    arguments = parser.parse_args()
    wanted = {arguments.only} if arguments.only else set(_PARTS)
    print(describe_machine())
    with _empty_databases() as databases:
        _measure_parts(wanted, databases, arguments.sessions)
    if "export" in wanted:
        print_exports(arguments.partnerships)
    if "pack" in wanted:
        print_packs()


def _measure_parts(wanted: Set[str], databases: Mapping[str, Sequence[str]], sessions: int) -> None:
    if "pages" in wanted:
        print_page_times({name: urls[-1] for name, urls in databases.items()})
        print_first_charts(databases["SQLite"][-2])
    if "crowd" in wanted:
        print_crowds({name: measure_crowd(urls[_CROWD]) for name, urls in databases.items()})
    if "restart" in wanted:
        print_restarts(measure_restarts(databases["SQLite"][_RESTART]))
    if "soak" in wanted:
        print_soak(measure_soak(databases["SQLite"][_SOAK], sessions))
    if "machines" in wanted:
        print_machines(measure_machines(databases["PostgreSQL"][_MACHINES]))
    if "survey" in wanted:
        _measure_survey(databases)


def _measure_survey(databases: Mapping[str, Sequence[str]]) -> None:
    pages, first, busy, *_ = databases["SQLite"]
    _print_pages(pages)
    print_first_loads(first)
    pace = measure_pace(busy)
    outcomes = {
        f"{name} x {workers}": _measure(bare, survey, workers)
        for name, (_, _, _, bare_1, survey_1, bare_2, survey_2, *_) in databases.items()
        for workers, (bare, survey) in zip(
            WORKERS, ((bare_1, survey_1), (bare_2, survey_2)), strict=True
        )
    }
    crowds = {
        name: measure_phones(bare, survey) for name, (*_, bare, survey, _, _) in databases.items()
    }
    print_pace(pace)
    _print_load(outcomes)
    print_phones(crowds)
    # Larger files take minutes: `python -m benchmarks.throughput`.
    print_throughput(SMALLEST)
    is_anything_lost = any(crowd.lost for crowd in crowds.values())
    if is_anything_lost or any(
        each.load.failures or each.sent != INVITED for each in outcomes.values()
    ):
        sys.exit("Not everything was stored, so the figures above count for nothing.")


@contextmanager
def _empty_databases() -> Iterator[Mapping[str, Sequence[str]]]:
    """Give empty databases of each kind, made durable as for real use."""
    numbers = range(_DATABASES)
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder, run_postgresql() as server:
        server.execute("ALTER SYSTEM SET fsync = on")
        server.execute("SELECT pg_reload_conf()")
        with ExitStack() as stack:
            yield {
                "SQLite": [f"sqlite:///{Path(folder)}/{number}.db" for number in numbers],
                "PostgreSQL": [stack.enter_context(server.empty_database()) for _ in numbers],
            }


def _print_pages(database_url: str) -> None:
    with run_survey(database_url, partnerships=1) as installation:
        pages = weigh_pages(installation)
    print("\nSurvey page        bytes   requests")
    for page in pages:
        print(f"{page.name:<16}{page.size:>8}{page.requests:>11}")


def _measure(bare_url: str, survey_url: str, workers: int) -> Outcome:
    bare = commit_bare(bare_url)
    with run_survey(survey_url, partnerships=PARTNERSHIPS, workers=workers) as installation:
        load = answer_all(installation)
        return Outcome(bare, load, count_sent(installation))


def _print_load(outcomes: Mapping[str, Outcome]) -> None:
    tables = [_rows(outcome) for outcome in outcomes.values()]
    title = f"{INVITED} people, {CLIENTS} at once; x processes"
    print(f"\n{title:<38}" + "".join(map(_cell, outcomes)))
    for label in tables[0]:
        print(f"{label:<38}" + "".join(_cell(table[label]) for table in tables))


def _rows(outcome: Outcome) -> Mapping[str, str]:
    load = outcome.load
    reads = [each for each in load.exchanges if not each.is_post]
    return {
        "pages stored a second (GET + POST)": f"{load.durable_per_second:.0f}",
        "bare commits a second (the ceiling)": f"{outcome.bare_per_second:.0f}",
        "stored / bare": f"{load.durable_per_second / outcome.bare_per_second:.2f}",
        "GET, median and 95% (ms)": _times(reads),
        "POST, median and 95% (ms)": _times(load.posts),
        "responses sent": str(outcome.sent),
        "requests that failed": str(load.failures),
    }


def _times(exchanges: Sequence[Exchange]) -> str:
    return f"{percentile(exchanges, 50):.0f} / {percentile(exchanges, 95):.0f}"


def _cell(text: str) -> str:
    return f"{text:>16}"


if __name__ == "__main__":
    main()
