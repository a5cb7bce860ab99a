"""Entries of the log in words: in short, and field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.register.differences import Line, Written
from monitor.domain.register.entry import Entry
from monitor.domain.register.log import (
    Event,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    Term,
)
from monitor.domain.register.record import kind_of
from monitor.i18n.growth_sentences import name_kinds, name_stage
from monitor.i18n.reader import Reader, capitalise

# In the order in which an entry is read; the names of the fields are texts ``log.field.<name>``.
_FIELDS = (
    *("on", "until", "kind", "stage", "kinds", "party", "left", "joined"),
    *("title", "word", "meaning", "text", "from_mistake"),
)


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry in short: what it is, what happened, more of it, and how long it holds."""

    label: str
    title: str
    text: str = ""
    until: str = ""


def write_entry(entry: Entry, partnership: Partnership, reader: Reader) -> EntryWords:
    """Say in short what an entry tells."""
    t, label = reader.t, name_entry(entry, reader)
    match entry:
        case Event():
            return EntryWords(label, entry.title, entry.text)
        case Support():
            until = ""
            if entry.until is not None:
                until = t("log.until", day=reader.formatter.long_day(entry.until))
            kinds = capitalise(name_kinds(entry.kinds, reader))
            return EntryWords(label, kinds, entry.text, until)
        case Handover():
            return EntryWords(label, _write_handover(entry, partnership, reader), entry.text)
        case Term():
            return EntryWords(label, entry.word, entry.meaning)
        case _:
            return EntryWords(label, entry.text)


def name_entry(entry: Entry, reader: Reader) -> str:
    """Name what an entry is: its kind, or a kind within it."""
    t = reader.t
    if isinstance(entry, Event):
        return capitalise(t(f"event.{entry.kind.value}"))
    if isinstance(entry, GrowthStep) and entry.stage is not None:
        return t("log.stage", stage=name_stage(entry.stage, reader))
    if isinstance(entry, Lesson):
        return t("log.lesson_mistake" if entry.from_mistake else "log.lesson_success")
    return t(f"log.kind.{kind_of(type(entry)).value}")


def write_fields(entry: Entry, partnership: Partnership, reader: Reader) -> Written:
    """Write every field of an entry; an empty one has no lines."""
    return {
        name: _write_field(getattr(entry, name), name, partnership, reader)
        for name in _FIELDS
        if hasattr(entry, name)
    }


def _write_handover(entry: Handover, partnership: Partnership, reader: Reader) -> str:
    who = _name_party(entry.party, partnership)
    values = {"left": entry.left, "joined": entry.joined}
    key = "log.handover" if entry.left else "log.handover_first"
    sentence = reader.t(key, **values)
    return f"{who}: {sentence}" if who else capitalise(sentence)


def _write_field(
    value: object, name: str, partnership: Partnership, reader: Reader
) -> Sequence[Line]:
    text = _write_value(value, name, partnership, reader) if value else ""
    return [Line(line) for line in text.splitlines() if line.strip()]


def _write_value(value: object, name: str, partnership: Partnership, reader: Reader) -> str:
    t = reader.t
    if isinstance(value, date):
        return reader.formatter.long_day(value)
    if isinstance(value, tuple):
        return name_kinds(value, reader)
    words = {
        "kind": f"event.{value}",
        "stage": f"growth.stage.{value}",
        "from_mistake": "log.lesson_mistake",
    }
    if name in words:
        return t(words[name])
    return _name_party(value, partnership) if name == "party" else str(value)


def _name_party(party_id: object, partnership: Partnership) -> str:
    names = {party.id: party.name for party in partnership.parties}
    return names.get(PartyId(party_id), "") if isinstance(party_id, int) else ""
