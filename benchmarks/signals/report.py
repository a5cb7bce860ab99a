"""Prints tables on the screen and writes them into a document between two marks."""

import re
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table as ScreenTable

from benchmarks.signals.tables import Table

START, END = "<!-- bench-signals:start -->", "<!-- bench-signals:end -->"


def print_tables(tables: Sequence[Table], console: Console) -> None:
    """Print tables on the screen."""
    for table in tables:
        shown = ScreenTable(title=table.title, box=box.SIMPLE, title_justify="left")
        for number, column in enumerate(table.columns):
            shown.add_column(column, justify="left" if number == 0 else "right")
        for row in table.rows:
            shown.add_row(*(cell.replace("**", "") for cell in row))
        console.print(shown)


def format_markdown(tables: Sequence[Table]) -> str:
    """Write tables in Markdown, each under its title."""
    return "\n\n".join(_format(table) for table in tables)


def replace_between_marks(path: Path, text: str) -> None:
    """Put a text between the two marks of a document; what stood there goes."""
    document = path.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(START)}.*{re.escape(END)}", re.DOTALL)
    if not pattern.search(document):
        raise ValueError(f"{path.name} has no marks {START} and {END}")
    block = f"{START}\n\n{text}\n\n{END}"
    path.write_text(pattern.sub(lambda _: block, document), encoding="utf-8")


def _format(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "\n".join([f"**{table.title}**", "", *("| " + " | ".join(row) + " |" for row in lines)])
