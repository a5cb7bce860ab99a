"""Reads how many people were invited: a small file, so row by row."""

import re
from collections.abc import Iterator, Mapping, Sequence

from monitor.services.analyse.faults import Fault, FaultReason, Faults
from monitor.services.analyse.lines import read_lines
from monitor.services.analyse.rows import Source, parse_day

COLUMNS = ("partnership", "party", "round", "invited")
_REASONS = (
    FaultReason.NO_PARTNERSHIP,
    FaultReason.NO_PARTY,
    FaultReason.ROUND,
    FaultReason.INVITED,
)
_COUNT = re.compile(r"(\d{1,6})(\.0)?", re.ASCII)

Place = tuple[str, str, int]
Invitations = Mapping[Place, int]


def read_invitations(source: Source) -> tuple[Invitations, Faults]:
    """Read how many people of a partnership's party were invited to the round of a day.

    The same row twice counts once; where two contradict each other, neither counts.
    OSError if the file cannot be read.
    """
    faults = Faults(source.name)
    found: dict[Place, list[tuple[int, int]]] = {}
    for line, cells in read_lines(source, COLUMNS, faults, lambda _: None):
        parsed = _parse(cells)
        if isinstance(parsed, int):
            faults.add(Fault(line, _REASONS[parsed], cells[parsed]))
        else:
            place, invited = parsed
            found.setdefault(place, []).append((line, invited))
    for repeated in (rows for rows in found.values() if len(rows) > 1):
        for fault in _judge_repeated(repeated):
            faults.add(fault)
    if not found and not faults.total:
        faults.add(Fault(1, FaultReason.EMPTY_FILE))
    counts = {
        place: rows[0][1] for place, rows in found.items() if len({count for _, count in rows}) == 1
    }
    return counts, faults


def _judge_repeated(rows: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    first = rows[0][0]
    if len({invited for _, invited in rows}) > 1:
        for line, _ in rows:
            other = rows[1][0] if line == first else first
            yield Fault(line, FaultReason.CONTRADICTION, str(other))
    else:
        for line, _ in rows[1:]:
            yield Fault(line, FaultReason.DUPLICATE, str(first))


def _parse(cells: Sequence[str]) -> tuple[Place, int] | int:
    """Return what a row says, or the place of the cell that is wrong."""
    partnership, party, round_, invited = cells
    day, count = parse_day(round_), _COUNT.fullmatch(invited)
    if day is None or count is None or not partnership or not party:
        return [not partnership, not party, day is None, count is None].index(True)
    return (partnership, party, day), int(count[1])
