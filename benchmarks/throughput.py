"""How fast a large file is read, grouped and analysed: ``python -m benchmarks.throughput``.

Every measurement runs in a process of its own, so that its memory can be told. DuckDB reads and
groups the same file in the same run, because only the two together say anything about another
machine.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv

from benchmarks.machine import describe_machine
from monitor.domain.analysis.cube import score_cube
from monitor.domain.analysis.engine import analyse
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.i18n.analysis_texts import write_flag_texts
from monitor.services.analyse.analysing import make_ground
from monitor.services.analyse.cubes import Core, make_batches
from monitor.services.analyse.grouping import Grouped
from monitor.services.analyse.loading import Request, load
from monitor.services.analyse.rows import COLUMNS, Source
from monitor.services.analyse.run import Work, analyse_parts
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires

ROUNDS = 20
PARTIES = ("initiative", "municipality")
PEOPLE = 6
SMALLEST, MODERATE, FULL = 100, 1_000, 10_000
_WRITTEN_AT_ONCE = 250
_ENGINE_AT_ONCE = 128
_DONT_KNOW_SHARE = 0.03
_MEBIBYTE_KIBIBYTES = 1024
_QUERY = """
    SELECT partnership, party, round, question, count(value), avg(value)
    FROM read_csv(?, header = true, columns = {
        'partnership': 'VARCHAR', 'party': 'VARCHAR', 'round': 'DATE', 'respondent': 'VARCHAR',
        'question': 'VARCHAR', 'value': 'TINYINT'
    })
    GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took."""

    seconds: float
    mebibytes: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure reading, grouping and analysing.")
    parser.add_argument("--full", action="store_true", help="up to 29 million answers")
    print(describe_machine())
    print_throughput(FULL if parser.parse_args().full else MODERATE)


def print_throughput(largest: int) -> None:
    """Measure files of growing size, up to so many partnerships, and print."""
    print(f"\nRead and group: {ROUNDS} rounds x {len(PARTIES)} parties x {PEOPLE} people")
    print("partnerships      rows    ours s  million/s     MiB  DuckDB s     MiB  ours / DuckDB")
    sizes = [size for size in (SMALLEST, MODERATE, FULL) if size <= largest]
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        paths = {size: Path(folder) / f"{size}.csv" for size in sizes}
        for size, path in paths.items():
            rows = write_answers(path, size)
            ours, duck = measure(read_and_group, path), measure(group_with_duckdb, path)
            print(
                f"{size:>12,}{rows:>10,}{ours.seconds:>10.2f}{rows / ours.seconds / 1e6:>11.1f}"
                f"{ours.mebibytes:>8.0f}{duck.seconds:>10.2f}{duck.mebibytes:>8.0f}"
                f"{ours.seconds / duck.seconds:>15.2f}"
            )
        print("\nAnalyse          engine, ms each     whole, ms each     whole s     MiB")
        for size, path in paths.items():
            engine, whole = measure(run_engine, path), measure(run_whole, path)
            print(
                f"{size:>12,}{engine.seconds / size * 1000:>20.2f}"
                f"{whole.seconds / size * 1000:>19.2f}{whole.seconds:>12.1f}"
                f"{whole.mebibytes:>8.0f}"
            )


def measure(task: Callable[[Path], float], path: Path) -> Cost:
    """Run a task in a new process; return the seconds it counted and the memory it came to."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_weigh, task, path).result()


def read_and_group(path: Path) -> float:
    """Read and group a file as the command does."""
    start = time.perf_counter()
    _load(path)
    return time.perf_counter() - start


def group_with_duckdb(path: Path) -> float:
    """Read and group the same file with DuckDB."""
    start = time.perf_counter()
    duckdb.execute(_QUERY, [str(path)]).fetchnumpy()
    return time.perf_counter() - start


def run_engine(path: Path) -> float:
    """Compute scores and findings only, in one process."""
    grouped = _load(path)
    core = Core.of(read_questionnaires()[CURRENT_VERSION])
    numbers = range(len(grouped.ids))
    seconds = 0.0
    for start in numbers[::_ENGINE_AT_ONCE]:
        for batch in make_batches(grouped, numbers[start : start + _ENGINE_AT_ONCE], core):
            started = time.perf_counter()
            analyse(score_cube(batch.cube), DEFAULT_VARIANCES)
            seconds += time.perf_counter() - started
    return seconds


def run_whole(path: Path) -> float:
    """Read, group, analyse, release with the audit and write, with a process for each core."""
    start = time.perf_counter()
    grouped = _load(path)
    work = Work(make_ground(_request(path)), write_flag_texts)
    for _ in analyse_parts(grouped, work, os.cpu_count() or 1):
        pass
    return time.perf_counter() - start


def write_answers(path: Path, partnerships: int) -> int:
    """Write quiet partnerships; return the number of rows."""
    random = np.random.default_rng(1)
    rows = 0
    with path.open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        for start in range(0, partnerships, _WRITTEN_AT_ONCE):
            table = _draw(random, start, min(_WRITTEN_AT_ONCE, partnerships - start))
            options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
            pyarrow.csv.write_csv(table, file, options)
            rows += len(table)
    return rows


def _draw(random: np.random.Generator, start: int, count: int) -> pa.Table:
    questions = [q.code for q in read_questionnaires()[CURRENT_VERSION].questions() if q.dimension]
    shape = (count, ROUNDS, len(PARTIES), PEOPLE, len(questions))
    people = random.normal(3.8, 0.6, (count, 1, len(PARTIES), PEOPLE, 1))
    values = np.clip(np.rint(people + random.normal(0, 0.7, shape)), 1, 5).astype(np.int64)
    values[random.random(shape) < _DONT_KNOW_SHARE] = 0
    partnership, round_, party, person, question = np.indices(shape).reshape(len(shape), -1)
    names = {
        "partnership": (partnership, [f"P{start + number:05}" for number in range(count)]),
        "party": (party, PARTIES),
        "round": (round_, list(_quarter_days())),
        "respondent": (
            (partnership * len(PARTIES) + party) * PEOPLE + person,
            [f"p{start:05}-{number}" for number in range(count * len(PARTIES) * PEOPLE)],
        ),
        "question": (question, questions),
        "value": (values.ravel(), ["", "1", "2", "3", "4", "5"]),
    }
    return pa.table(
        {
            name: pa.DictionaryArray.from_arrays(codes.astype(np.int32), pa.array(texts))
            for name, (codes, texts) in names.items()
        }
    ).cast(pa.schema([(name, pa.string()) for name in COLUMNS]))


def _quarter_days() -> Iterator[str]:
    for number in range(ROUNDS):
        yield f"{2020 + number // 4}-{3 * (number % 4) + 1:02}-15"


def _weigh(task: Callable[[Path], float], path: Path) -> Cost:
    seconds = task(path)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Of several children the largest is known; the others are taken to be as large.
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Cost(seconds, (own + child * (os.cpu_count() or 1)) / _MEBIBYTE_KIBIBYTES)


def _load(path: Path) -> Grouped:
    request = _request(path)
    return load(request, make_ground(request).questionnaire, lambda *_: None).grouped


def _request(path: Path) -> Request:
    return Request(Source.of_path(path))


if __name__ == "__main__":
    main()
