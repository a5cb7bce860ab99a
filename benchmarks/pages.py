"""How fast the pages of the dashboard are drawn, however many partnerships there are.

The time of the server: from the request of a session until the page is complete, over a real
connection to a real process. What a browser adds is in :mod:`benchmarks.first_chart`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.installation import SECRET_KEY, run
from benchmarks.portfolio import ORIGINALS, QUARTERS, add_copies, add_originals
from benchmarks.viewer import Drawing, Viewer, look
from monitor.i18n.catalogue import translator
from monitor.settings import Settings

SIZES = (ORIGINALS, 1_000, 10_000)
SESSIONS = 25
_RUNS = 60
_WARM_UP = 5
_FILTERS = ("warm", "duurzaam", "gemeente", "")


@dataclass(frozen=True, slots=True)
class PageTimes:
    """What was drawn of each kind, with one number of partnerships."""

    drawings: Mapping[str, Sequence[Drawing]]


def print_page_times(databases: Mapping[str, str]) -> None:
    """Measure on each database, given by its name and address, and print."""
    for name, database_url in databases.items():
        settings = Settings(database_url=database_url, secret_key=SECRET_KEY, sample=False)
        context = add_originals(settings)
        with context.unit_of_work(reads_only=True) as uow:
            partnership_id = uow.partnerships.ids()[0]
        measured: dict[int, PageTimes] = {}
        for already, size in zip((0, *SIZES), SIZES, strict=False):
            if already:
                add_copies(settings, size, already)
            with run(settings, "dashboard") as running:
                measured[size] = asyncio.run(_measure(running.address, partnership_id))
        _print(name, measured)
        if name == "SQLite":
            with run(settings, "dashboard") as running:
                asyncio.run(_print_memory(running.address, running.process_id, partnership_id))


async def _measure(address: str, partnership_id: int) -> PageTimes:
    async with look(address) as viewer:
        label = translator(Settings().language)("pages.filter.search")
        return PageTimes(
            {
                "Overview, whole page": await _repeat(lambda _: viewer.open("")),
                "Overview, another filter": await _repeat(lambda n: _filter(viewer, label, n)),
                "Programme, whole page": await _repeat(lambda _: viewer.open("programme")),
                "Partnership, whole page": await _repeat(
                    lambda _: viewer.open("partnership", f"id={partnership_id}")
                ),
            }
        )


async def _filter(viewer: Viewer, label: str, number: int) -> Drawing:
    return await viewer.type_in(viewer.fields[label], _FILTERS[number % len(_FILTERS)])


async def _repeat(draw: Callable[[int], Awaitable[Drawing]]) -> Sequence[Drawing]:
    drawings = [await draw(number) for number in range(_WARM_UP + _RUNS)]
    return drawings[_WARM_UP:]


def _print(database: str, measured: Mapping[int, PageTimes]) -> None:
    sizes = "".join(f"{f'{size:,}':>18}" for size in measured)
    print(f"\n{f'{database}, {QUARTERS} quarters; partnerships':<38}{sizes}{'slower':>9}")
    smallest, largest = measured[SIZES[0]], measured[SIZES[-1]]
    for kind in smallest.drawings:
        cells = "".join(f"{_times(each.drawings[kind]):>18}" for each in measured.values())
        ratio = _percentile(largest.drawings[kind]) / _percentile(smallest.drawings[kind])
        print(f"{f'{kind} (ms, 95%)':<38}{cells}{ratio:>9.2f}")
    for kind, drawings in largest.drawings.items():
        elements = median(each.elements for each in drawings)
        size = median(each.size for each in drawings)
        print(f"{f'{kind}: elements, bytes':<38}{elements:>18.0f}{size:>18,.0f}")


def _times(drawings: Sequence[Drawing]) -> str:
    return f"{1000 * median(each.seconds for each in drawings):.0f}, {_percentile(drawings):.0f}"


def _percentile(drawings: Sequence[Drawing]) -> float:
    return 1000 * quantiles([each.seconds for each in drawings], n=20)[-1]


async def _print_memory(address: str, process_id: int, partnership_id: int) -> None:
    """Open sessions that each saw both pages, and print what the process holds then."""
    before = _resident_mebibytes(process_id)
    async with AsyncExitStack() as stack:
        for _ in range(SESSIONS):
            viewer = await stack.enter_async_context(look(address))
            await viewer.open("")
            await viewer.open("partnership", f"id={partnership_id}")
        after = _resident_mebibytes(process_id)
    print(f"\nMemory: {before:.0f} MiB at the start, {after:.0f} MiB with {SESSIONS} sessions")


def _resident_mebibytes(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
