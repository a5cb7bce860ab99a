"""Finds which tests and measurements hold which of the forty promises of docs/security.md.

``python -m tests.acceptance.held`` writes their names into the table of that document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from monitor.settings import ROOT
from tests.sources import python_files

DOCUMENT = ROOT / "docs" / "security.md"
# A comment of its own, above a function and its decorators.
_NUMBER = re.compile(r"# H(\d+)\.")
_FUNCTION = re.compile(r"(?:async )?def (\w+)")
_BETWEEN = re.compile(r"#|@|\)|\]|\s+\S")
_ROW = re.compile(r"(\| (\d+) \|[^|]*\|)([^|]*)\|")
_NAME = re.compile(r"`([\w/.]+::\w+)`")

Held = Mapping[int, Set[str]]


def held_by_code() -> Held:
    """Return ``file::function`` of all that name each number in the comment above them."""
    found: dict[int, set[str]] = defaultdict(set)
    for path in python_files("tests", "benchmarks"):
        place = path.relative_to(ROOT).as_posix()
        for number, function in numbers_of(path.read_text(encoding="utf-8")):
            found[number].add(f"{place}::{function}")
    return found


def numbers_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield every number with the function below it; ValueError when nothing is below it."""
    waiting: list[int] = []
    for line in source.splitlines():
        number, function = _NUMBER.fullmatch(line), _FUNCTION.match(line)
        if number:
            waiting.append(int(number[1]))
        elif function:
            yield from ((each, function[1]) for each in waiting)
            waiting = []
        elif waiting and not _BETWEEN.match(line):
            raise ValueError(f"Nothing is held by H{waiting[0]}, above: {line}")


def held_by_document() -> Held:
    """Return what the table of the document names for each number."""
    rows = map(_ROW.fullmatch, DOCUMENT.read_text(encoding="utf-8").splitlines())
    return {int(row[2]): set(_NAME.findall(row[3])) for row in rows if row}


def write_document() -> None:
    """Write what the code says into the table of the document."""
    held = held_by_code()

    def fill_in(row: re.Match[str]) -> str:
        cell = "<br>".join(f"`{name}`" for name in sorted(held[int(row[2])]))
        return f"{row[1]} {cell} |"

    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    written = [_ROW.sub(fill_in, line) if _ROW.fullmatch(line) else line for line in lines]
    DOCUMENT.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_document()
