"""What the font can show is read from the font."""

import pytest

from monitor.reports.font_coverage import read_coverage
from monitor.reports.typesetting import FONTS

FONT = (FONTS / "SourceSans3.ttf").read_bytes()


@pytest.mark.parametrize("sign", ["a", "Z", "é", "ł", "ğ", "Ж", "λ", "–", "“", "≤", "€"])
def test_letters_of_european_names_and_our_own_signs_are_there(sign: str) -> None:
    assert ord(sign) in read_coverage(FONT)


@pytest.mark.parametrize("sign", ["漢", "م", "👩", "\x00"])
def test_signs_without_a_shape_are_not(sign: str) -> None:
    assert ord(sign) not in read_coverage(FONT)


def test_a_file_that_is_no_such_font_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        read_coverage(bytes(100))


def test_a_font_without_a_table_for_all_of_unicode_is_refused() -> None:
    # A font with one table, cmap, that holds no subtable.
    header = bytes.fromhex("00010000 0001 0000 0000 0000".replace(" ", ""))
    entry = b"cmap" + bytes(4) + (28).to_bytes(4) + (4).to_bytes(4)

    with pytest.raises(ValueError, match="all of Unicode"):
        read_coverage(header + entry + bytes(4))
