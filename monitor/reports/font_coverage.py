"""Which characters a font has a shape for, from its own table (OpenType, ``cmap``)."""

import struct
from collections.abc import Iterator, Set

_UNICODE_FULL = (3, 10)  # Platform and encoding: Windows, all of Unicode.
_SEGMENTS = 12  # The format of such a subtable: groups of characters in a row.


def read_coverage(font: bytes) -> Set[int]:
    """Return the code points that a font can show; ValueError if it has no full table."""
    start = _find_table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if (platform, encoding) == _UNICODE_FULL and form == _SEGMENTS:
            return frozenset(_read_groups(font, start + offset))
    raise ValueError("The font has no table for all of Unicode.")


def _find_table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"The font has no table {name!r}.")


def _read_groups(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    for index in range(count):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * index)
        yield from range(first, last + 1)
