"""Files of a few kilobytes that would fill the memory of a machine, or keep it busy."""

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

_MEBIBYTE = 1024 * 1024
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"
_CELL = '<c t="inlineStr"><is><t>a</t></is></c>'
# Ten of ten of ten ... letters: ten thousand million in all.
_ENTITIES = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


def make_bombs() -> Mapping[str, bytes]:
    """Return one bomb of each kind: just below and far above what is let in."""
    return {
        "endless cells": _book(_SHEET, _sheet(_repeat(_CELL, 200))),
        "as many cells as may be": _book(_SHEET, _sheet(_repeat(_CELL, 2.9))),
        "one endless cell": _book(
            _SHEET, _sheet(_CELL.replace("a</t>", _repeat("a", 2.9) + "</t>"))
        ),
        "as many styles as may be": _book("xl/styles.xml", _styles(0.9)),
        "endless sheets": _book("xl/workbook.xml", _repeat('<sheet name="a" sheetId="1"/>', 64)),
        "endless texts": _book("xl/sharedStrings.xml", _repeat("<si><t>ab</t></si>", 64)),
        "entities in texts": _book("xl/sharedStrings.xml", _with_entities("<si><t>&j;</t></si>")),
        "entities in cells": _book(_SHEET, _with_entities(_CELL.replace("a</t>", "&j;</t>"))),
        "endless parts": _parts(),
        "ten thousand columns": b"\n".join([b";".join([b"naam"] * 10_000)] * 2),
        "endless rows": b"a\n" * _MEBIBYTE,
        "as many rows as may be": b"a\n" * 50_000,
        "an open quote": b'"' + b"a\n" * 50_000,
        "only delimiters": b";" * (2 * _MEBIBYTE),
        "only noughts": b"\0" * (2 * _MEBIBYTE),
        "half characters": "naam\n\ud800".encode("utf-16-le", "surrogatepass"),
    }


def _book(name: str, content: str) -> bytes:
    """Return a small workbook, with one of its parts replaced."""
    book, plain, changed = Workbook(), io.BytesIO(), io.BytesIO()
    book.create_sheet("mensen").append(["naam", "e-mail"])
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return changed.getvalue()


def _repeat(element: str, mebibytes: float) -> str:
    return element * int(mebibytes * _MEBIBYTE / len(element))


def _sheet(cells: str) -> str:
    row = f'<row r="1">{cells}</row>'
    return f"<worksheet {_MAIN}><sheetData>{row}</sheetData></worksheet>"


def _styles(mebibytes: float) -> str:
    styles = _repeat('<xf numFmtId="0"/>', mebibytes)
    return f"<styleSheet {_MAIN}><cellXfs>{styles}</cellXfs></styleSheet>"


def _with_entities(content: str) -> str:
    return f"<!DOCTYPE bomb [{_ENTITIES}]><bomb>{content}</bomb>"


def _parts() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for number in range(15_000):
            target.writestr(f"{number}.xml", b"")
    return file.getvalue()
