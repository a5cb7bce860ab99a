"""The fields of an entry of the log, one function per kind."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

import streamlit as st

from monitor.domain.growth import STAGES
from monitor.domain.partnership import Partnership
from monitor.domain.register.entry import LONGEST_TEXT, LONGEST_TITLE, DatedEntry, Entry
from monitor.domain.register.log import (
    Event,
    EventKind,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    SupportKind,
    Term,
)
from monitor.domain.register.record import kind_of
from monitor.i18n.growth_sentences import name_kind, name_stage
from monitor.i18n.reader import Reader, capitalise
from monitor.ui import session
from monitor.ui.labels import write_label

_TEXT_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields belong to; ``start``: what they hold at first, ``key``: of the form."""

    start: Entry
    partnership: Partnership
    reader: Reader
    key: str

    def label(self, name: str) -> str:
        """Return the label of a field: its own for this kind where there is one."""
        t, own = self.reader.t, f"log.field.{kind_of(type(self.start)).value}.{name}"
        return t(own) if t.has(own) else t(f"log.field.{name}")

    def key_of(self, name: str) -> str:
        """Return the key of a field."""
        return f"{self.key}.{name}"


def ask_entry(shown: Fields) -> tuple[Entry, Sequence[str]]:
    """Show the fields of an entry; return what was typed, and ``date_missing`` where it is."""
    start = shown.start
    for each in fields(start):
        session.suggest(shown.key_of(each.name), _suggested(start, each.name))
    if isinstance(start, Term):
        return _ask_term(shown, start), []
    on = ask_day(shown, "on")
    typed = _ask_dated(shown, replace(start, on=on or start.on))
    return typed, [] if on else ["date_missing"]


def ask_text(shown: Fields, name: str = "text") -> str:
    """Ask for some lines of text."""
    typed = st.text_area(
        shown.label(name),
        key=shown.key_of(name),
        max_chars=LONGEST_TEXT,
        height=_TEXT_HEIGHT,
    )
    return typed or ""


def ask_title(shown: Fields, name: str) -> str:
    """Ask for a few words."""
    typed = st.text_input(shown.label(name), key=shown.key_of(name), max_chars=LONGEST_TITLE)
    return typed or ""


def ask_party(shown: Fields, start: Handover) -> Handover:
    """Ask whose contact person changes; it may be of neither party."""
    parties = shown.partnership.parties
    party = st.selectbox(
        shown.label("party"),
        [party.id for party in parties],
        index=None,
        format_func=lambda each: write_label(shown.partnership.party(each).name),
        placeholder=shown.reader.t("log.no_party"),
        key=shown.key_of("party"),
    )
    return replace(start, party=party)


def _ask_dated(shown: Fields, start: DatedEntry) -> Entry:
    match start:
        case Event():
            return _ask_event(shown, start)
        case GrowthStep():
            return _ask_step(shown, start)
        case Support():
            return _ask_support(shown, start)
        case Handover():
            return _ask_handover(shown, start)
        case Lesson():
            return _ask_lesson(shown, start)
    return replace(start, text=ask_text(shown))


def _ask_lesson(shown: Fields, start: Lesson) -> Lesson:
    text = ask_text(shown)
    is_mistake = st.checkbox(shown.label("from_mistake"), key=shown.key_of("from_mistake"))
    return replace(start, text=text, from_mistake=is_mistake)


def _ask_term(shown: Fields, start: Term) -> Term:
    word = ask_title(shown, "word")
    return replace(start, word=word, meaning=ask_text(shown, "meaning"))


def _ask_event(shown: Fields, start: Event) -> Event:
    kind = st.selectbox(
        shown.label("kind"),
        list(EventKind),
        format_func=lambda each: capitalise(shown.reader.t(f"event.{each.value}")),
        key=shown.key_of("kind"),
    )
    title = ask_title(shown, "title")
    return replace(start, kind=kind or start.kind, title=title, text=ask_text(shown))


def _ask_step(shown: Fields, start: GrowthStep) -> GrowthStep:
    reader = shown.reader
    st.caption(reader.t("log.step_help"))
    text = ask_text(shown)
    stage = st.selectbox(
        shown.label("stage"),
        list(STAGES),
        index=None,
        format_func=lambda each: capitalise(name_stage(each, reader)),
        placeholder=reader.t("log.no_stage"),
        key=shown.key_of("stage"),
    )
    return replace(start, text=text, stage=stage)


def _ask_support(shown: Fields, start: Support) -> Support:
    reader = shown.reader
    until = ask_day(shown, "until")
    kinds = st.multiselect(
        shown.label("kinds"),
        list(SupportKind),
        format_func=lambda each: capitalise(name_kind(each, reader)),
        placeholder=reader.t("log.choose"),
        key=shown.key_of("kinds"),
    )
    in_order = tuple(kind for kind in SupportKind if kind in kinds)
    return replace(start, until=until, kinds=in_order, text=ask_text(shown))


def _ask_handover(shown: Fields, start: Handover) -> Handover:
    start = ask_party(shown, start)
    left, joined = ask_title(shown, "left"), ask_title(shown, "joined")
    return replace(start, left=left, joined=joined, text=ask_text(shown))


def ask_day(shown: Fields, name: str) -> date | None:
    """Ask for a day; None: it was left empty."""
    return st.date_input(shown.label(name), None, key=shown.key_of(name), format="DD/MM/YYYY")


def _suggested(start: Entry, name: str) -> object:
    value = getattr(start, name)
    return list(value) if isinstance(value, tuple) else value
