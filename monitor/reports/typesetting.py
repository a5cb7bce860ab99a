"""Typesets PDF files from data, off-line and the same every time, tagged for PDF/UA-1."""

import functools
import json
import unicodedata
from collections.abc import Mapping, Sequence, Set
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import typst

from monitor.reports.font_coverage import read_coverage

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
_FONT = FONTS / "SourceSans3.ttf"
_UNKNOWN_SIGN = "?"
_LONGEST_PIECE = 24  # Of a word: a longer one may be broken anywhere.
_BREAK_HERE = "\u200b"

# Text is printed; bytes are passed on as they are, for addresses and pictures.
Data: TypeAlias = "str | bytes | int | bool | Sequence[Data] | Mapping[str, Data] | None"


class Paper(StrEnum):
    """The size of a sheet. On A3 everything is larger, for a wall or for weak eyes."""

    A4 = "a4"
    A3 = "a3"


def typeset(template: str, data: Mapping[str, Data], paper: Paper) -> bytes:
    """Return the PDF of a template; nothing in the data is ever read as markup."""
    inputs = {"data": json.dumps(_print(data)), "paper": paper.value}
    file: bytes = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
    )
    return file


def fit_to_font(text: str) -> str:
    """Return a text as it can be printed: what the font lacks is a question mark.

    A sign that is missing would make the whole file invalid; signs without a shape are dropped.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    visible = [each for each in composed if unicodedata.category(each)[0] != "C"]
    known = "".join(each if ord(each) in _coverage() else _UNKNOWN_SIGN for each in visible)
    return " ".join(_soften(word) for word in known.split(" "))


def _print(value: Data) -> Data:
    if isinstance(value, str):
        return fit_to_font(value)
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, Mapping):
        return {key: _print(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_print(each) for each in value]
    return value


def _soften(word: str) -> str:
    """Let a word that is too long for a line be broken."""
    places = range(0, len(word), _LONGEST_PIECE)
    return _BREAK_HERE.join(word[place : place + _LONGEST_PIECE] for place in places)


@functools.cache
def _coverage() -> Set[int]:
    return read_coverage(_FONT.read_bytes())
