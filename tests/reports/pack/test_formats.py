"""Every format makes a file of its kind, under a name that every system takes."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.errors import InvalidSlideTemplateError
from monitor.domain.partnership import Language
from monitor.reports.pack.formats import (
    House,
    PackFormat,
    file_name,
    make_file,
    make_file_of_house,
)
from tests.reports.pack.packs import make_pack

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_URL = "https://monitor.example.nl"
STARTS = {
    PackFormat.PDF: b"%PDF-",
    PackFormat.PPTX: b"PK",
    PackFormat.XLSX: b"PK",
    PackFormat.CSV: b"\xef\xbb\xbf",
    PackFormat.ICS: b"BEGIN:VCALENDAR",
    PackFormat.A3: b"%PDF-",
    PackFormat.SUMMARY: b"%PDF-",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("format_", PackFormat)
def test_a_file_is_of_its_kind(format_: PackFormat, language: Language) -> None:
    file = make_file(make_pack(), format_, language, AMSTERDAM, PUBLIC_URL)

    assert file.startswith(STARTS[format_])


def test_only_slides_ask_for_the_template(tmp_path: Path) -> None:
    house = House(AMSTERDAM, PUBLIC_URL, tmp_path / "none.pptx")

    assert make_file_of_house(make_pack(), PackFormat.CSV, Language.DUTCH, house)
    with pytest.raises(InvalidSlideTemplateError):
        make_file_of_house(make_pack(), PackFormat.PPTX, Language.DUTCH, house)


def test_a_name_tells_what_of_whom_and_of_when() -> None:
    names = [file_name(make_pack(), each, Language.DUTCH) for each in PackFormat]

    assert names == [
        "evaluatie-zonnewijk-en-veldzicht-2026-q4.pdf",
        "presentatie-zonnewijk-en-veldzicht-2026-q4.pptx",
        "tabellen-zonnewijk-en-veldzicht-2026-q4.xlsx",
        "tabellen-zonnewijk-en-veldzicht-2026-q4.csv",
        "agenda-zonnewijk-en-veldzicht-2026-q4.ics",
        "werkbladen-zonnewijk-en-veldzicht-2026-q4.pdf",
        "samenvatting-zonnewijk-en-veldzicht-2026-q4.pdf",
    ]


@pytest.mark.parametrize("name", ["../../etc", "Ünïcode /\\:*?", "lang " * 50, "漢字"])
def test_a_strange_name_makes_a_plain_one(name: str) -> None:
    found = file_name(make_pack(text=name), PackFormat.PDF, Language.DUTCH)

    assert found.startswith("evaluatie")
    assert found.endswith("-2026-q4.pdf")
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(found) <= 80


@pytest.mark.parametrize("format_", PackFormat)
def test_every_format_has_a_media_type(format_: PackFormat) -> None:
    assert "/" in format_.mime
