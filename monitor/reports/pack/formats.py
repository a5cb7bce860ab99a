"""The files that people take home: which there are, how they are made and what they are called."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.reports.pack.calendar import make_calendar
from monitor.reports.pack.evaluation import make_evaluation
from monitor.reports.pack.slide_show import make_slide_show
from monitor.reports.pack.summary import make_summary
from monitor.reports.pack.tables import make_tables
from monitor.reports.pack.work_sheets import make_work_sheets
from monitor.reports.spreadsheets import FileKind
from monitor.services.meeting.read_pack import Pack

_LONGEST_NAME = 60


class PackFormat(StrEnum):
    """A file of the pack; the value is how the command line calls it."""

    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    A3 = "a3"  # Work sheets for a wall.
    SUMMARY = "summary"  # One page for anybody.

    @property
    def mime(self) -> str:
        """The media type."""
        return _MIMES[self.ending]

    @property
    def ending(self) -> str:
        """How the name of the file ends."""
        return "pdf" if self in {PackFormat.A3, PackFormat.SUMMARY} else self.value


_MIMES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": FileKind.XLSX.mime,
    "csv": FileKind.CSV.mime,
    "ics": "text/calendar",
}


_TYPESET: Mapping[PackFormat, Callable[[Pack, Language, ZoneInfo], bytes]] = {
    PackFormat.PDF: make_evaluation,
    PackFormat.A3: make_work_sheets,
    PackFormat.SUMMARY: make_summary,
}


@dataclass(frozen=True, slots=True)
class House:
    """What an installation gives every file. ``template``: its own look of slides, if it has one.

    ``public_url``: its address, by which calendars tell what comes from where.
    """

    zone: ZoneInfo
    public_url: str
    template: Path | None = None


def make_file(
    pack: Pack, format_: PackFormat, language: Language, zone: ZoneInfo, public_url: str
) -> bytes:
    """Return a file of a pack, with slides as the product draws them."""
    return make_file_of_house(pack, format_, language, House(zone, public_url))


def make_file_of_house(pack: Pack, format_: PackFormat, language: Language, house: House) -> bytes:
    """Return a file of a pack; InvalidSlideTemplateError where slides cannot be made as wanted."""
    if format_ is PackFormat.PPTX:
        return make_slide_show(pack, language, house.zone, house.template)
    if format_ is PackFormat.ICS:
        return make_calendar(pack, language, house.zone, house.public_url)
    if format_ in {PackFormat.XLSX, PackFormat.CSV}:
        return make_tables(pack, FileKind(format_.value), language, house.zone)
    typeset = _TYPESET[format_]
    return typeset(pack, language, house.zone)


def file_name(pack: Pack, format_: PackFormat, language: Language) -> str:
    """Return the name of a file, which every system takes: what, of whom and of when."""
    what = translator(language)(f"pack.file.{format_.value}")
    parts = f"{what} {pack.partnership.name}"
    plain = unicodedata.normalize("NFKD", parts).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{name}-{str(pack.deck.quarter).lower()}.{format_.ending}"
