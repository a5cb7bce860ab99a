"""Makes the fonts of Streamlit's pages small: without the characters that our pages never show.

A character that is left out is not lost: browsers take it from the next font of the list.
"""

import io
from collections.abc import Iterator, Mapping, Set
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Letters of languages in Latin script, marks, arrows and signs.
_CHARACTERS = (
    range(0x0020, 0x0250),
    range(0x02B0, 0x0370),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20D0),
    range(0x2100, 0x2300),
    range(0x25A0, 0x2600),
)
# What a changed font may keep of its names: who made it, and under which licence.
_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14
_ICON_NAME = "abcdefghijklmnopqrstuvwxyz0123456789_"


def shrink_text_font(content: bytes) -> bytes:
    """Return a font (WOFF2) with the characters of Latin script only."""
    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=[code for codes in _CHARACTERS for code in codes])
    return _subset(TTFont(io.BytesIO(content)), subsetter)


def shrink_icon_font(content: bytes, names: Set[str]) -> bytes:
    """Return a font of icons (WOFF2) with the icons of these names only."""
    font = TTFont(io.BytesIO(content))
    shapes = font.getBestCmap()
    letters = {shapes[ord(letter)]: letter for letter in _ICON_NAME if ord(letter) in shapes}
    icons = {shape for name, shape in _ligatures(font, letters) if name in names}
    filled = {f"{shape}.fill" for shape in icons} & set(font.getGlyphOrder())
    options = _options()
    # Else every icon whose name can be written with the letters would be kept.
    options.layout_closure = False
    options.layout_features = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=letters.keys() | icons | filled)
    return _subset(font, subsetter)


def _options() -> Options:
    options = Options()
    options.name_IDs = [_COPYRIGHT, _LICENCE, _LICENCE_URL]
    options.hinting = False
    return options


def _ligatures(font: TTFont, letters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name of every icon with its shape: the font joins the letters of the name."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            # Large tables lie behind a pointer.
            joined: Mapping[str, list[Any]] = getattr(
                getattr(table, "ExtSubTable", table), "ligatures", {}
            )
            for first, ligatures in joined.items():
                for ligature in ligatures:
                    parts = [letters.get(part, "") for part in (first, *ligature.Component)]
                    yield "".join(parts), ligature.LigGlyph


def _subset(font: TTFont, subsetter: Subsetter) -> bytes:
    subsetter.subset(font)
    font.flavor = "woff2"
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
