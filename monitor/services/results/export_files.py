"""The files of an export: their columns, safe cells, and who may read them."""

import csv
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

Cell = str | int | None

ANSWERS, MARKS, ADDITIONS, ASKED, CHOICES, COMMENTS, FORMS, INVITED, ROUNDS, PARTIES, QUESTIONS = (
    "answers.csv",
    "marks.csv",
    "additions.csv",
    "agreements.csv",
    "choices.csv",
    "comments.csv",
    "forms.csv",
    "invited.csv",
    "rounds.csv",
    "parties.csv",
    "codebook.csv",
)
CODEBOOK = "codebook.md"

_FORM = ("partnership", "party", "round", "respondent", "question")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    ANSWERS: (*_FORM, "value"),
    MARKS: (*_FORM, "value"),
    ADDITIONS: (*_FORM, "value"),
    ASKED: ("partnership", "party", "round", "question", "text"),
    CHOICES: (*_FORM, "choice"),
    COMMENTS: ("partnership", "round", "question", "audience", "comments", "text"),
    FORMS: ("partnership", "party", "round", "respondent", "is_paper"),
    INVITED: ("partnership", "party", "round", "invited"),
    ROUNDS: ("partnership", "round", "quarter", "version", "privacy", "is_short"),
    PARTIES: ("partnership", "name", "party", "organisation", "kind"),
    QUESTIONS: (
        "version", "question", "choice", "dimension", "kind", "answer_type", "lowest", "highest",
        "text_nl", "text_en",
    ),
}  # fmt: skip

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection): in a cell, or
# behind what parts cells where it expects another delimiter or does not mind the quotes.
_FORMULA_START = re.compile(r"^(?=[=+\-@\t\r\n\x00])|(?<=[;\"])(?=[=+\-@])|(?<=[\r\n])(?=[=@])")
_OWNER_ONLY = 0o600


class ExportFiles:
    """All CSV files of an export, open for writing in a folder, readable for their owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Make the folder and begin every file with its header."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opened:
            for name, columns in COLUMNS.items():
                file = opened.enter_context(_open_new(self._folder / name))
                self._writers[name] = csv.writer(file)
                self._writers[name].writerow(columns)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every file."""
        self._open.__exit__(kind, error, trace)

    def write(self, name: str, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Add rows to a file."""
        self._writers[name].writerows([defuse(cell) for cell in row] for row in rows)


def defuse(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs as a formula."""
    return _FORMULA_START.sub("'", cell) if isinstance(cell, str) else cell


def _open_new(path: Path) -> TextIO:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _OWNER_ONLY)
    # Also when the file was there already, with the rights of that time.
    os.fchmod(handle, _OWNER_ONLY)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")
