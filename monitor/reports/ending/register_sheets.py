"""Everything that the parties wrote down, as tables; without the names of who wrote it."""

from collections.abc import Iterator, Sequence

from monitor.domain.partnership import Partnership
from monitor.domain.register.entry import DatedEntry
from monitor.domain.register.log import Handover, Lesson
from monitor.domain.register.record import ContentT, Record
from monitor.i18n.agreement_words import write_agreement, write_collaboration
from monitor.i18n.log_sentences import write_entry
from monitor.i18n.reader import Reader
from monitor.reports.spreadsheets import Sheet
from monitor.services.ending.read_ending import Keepsake

_Row = Sequence[str]


def make_register_sheets(keepsake: Keepsake, reader: Reader) -> Sequence[Sheet]:
    """Return a table of each kind; one of which nothing was written down has its header only."""
    t = reader.t
    tables = {
        "agreements": _tell_agreements(keepsake, reader),
        "collaboration": _tell_collaboration(keepsake, reader),
        "log": _tell_log(keepsake, reader),
        "lessons": _tell_lessons(keepsake, reader),
        "terms": [[each.content.word, each.content.meaning] for each in keepsake.terms],
        "farewell": _tell_farewell(keepsake, reader),
    }
    return [
        Sheet(t(f"ending.sheet.{name}"), [_head(name, reader), *rows])
        for name, rows in tables.items()
    ]


_COLUMNS = {
    "agreements": ("number", "version", "changed_on", "field", "text"),
    "collaboration": ("version", "changed_on", "field", "text"),
    "log": ("day", "kind", "title", "text", "until"),
    "lessons": ("day", "kind", "text"),
    "terms": ("word", "meaning"),
    "farewell": ("field", "text"),
}


def _head(name: str, reader: Reader) -> _Row:
    return [reader.t(f"ending.column.{column}") for column in _COLUMNS[name]]


def _tell_agreements(keepsake: Keepsake, reader: Reader) -> Iterator[_Row]:
    """Yield a row for each field of each version, so that no text is cut to fit a column."""
    for number, versions in enumerate(keepsake.agreements, start=1):
        for record in versions:
            written = write_agreement(record.content, keepsake.partnership, reader)
            for name, lines in written.items():
                said = "\n".join(line.text for line in lines)
                label = reader.t(f"ending.agreement.{name}")
                yield [str(number), *_version(record, reader), label, said]


def _tell_collaboration(keepsake: Keepsake, reader: Reader) -> Iterator[_Row]:
    for record in keepsake.collaboration:
        written = write_collaboration(record.content, keepsake.partnership, reader)
        for name, lines in written.items():
            if lines:
                label = reader.t(f"collaboration.field.{name}")
                yield [*_version(record, reader), label, "\n".join(line.text for line in lines)]


def _version(record: Record[ContentT], reader: Reader) -> _Row:
    return [str(record.version), reader.formatter.long_day(record.written.at)]


def _tell_log(keepsake: Keepsake, reader: Reader) -> Iterator[_Row]:
    for record in keepsake.entries:
        entry = record.content
        day = reader.formatter.long_day(entry.on)
        if isinstance(entry, Handover):
            yield [day, *_tell_handover(entry, keepsake.partnership, reader)]
        else:
            words = write_entry(entry, keepsake.partnership, reader)
            yield [day, words.label, words.title, words.text, words.until]


def _tell_handover(entry: Handover, partnership: Partnership, reader: Reader) -> _Row:
    """Say at which party a contact person changed; who came and who left goes to nobody."""
    names = {party.id: party.name for party in partnership.parties}
    party = names.get(entry.party, "") if entry.party is not None else ""
    return [reader.t("log.kind.handover"), party, "", ""]


def _tell_lessons(keepsake: Keepsake, reader: Reader) -> Iterator[_Row]:
    for record in keepsake.entries:
        lesson: DatedEntry = record.content
        if isinstance(lesson, Lesson):
            words = write_entry(lesson, keepsake.partnership, reader)
            yield [reader.formatter.long_day(lesson.on), words.label, lesson.text]


def _tell_farewell(keepsake: Keepsake, reader: Reader) -> Iterator[_Row]:
    farewell, ended_on = keepsake.farewell, keepsake.partnership.profile.ended_on
    told = {
        "call": farewell.call,
        "keeps": farewell.keeps,
        "words": farewell.words,
        "last_on": reader.formatter.long_day(ended_on) if ended_on else "",
    }
    for name, text in told.items():
        if text:
            yield [reader.t(f"ending.farewell.{name}"), text]
