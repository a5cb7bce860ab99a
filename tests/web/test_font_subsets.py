"""Fonts keep what our pages show, and nothing else."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from streamlit.file_util import get_static_dir

from monitor.web.font_subsets import _ligatures, shrink_icon_font, shrink_text_font

FONTS = Path(get_static_dir()) / "static" / "media"


@pytest.fixture(scope="module")
def sans() -> bytes:
    return next(FONTS.glob("SourceSansVF-Upright*.woff2")).read_bytes()


@pytest.fixture(scope="module")
def small_sans(sans: bytes) -> TTFont:
    return TTFont(io.BytesIO(shrink_text_font(sans)))


@pytest.mark.parametrize("character", ["A", "é", "Ĳ", "ş", "ệ", "€", "“", "–", "→", "≥", "●"])
def test_a_text_font_keeps_the_characters_of_our_pages(small_sans: TTFont, character: str) -> None:
    assert ord(character) in small_sans.getBestCmap()


def test_a_text_font_loses_other_scripts_and_keeps_its_weights(
    sans: bytes, small_sans: TTFont
) -> None:
    whole = TTFont(io.BytesIO(sans))

    assert ord("Ж") in whole.getBestCmap()
    assert ord("Ж") not in small_sans.getBestCmap()
    assert [axis.axisTag for axis in small_sans["fvar"].axes] == ["wght"]


def test_a_changed_font_keeps_its_copyright_but_not_its_reserved_name(small_sans: TTFont) -> None:
    names = {record.nameID for record in small_sans["name"].names}

    assert 0 in names
    assert not names & {1, 4, 6, 16}


def test_an_icon_font_keeps_the_icons_that_are_named() -> None:
    font = next(FONTS.glob("MaterialSymbols*.woff2")).read_bytes()

    small = shrink_icon_font(font, {"search", "arrow_back", "no_such_icon"})

    assert names_of(font) > {"search", "arrow_back", "home"}
    assert names_of(small) == {"search", "arrow_back"}
    assert len(small) < len(font) / 10


def names_of(content: bytes) -> set[str]:
    """Return what can be written to get an icon."""
    font = TTFont(io.BytesIO(content))
    letters = {shape: chr(code) for code, shape in font.getBestCmap().items()}
    return {name for name, _ in _ligatures(font, letters)}
