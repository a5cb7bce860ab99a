"""The files that both parties take along, in one archive: the same for each of them.

Nothing in it depends on who asks for it, and the same data make the same file.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile
from zoneinfo import ZoneInfo

from monitor.domain.meeting.deck import CommentsSlide
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Questionnaire
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.reports.ending.register_sheets import make_register_sheets
from monitor.reports.ending.result_sheet import make_result_sheet
from monitor.reports.pack.formats import PackFormat, file_name, make_file
from monitor.reports.spreadsheets import FileKind, write_sheets
from monitor.services.ending.read_ending import Keepsake
from monitor.services.meeting.read_pack import Pack

# Of the pack; what plans or works towards a next meeting has no use any more.
_PACK_FORMATS = (PackFormat.PDF, PackFormat.PPTX, PackFormat.XLSX, PackFormat.SUMMARY)
# The same content makes the same file; this is the earliest day that the format knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_MOMENT = rb"\g<1>1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Luggage:
    """What the archive is made of. ``pack``: of the last full round; None where there was none."""

    keepsake: Keepsake
    pack: Pack | None
    questionnaires: Mapping[str, Questionnaire]
    public_url: str


def make_archive(luggage: Luggage, zone: ZoneInfo) -> bytes:
    """Return a zip with everything in both languages, and what each file is."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as file:
        for language in Language:
            reader = Reader(translator(language), Formatter(language, zone))
            entries = [("", _name_readme(reader), _write_readme(luggage, reader))]
            entries += [(f"{language}/", *each) for each in _make_files(luggage, reader)]
            for folder, name, content in entries:
                entry = ZipInfo(f"{folder}{name}", _NO_TIME)
                file.writestr(entry, _without_moments(content), ZIP_DEFLATED)
    return archive.getvalue()


def _make_files(luggage: Luggage, reader: Reader) -> Iterator[tuple[str, bytes]]:
    t, keepsake = reader.t, luggage.keepsake
    register = make_register_sheets(keepsake, reader)
    for kind in FileKind:
        name = f"{t('ending.file.register')}.{kind.value}"
        yield name, write_sheets(register, kind, t.language)
    if keepsake.releases:
        results = make_result_sheet(keepsake, luggage.questionnaires, reader)
        for kind in FileKind:
            name = f"{t('ending.file.results')}.{kind.value}"
            yield name, write_sheets([results], kind, t.language)
    if luggage.pack is not None:
        for format_ in _PACK_FORMATS:
            name = file_name(luggage.pack, format_, t.language)
            zone, url = reader.formatter.time_zone, luggage.public_url
            yield name, make_file(_without_quotes(luggage.pack), format_, t.language, zone, url)


def _without_quotes(pack: Pack) -> Pack:
    """Return a pack without open answers: shown in a talk, they leave it in no file (R8)."""
    kept = tuple(each for each in pack.deck.slides if not isinstance(each, CommentsSlide))
    return replace(pack, deck=replace(pack.deck, slides=kept))


def _name_readme(reader: Reader) -> str:
    return f"{reader.t('ending.file.readme')}.txt"


def _write_readme(luggage: Luggage, reader: Reader) -> bytes:
    t, keepsake = reader.t, luggage.keepsake
    day = reader.formatter.long_day(keepsake.made_on)
    paragraphs = [
        t("ending.readme.title", name=keepsake.partnership.name),
        t("ending.readme.made", day=day),
        t("ending.readme.same"),
        t("ending.readme.register", file=t("ending.file.register")),
    ]
    if keepsake.releases:
        paragraphs.append(t("ending.readme.results", file=t("ending.file.results")))
    if luggage.pack is not None:
        paragraphs.append(t("ending.readme.pack"))
    paragraphs += [t("ending.readme.not_in"), t("ending.readme.careful")]
    # With its mark and these ends of lines, any editor shows it as it is meant.
    return "\r\n\r\n".join(paragraphs).encode("utf-8-sig")


def _without_moments(content: bytes) -> bytes:
    """Return an office file, which is a zip too, without the moments at which it was saved."""
    if not is_zipfile(io.BytesIO(content)):
        return content
    settled = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as made, ZipFile(settled, "w") as file:
        for each in made.infolist():
            # A chart of a presentation holds a workbook, which is such a file again.
            part = _SAVED_AT.sub(_NO_MOMENT, _without_moments(made.read(each)))
            file.writestr(ZipInfo(each.filename, _NO_TIME), part, ZIP_DEFLATED)
    return settled.getvalue()
