"""Reads a CSV file row by row, each with the line on which it begins."""

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper

from monitor.services.analyse.faults import Fault, FaultReason, Faults
from monitor.services.analyse.rows import OnBytes, Source

_REPORT_EVERY = 100_000
_NOT_UTF8 = "\udc80", "\udcff"  # What stands for a byte that is no text.

Line = tuple[int, Sequence[str]]


def read_lines(
    source: Source, columns: Sequence[str], faults: Faults, on_bytes: OnBytes
) -> Iterator[Line]:
    """Yield the cells of the wanted columns, in the order asked; what is wrong goes to ``faults``.

    The header may have the columns in any order, and others besides.
    """
    with source.open() as binary:
        text = TextIOWrapper(binary, "utf-8-sig", errors="surrogateescape", newline="")
        rows = _numbered(text, faults)
        header = next(rows, None)
        places = _find_columns(header, columns, faults)
        if header is None or places is None:
            return
        for count, (line, cells) in enumerate(rows):
            if len(cells) != len(header[1]):
                faults.add(Fault(line, FaultReason.COLUMNS, f"{len(cells)} / {len(header[1])}"))
            elif not _is_text(cells):
                faults.add(Fault(line, FaultReason.ENCODING))
            else:
                yield line, [cells[place] for place in places]
            if not count % _REPORT_EVERY:
                on_bytes(binary.tell())


def _numbered(text: TextIOWrapper, faults: Faults) -> Iterator[Line]:
    reader = csv.reader(text)
    line = 1
    try:
        for cells in reader:
            if cells:  # An empty line is no row.
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add(Fault(line, FaultReason.MALFORMED, str(error)))


def _find_columns(
    header: Line | None, columns: Sequence[str], faults: Faults
) -> Sequence[int] | None:
    if header is None:
        faults.add(Fault(1, FaultReason.EMPTY_FILE))
        return None
    line, names = header
    if any(names.count(name) != 1 for name in columns):
        found = ",".join(names).encode("utf-8", "replace").decode()
        faults.add(Fault(line, FaultReason.HEADER, found))
        return None
    return [names.index(name) for name in columns]


def _is_text(cells: Sequence[str]) -> bool:
    first, last = _NOT_UTF8
    return all(cell.isascii() or not any(first <= sign <= last for sign in cell) for cell in cells)
