"""How fast the pages of the dashboard are drawn, however many partnerships there are.

The time of the server: from the request of a session until the page is complete, over a real
connection to a real process; and of that what the process itself worked, which other programs
hardly change. What a browser adds is in :mod:`benchmarks.first_chart`.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.installation import SECRET_KEY, Running, run
from benchmarks.portfolio import ORIGINALS, QUARTERS, add_copies, add_originals
from benchmarks.signed_in import Cookies
from benchmarks.viewer import Drawing, Viewer, look
from monitor.i18n.catalogue import translator
from monitor.settings import Settings
from tests.signing_in import cookies_for

SIZES = (ORIGINALS, 1_000, 10_000)
SESSIONS = 25
_RUNS = 60
_WARM_UP = 5
_COLD = "Overview, whole page"
_FILTERS = ("warm", "duurzaam", "gemeente", "")


@dataclass(frozen=True, slots=True)
class PageTimes:
    """How one kind of page was drawn; ``worked``: seconds of the processor for one of them.

    ``first``: milliseconds of the very first one that the process drew.
    """

    drawings: Sequence[Drawing]
    worked: float
    first: float

    @property
    def slowest(self) -> float:
        """Milliseconds within which 95% were drawn."""
        return 1000 * quantiles([each.seconds for each in self.drawings], n=20)[-1]

    def __str__(self) -> str:
        """Write the median, the 95% and the work, in milliseconds."""
        middle = 1000 * median(each.seconds for each in self.drawings)
        return f"{middle:.0f} / {self.slowest:.0f} / {1000 * self.worked:.0f}"


Measured = Mapping[str, PageTimes]


# H17.
def print_page_times(databases: Mapping[str, str]) -> None:
    """Measure on each database, given by its name and address, and print."""
    for name, database_url in databases.items():
        settings = Settings(database_url=database_url, secret_key=SECRET_KEY, sample=False)
        context = add_originals(settings)
        with context.unit_of_work(reads_only=True) as uow:
            partnership_id = uow.partnerships.ids()[0]
        measured: dict[int, Measured] = {}
        for already, size in zip((0, *SIZES), SIZES, strict=False):
            if already:
                add_copies(settings, size, already)
            with run(settings, "dashboard") as running:
                cookies = cookies_for(database_url)
                measured[size] = asyncio.run(_measure(running, cookies, partnership_id))
        _print(name, measured)
        if name == "SQLite":
            with run(settings, "dashboard") as running:
                cookies = cookies_for(database_url)
                asyncio.run(_print_memory(running, cookies, partnership_id))


async def _measure(running: Running, cookies: Cookies, partnership_id: int) -> Measured:
    label = translator(Settings().language)("pages.filter.search")
    async with look(running.address, cookies) as viewer:
        kinds: dict[str, Callable[[int], Awaitable[Drawing]]] = {
            _COLD: lambda _: viewer.open(""),
            "Overview, another filter": lambda number: _filter(viewer, label, number),
            "Programme, whole page": lambda _: viewer.open("programme"),
            "Partnership, whole page": lambda _: viewer.open("partnership", f"id={partnership_id}"),
        }
        return {name: await _repeat(draw, running.process_id) for name, draw in kinds.items()}


async def _filter(viewer: Viewer, label: str, number: int) -> Drawing:
    return await viewer.type_in(viewer.fields[label], _FILTERS[number % len(_FILTERS)])


async def _repeat(draw: Callable[[int], Awaitable[Drawing]], process_id: int) -> PageTimes:
    first = 1000 * (await draw(0)).seconds
    for number in range(_WARM_UP):
        await draw(number)
    before = _seconds_worked(process_id)
    drawings = [await draw(number) for number in range(_RUNS)]
    return PageTimes(drawings, (_seconds_worked(process_id) - before) / _RUNS, first)


def _print(database: str, measured: Mapping[int, Measured]) -> None:
    sizes = "".join(f"{f'{size:,}':>18}" for size in measured)
    print(f"\n{f'{database}, {QUARTERS} quarters; partnerships':<42}{sizes}{'slower':>9}")
    print("Median / 95% / work of the processor (ms); slower: by the 95%, by the work")
    smallest, largest = measured[SIZES[0]], measured[SIZES[-1]]
    for kind, least in smallest.items():
        most = largest[kind]
        cells = "".join(f"{each[kind]!s:>18}" for each in measured.values())
        ratios = f"{most.slowest / least.slowest:>9.2f}{most.worked / least.worked:>7.2f}"
        print(f"{kind:<42}{cells}{ratios}")
    cold = "".join(f"{each[_COLD].first:>18.0f}" for each in measured.values())
    print(f"{f'{_COLD}, first after a start (ms)':<42}{cold}")
    for kind, times in largest.items():
        elements = median(each.elements for each in times.drawings)
        size = median(each.size for each in times.drawings)
        print(f"{f'{kind}: elements, bytes':<42}{elements:>18.0f}{size:>18,.0f}")


async def _print_memory(running: Running, cookies: Cookies, partnership_id: int) -> None:
    """Open sessions that each saw both pages, and print what the process holds then."""
    before = resident_mebibytes(running.process_id)
    async with AsyncExitStack() as stack:
        for _ in range(SESSIONS):
            viewer = await stack.enter_async_context(look(running.address, cookies))
            await viewer.open("")
            await viewer.open("partnership", f"id={partnership_id}")
        after = resident_mebibytes(running.process_id)
    print(f"\nMemory: {before:.0f} MiB at the start, {after:.0f} MiB with {SESSIONS} sessions")


def resident_mebibytes(process_id: int) -> float:
    """Return how much memory a process has, as Linux counts it."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _seconds_worked(process_id: int) -> float:
    """Return how long the processor worked for a process, as Linux counts it."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
