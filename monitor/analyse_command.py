"""The command ``analyse``: shows how far it is, and says what is wrong with which rows."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer
from rich.console import Console
from rich.progress import Progress

from monitor.i18n.analysis_texts import command_translator, write_flag_texts, write_note_texts
from monitor.i18n.catalogue import Translator
from monitor.services.analyse import rows
from monitor.services.analyse.analysing import Texts, analyse_answers
from monitor.services.analyse.faults import MOST_SHOWN, BadRowsError, Fault, Faults
from monitor.services.analyse.loading import OnProgress, Request, Stage

BAD_ROWS_EXIT = 2
_STEPS = 10  # Where nobody sees a bar move, a line is written after each tenth.


def run_analysis(request: Request, out: Path, *, shows_progress: bool) -> None:
    """Write the document; where rows are bad, say which on the error output and exit with 2."""
    t = command_translator()
    texts = Texts(write_flag_texts, write_note_texts)
    try:
        with _progress(t, is_wanted=shows_progress) as on_progress, _open_new(out) as file:
            loaded = analyse_answers(request, file, texts, on_progress)
    except BadRowsError as error:
        for line in describe_error(error.faults, t, is_skipping=request.skips_bad_rows):
            typer.echo(line, err=True)
        raise typer.Exit(BAD_ROWS_EXIT) from None
    for faults in (loaded.answer_faults, loaded.invited_faults):
        for line in _describe(faults, t, "analyse.skipped"):
            typer.echo(line, err=True)
    typer.echo(t("analyse.done", n=len(loaded.grouped.ids), file=out))


def describe_error(faults: Faults, t: Translator, *, is_skipping: bool) -> Iterator[str]:
    """Say what is wrong with the rows, and what to do about it."""
    yield from _describe(faults, t, "analyse.bad_rows")
    if is_skipping:
        yield t("analyse.nothing_left")
    elif not faults.is_fatal:
        yield t("analyse.skip_hint")


def _describe(faults: Faults, t: Translator, key: str) -> Iterator[str]:
    if not faults.total:
        return
    yield t(key, file=faults.file, n=faults.total)
    for fault in faults.first:
        yield "  " + _describe_fault(fault, t)
    if len(faults.first) == MOST_SHOWN:
        yield "  " + t("analyse.more", shown=MOST_SHOWN)


def _describe_fault(fault: Fault, t: Translator) -> str:
    columns = ",".join(rows.COLUMNS)
    reason = t(f"analyse.fault.{fault.reason.value}", detail=fault.detail, columns=columns)
    return t("analyse.fault.line", line=fault.line, reason=reason)


@contextmanager
def _progress(t: Translator, *, is_wanted: bool) -> Iterator[OnProgress]:
    console = Console(stderr=True)
    if console.is_terminal:
        with Progress(console=console) as bar:
            tasks = {
                stage: bar.add_task(t(f"analyse.progress.{stage.value}"), visible=False)
                for stage in Stage
            }
            yield lambda stage, done, total: bar.update(
                tasks[stage], completed=done, total=total, visible=True
            )
    elif is_wanted:
        yield _Lines(t).report
    else:
        yield lambda _stage, _done, _total: None


class _Lines:
    """Progress as lines, for a log."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._last = (Stage.READING, -1)

    def report(self, stage: Stage, done: int, total: int) -> None:
        """Write a line after each tenth of a stage."""
        step = _STEPS * done // max(total, 1)
        if (stage, step) == self._last:
            return
        self._last = stage, step
        what = self._t(f"analyse.progress.{stage.value}")
        percent = f"{100 * done // max(total, 1)}%"
        sys.stderr.write(self._t("analyse.progress.line", what=what, percent=percent) + "\n")


@contextmanager
def _open_new(path: Path) -> Iterator[BinaryIO]:
    """Open a file that appears under its name once it is complete; a pipe is written at once."""
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
