"""An entry of the log: which kinds of record are one, and what may be wrong with it."""

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    EventKind,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    Term,
)
from monitor.domain.typed_text import clean_text

Entry = Contact | Event | GrowthStep | Support | Change | Lesson | Term | Handover
EntryT = TypeVar("EntryT", bound=Entry)
DatedEntry = Contact | Event | GrowthStep | Support | Change | Lesson | Handover
DATED: tuple[type[DatedEntry], ...] = (
    Contact,
    Event,
    GrowthStep,
    Support,
    Change,
    Lesson,
    Handover,
)

LONGEST_TEXT = 2000
LONGEST_TITLE = 120

_NEEDS_TEXT = (GrowthStep, Support, Change, Lesson)
# Only steps are planned ahead, and support may be promised.
_HAS_HAPPENED = (Contact, Event, Change, Lesson, Handover)
_TITLES = {"title", "word", "left", "joined"}


def find_entry_faults(entry: Entry, today: date, words: Collection[str] = ()) -> list[str]:
    """Return the keys of what is wrong: texts ``log.fault.<key>``.

    ``words``: those that the glossary of the partnership explains already.
    """
    return [*_find_missing(entry), *_find_long(entry), *_find_impossible(entry, today, words)]


def tidy(entry: EntryT) -> EntryT:
    """Return an entry with its texts fit to be stored, without white space around them."""
    typed: dict[str, Any] = {name: clean_text(text).strip() for name, text in _texts(entry)}
    return replace(entry, **typed)


def _find_missing(entry: Entry) -> Iterator[str]:
    if isinstance(entry, _NEEDS_TEXT) and not entry.text.strip():
        yield "text_missing"
    if isinstance(entry, Event) and _needs_title(entry) and not entry.title.strip():
        yield "title_missing"
    if isinstance(entry, Support) and not entry.kinds:
        yield "kinds_missing"
    if isinstance(entry, Term) and not entry.word.strip():
        yield "word_missing"
    if isinstance(entry, Term) and not entry.meaning.strip():
        yield "meaning_missing"
    if isinstance(entry, Handover) and not entry.joined.strip():
        yield "joined_missing"


def _needs_title(event: Event) -> bool:
    """Tell whether an event must say what happened; of a meeting its kind does."""
    return event.kind is not EventKind.MEETING


def _find_long(entry: Entry) -> Iterator[str]:
    for name, text in _texts(entry):
        if len(text.strip()) > (LONGEST_TITLE if name in _TITLES else LONGEST_TEXT):
            yield "title_long" if name in _TITLES else "text_long"


def _find_impossible(entry: Entry, today: date, words: Collection[str]) -> Iterator[str]:
    if isinstance(entry, _HAS_HAPPENED) and entry.on > today:
        yield "in_future"
    if isinstance(entry, Support) and entry.until is not None and entry.until < entry.on:
        yield "until_before"
    if isinstance(entry, Term):
        known = {word.strip().casefold() for word in words}
        if entry.word.strip().casefold() in known:
            yield "word_known"


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for each in fields(entry):
        value = getattr(entry, each.name)
        if type(value) is str:
            yield each.name, value
