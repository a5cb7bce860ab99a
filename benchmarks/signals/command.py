"""The command: which kinds and sizes to study, and where the results go."""

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.signals.figures import write_figures
from benchmarks.signals.pictures import draw_detection, draw_false_alarms
from benchmarks.signals.report import format_markdown, print_tables, replace_between_marks
from benchmarks.signals.running import run_studies
from benchmarks.signals.simulators import DEVELOPMENT, UNTOUCHED, WRONG_ON_PURPOSE
from benchmarks.signals.study import Case, Engine, Outcome
from benchmarks.signals.tables import (
    Table,
    tell_coverage,
    tell_deployed,
    tell_goals,
    tell_lead,
    tell_peers,
    tell_scenarios,
)
from benchmarks.signals.worlds import BANDS, Effort

_QUICK, _FULL = Effort(quiet=400, changing=60), Effort(quiet=500, changing=100)
_QUICK_BANDS, _WRONG_BANDS = ("3", "8"), ("3", "8")
_USUAL = "3"
_WIDTH = 150


def run(engine: Engine, argv: Sequence[str], root: Path) -> None:
    """Measure, print, and write the documents below ``root`` if asked to."""
    arguments = _parse(argv)
    kinds = [*DEVELOPMENT, *(UNTOUCHED if arguments.untouched else ())]
    bands = _QUICK_BANDS if arguments.quick else tuple(BANDS)
    cases = [Case(*pair) for pair in itertools.product(kinds, bands)]
    wrong = [] if arguments.quick else list(itertools.product(WRONG_ON_PURPOSE, _WRONG_BANDS))
    effort = _QUICK if arguments.quick else _FULL
    outcomes = run_studies([*cases, *(Case(*pair) for pair in wrong)], engine, effort)
    right, misspecified = outcomes[: len(cases)], outcomes[len(cases) :]
    tables = _tell(right, misspecified)
    print_tables(tables, Console(width=max(Console().width, _WIDTH)))
    if arguments.write:
        _write(root, right, tables, engine.version)


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.signals",
        description="Judge the signals on invented partnerships, beside simple rules.",
    )
    parser.add_argument("--quick", action="store_true", help="two sizes, few partnerships")
    parser.add_argument(
        "--untouched", action="store_true", help="also the kind kept out of development"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write docs/method.md, pictures and data/benchmark.json",
    )
    return parser.parse_args(argv)


def _tell(right: Sequence[Outcome], misspecified: Sequence[Outcome]) -> Sequence[Table]:
    tables = [
        tell_goals(right),
        *(tell_lead(right, is_linked=is_linked) for is_linked in (False, True)),
        *(tell_peers(right, is_linked=is_linked) for is_linked in (False, True)),
        tell_scenarios(right, _USUAL),
        tell_deployed(right),
        tell_coverage(right),
    ]
    if misspecified:
        tables += [tell_lead(misspecified, is_linked=is_linked) for is_linked in (False, True)]
    return tables


def _write(
    root: Path, outcomes: Sequence[Outcome], tables: Sequence[Table], engine_version: str
) -> None:
    images = root / "docs" / "images"
    pictures = {
        "signals-detection.svg": draw_detection(outcomes, _USUAL),
        "signals-false-alarms.svg": draw_false_alarms(outcomes),
    }
    for name, picture in pictures.items():
        (images / name).write_text(picture.drawing, encoding="utf-8")
    shown = "\n\n".join(f"![{picture.title}](images/{name})" for name, picture in pictures.items())
    text = f"Engine {engine_version}.\n\n{shown}\n\n{format_markdown(tables)}"
    replace_between_marks(root / "docs" / "method.md", text)
    write_figures(root / "data" / "benchmark.json", outcomes, engine_version)
