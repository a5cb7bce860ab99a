"""Exactly what was shown in a meeting, as a workbook or one CSV."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from monitor.charts.meeting_tables import table_of_slide
from monitor.charts.table import Table
from monitor.domain.meeting.deck import Slide
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.meeting_sentences import step_name, write_ask, write_lead, write_title
from monitor.i18n.reader import Reader
from monitor.reports.pack.about import write_facts
from monitor.reports.pack.slide_lines import lines_of_slide
from monitor.reports.spreadsheets import Cell, FileKind, Number, Sheet, write_sheets
from monitor.services.meeting.read_pack import Pack


def make_tables(pack: Pack, kind: FileKind, language: Language, zone: ZoneInfo) -> bytes:
    """Return a file with a table for each screen, after one that says what it is about."""
    reader = Reader(translator(language), Formatter(language, zone))
    return write_sheets([_tell_about(pack, reader), *_tell_slides(pack, reader)], kind, language)


def _tell_about(pack: Pack, reader: Reader) -> Sheet:
    """Return the stamp, and what each screen said; one that was closed says so itself."""
    t = reader.t
    rows = [[fact.label, fact.text] for fact in write_facts(pack, reader)]
    rows += [
        [_name(place, slide, reader), write_title(slide, pack.deck, reader)]
        for place, slide in enumerate(pack.deck.slides, start=1)
    ]
    return Sheet(t("pack.about"), [[t("pack.about"), t("pack.about.text")], *rows])


def _tell_slides(pack: Pack, reader: Reader) -> Iterator[Sheet]:
    for place, slide in enumerate(pack.deck.slides, start=1):
        rows = _rows_of(slide, pack, reader)
        if rows:
            yield Sheet(_name(place, slide, reader), rows)


def _rows_of(slide: Slide, pack: Pack, reader: Reader) -> Sequence[Sequence[Cell]]:
    table = table_of_slide(slide, pack.deck, reader)
    if table is not None:
        return _fill(table)
    lines = lines_of_slide(slide, pack.deck, reader)
    if not lines:
        return []
    said = [write(slide, pack.deck, reader) for write in (write_title, write_lead, write_ask)]
    return [[text] for text in [*said, *lines] if text]


def _fill(table: Table) -> Sequence[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [table.headers]
    for place, row in enumerate(table.rows):
        numbers = [table.numbers.get((place, column)) for column in range(len(row))]
        rows.append(
            [
                text if number is None else Number(number, text)
                for text, number in zip(row, numbers, strict=True)
            ]
        )
    return rows


def _name(place: int, slide: Slide, reader: Reader) -> str:
    return f"{place}. {step_name(slide.step, reader)}"
