"""The difference between two versions of what people wrote down: field by field, word by word.

It compares lines of text, so that it fits every kind of record: who shows a record writes each
field of it as lines in the reader's language, a table with a line for each row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Words, the space between them, and every other sign by itself.
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, and what became of them."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a field. ``key``: what makes it the same row of a table though its words changed.

    A line of running text has no key.
    """

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line with its old words, its new words and those that stayed, in reading order."""

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The line as it was; empty if it was not there."""
        return "".join(piece.text for piece in self.pieces if piece.mark is not Mark.ADDED)

    @property
    def new(self) -> str:
        """The line as it is; empty if it is not there any more."""
        return "".join(piece.text for piece in self.pieces if piece.mark is not Mark.REMOVED)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that is not what it was, with all its lines."""

    field: str
    lines: tuple[LineDifference, ...]


Written = Mapping[str, Sequence[Line]]  # The lines of every field, in the order of the record.


def compare_records(old: Written, new: Written) -> Sequence[FieldDifference]:
    """Return the fields that differ, in the order of the new record."""
    names = [*new, *(name for name in old if name not in new)]
    return [
        FieldDifference(name, tuple(compare_lines(old.get(name, ()), new.get(name, ()))))
        for name in names
        if old.get(name, ()) != new.get(name, ())
    ]


def compare_lines(old: Sequence[Line], new: Sequence[Line]) -> Sequence[LineDifference]:
    """Return all lines of a field in reading order; rows with the same key are compared by word."""
    matcher = SequenceMatcher(
        a=[line.key or line.text for line in old],
        b=[line.key or line.text for line in new],
        autojunk=False,
    )
    return [
        difference
        for _, start, end, new_start, new_end in matcher.get_opcodes()
        for difference in _compare_block(old[start:end], new[new_start:new_end])
    ]


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of two texts as one: what was there only before, only now, or both times."""
    before, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(before[start:end]), Mark.SAME))
            continue
        pieces.append(Piece("".join(before[start:end]), Mark.REMOVED))
        pieces.append(Piece("".join(now[new_start:new_end]), Mark.ADDED))
    return tuple(_join_changes([piece for piece in pieces if piece.text]))


def _compare_block(old: Sequence[Line], new: Sequence[Line]) -> Iterator[LineDifference]:
    """Yield the lines of one stretch: paired off where they can be, else all old, then all new."""
    is_table = any(line.key for line in (*old, *new))
    are_rows_apart = is_table and [each.key for each in old] != [each.key for each in new]
    paired = 0 if are_rows_apart else min(len(old), len(new))
    for before, now in zip(old[:paired], new[:paired], strict=True):
        yield LineDifference(compare_words(before.text, now.text))
    for line in old[paired:]:
        yield LineDifference((Piece(line.text, Mark.REMOVED),))
    for line in new[paired:]:
        yield LineDifference((Piece(line.text, Mark.ADDED),))


def _join_changes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, with changes that only space keeps apart made into one change."""
    removed, added = "", ""
    for place, piece in enumerate(pieces):
        is_between = bool(removed or added) and not piece.text.strip() and place < len(pieces) - 1
        if piece.mark is Mark.SAME and not is_between:
            yield from _changed(removed, added)
            removed, added = "", ""
            yield piece
            continue
        removed += piece.text if piece.mark is not Mark.ADDED else ""
        added += piece.text if piece.mark is not Mark.REMOVED else ""
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(removed, Mark.REMOVED)
    if added:
        yield Piece(added, Mark.ADDED)
