from pathlib import Path

from benchmarks.throughput import (
    group_with_duckdb,
    read_and_group,
    run_engine,
    run_whole,
    write_answers,
)
from monitor.services.analyse.rows import COLUMNS


def test_the_file_holds_every_answer_of_everybody(tmp_path: Path) -> None:
    rows = write_answers(tmp_path / "answers.csv", 2)

    header, *lines = (tmp_path / "answers.csv").read_text().splitlines()
    assert header == ",".join(COLUMNS)
    assert rows == len(lines) == 2 * 20 * 2 * 6 * 12
    assert len({line.rpartition(",")[0] for line in lines}) == rows


def test_everything_that_is_measured_runs(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    write_answers(path, 2)

    assert all(
        task(path) > 0 for task in (read_and_group, group_with_duckdb, run_engine, run_whole)
    )
