"""What the files of meetings take of the processor, and of memory, made one after another.

The time of the processor, which other programs hardly change; on an idle machine people wait as
long.
"""

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.installation import SECRET_KEY
from monitor.bootstrap import build_context
from monitor.domain.partnership import Language
from monitor.domain.register.record import Authorship
from monitor.reports.pack.formats import PackFormat, make_file
from monitor.services.context import Context
from monitor.services.meeting.hold import begin_meeting, turn_key
from monitor.services.meeting.prepare import prepare_meeting, read_meetings
from monitor.services.meeting.read_pack import read_pack
from monitor.services.sample.load_sample import PortfolioSize, load_generated
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate

SIZES = (1, 10, 100)
_ROUNDS, _SEED = 12, 1
_READ = "read"


@dataclass(frozen=True, slots=True)
class _Measured:
    """Seconds of work on each pack, by what was made, and the most memory that the process had."""

    seconds: Mapping[str, Sequence[float]]
    sizes: Mapping[str, int]
    before_mebibytes: float
    peak_mebibytes: float

    @property
    def whole(self) -> float:
        """The middle of the times of whole packs."""
        return median(map(sum, zip(*self.seconds.values(), strict=True)))


def print_packs() -> None:
    """Make every file of 1, 10 and 100 meetings, each number in a process of its own, and print."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        measured = {size: _measure_apart(f"sqlite:///{folder}/{size}.db", size) for size in SIZES}
    title = "Whole packs, one after another"
    print(f"\n{title:<34}" + "".join(f"{size:>14}" for size in SIZES) + f"{'100 / 1':>10}")
    for name in (_READ, *PackFormat):
        middles = [1000 * median(each.seconds[name]) for each in measured.values()]
        size = measured[SIZES[-1]].sizes.get(name, 0) / 1024
        what = f"{name} (ms; {size:.0f} KiB)" if size else f"{name} (ms)"
        _print_row(what, middles)
    _print_row("a whole pack (ms)", [1000 * each.whole for each in measured.values()])
    _print_row("memory before (MiB)", [each.before_mebibytes for each in measured.values()])
    _print_row("most memory (MiB)", [each.peak_mebibytes for each in measured.values()])


def _print_row(what: str, figures: Sequence[float]) -> None:
    print(
        f"{what:<34}"
        + "".join(f"{each:>14.0f}" for each in figures)
        + f"{figures[-1] / figures[0]:>10.2f}"
    )


def _measure_apart(database_url: str, size: int) -> _Measured:
    _fill(database_url, size)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (database_url,))


def _fill(database_url: str, size: int) -> None:
    """Add partnerships with a meeting that showed everything."""
    context = _open(database_url)
    load_generated(context, PortfolioSize(size, _ROUNDS, _SEED), lambda _: None)
    written = Authorship("Benchmark", context.clock.now())
    with context.unit_of_work(reads_only=True) as uow:
        partnerships = uow.partnerships.list_all()
    for partnership in partnerships:
        plan = read_meetings(context, partnership.id).suggested
        if plan is not None:
            prepared = prepare_meeting(context, partnership.id, plan, Language.DUTCH, written)
            meeting = begin_meeting(context, prepared.id)
            for party in partnership.parties:
                turn_key(context, meeting.id, party.id, written)


def _measure(database_url: str) -> _Measured:
    context = _open(database_url)
    with context.unit_of_work(reads_only=True) as uow:
        ids = uow.partnerships.ids()
    before = _peak_mebibytes()
    seconds: dict[str, list[float]] = {name: [] for name in (_READ, *PackFormat)}
    sizes: dict[str, int] = {}
    for partnership_id in ids:
        began = time.process_time()
        pack = read_pack(context, partnership_id)
        seconds[_READ].append(time.process_time() - began)
        for each in PackFormat:
            began = time.process_time()
            file = make_file(pack, each, Language.DUTCH, context.time_zone, context.public_url)
            seconds[each].append(time.process_time() - began)
            sizes[each] = max(sizes.get(each, 0), len(file))
    return _Measured(seconds, sizes, before, _peak_mebibytes())


def _open(database_url: str) -> Context:
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY, sample=False)
    engine = make_engine(database_url)
    migrate(engine)
    return build_context(settings, engine)


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
