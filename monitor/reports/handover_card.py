"""The handover card on paper: one page, in black and white, for whoever takes over."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, shorten
from monitor.reports.handover_text import CardLine, CardText, write_card
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.logbook.handover_card import HandoverCard

# What fits on one page beside the rest; what is left out is counted, and stands on the screen.
_LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_NOTE, _LONGEST_CELL = 90, 280, 120, 32
_LONGEST_MEANING = 200
_MOST_ROLES, _MOST_LINES, _MOST_WORDS = 8, 7, 6


def make_handover_card(card: HandoverCard, language: Language, zone: ZoneInfo) -> bytes:
    """Return a PDF of one page A4."""
    reader = Reader(translator(language), Formatter(language, zone))
    t, text = reader.t, write_card(card, reader)
    content: dict[str, Data] = {
        "title": shorten(text.title, _LONGEST_TITLE),
        "language": language.value,
        "about": shorten(text.about, _LONGEST_TEXT),
        "headings": {name: t(f"handover.card.{name}") for name in _HEADINGS},
        "goal": shorten(text.goal, _LONGEST_TEXT) or t("handover.card.not_written"),
        "frames": _fill_in(text.frames, reader),
        "roles": _fill_in_roles(text),
        "agreements": _fill_in(text.agreements, reader),
        "points": _fill_in(text.points, reader),
        "quarters": list(text.quarters),
        "scores": [
            {"dimension": row.dimension, "party": row.party, "kind": row.kind.value}
            | {"cells": list(row.cells)}
            for row in text.scores
        ],
        "hidden": t("handover.card.hidden") if text.has_hidden else "",
        "growth": [shorten(line, _LONGEST_TEXT) for line in text.growth],
        "people": [shorten(line, _LONGEST_NOTE) for line in text.people],
        "words": [_line(each, _LONGEST_MEANING) for each in text.words[:_MOST_WORDS]],
        "foot": t("handover.card.foot"),
        "nothing": t("handover.card.nothing"),
    }
    return typeset("handover_card.typ", content, Paper.A4)


_HEADINGS = (
    *("goal", "frames", "roles", "agreements", "points", "scores", "growth", "people", "words"),
)


def _fill_in(lines: Sequence[CardLine], reader: Reader) -> Data:
    shown: list[Data] = [_line(each) for each in lines[:_MOST_LINES]]
    left_out = len(lines) - len(shown)
    if left_out:
        shown.append({"text": reader.t("handover.card.more", n=left_out), "note": ""})
    return shown


def _line(line: CardLine, longest: int = _LONGEST_NOTE) -> Data:
    return {"text": shorten(line.text, _LONGEST_NOTE), "note": shorten(line.note, longest)}


def _fill_in_roles(text: CardText) -> Data:
    if text.roles is None:
        return None
    rows = [text.roles.headers, *text.roles.rows[:_MOST_ROLES]]
    return [[shorten(cell, _LONGEST_CELL) for cell in row] for row in rows]
