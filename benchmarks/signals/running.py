"""Runs studies on all cores, one process each, and shows how far they are."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.signals.study import Case, Engine, Outcome, study
from benchmarks.signals.worlds import Effort


def run_studies(cases: Sequence[Case], engine: Engine, effort: Effort) -> Sequence[Outcome]:
    """Study all cases and return what was measured, in the order of the cases."""
    cores = len(os.sched_getaffinity(0))
    done: dict[Case, Outcome] = {}
    columns = (
        TextColumn("{task.description:<34}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    work = partial(study, engine=engine, effort=effort)
    with Progress(*columns) as progress, ProcessPoolExecutor(cores) as pool:
        task = progress.add_task("simulating", total=len(cases))
        for future in as_completed([pool.submit(work, case) for case in cases]):
            outcome = future.result()
            done[outcome.case] = outcome
            progress.update(
                task, advance=1, description=f"{outcome.case.simulator}, {outcome.case.band}"
            )
    return [done[case] for case in cases]
