"""Conversation cards on paper: one a page, or side by side on a sheet to write on together."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.partnership import Language, Partnership
from monitor.i18n.card_words import write_card
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, shorten
from monitor.reports.typesetting import Data, Paper, typeset

_LONGEST_NAME = 40
_MOST_NAMED = 3


def make_card_sheets(
    cards: Sequence[Card],
    partnership: Partnership | None,
    language: Language,
    zone: ZoneInfo,
    paper: Paper,
) -> bytes:
    """Return a PDF of cards: on A4 one a page; on A3 up to three side by side on each sheet."""
    reader = Reader(translator(language), Formatter(language, zone))
    t = reader.t
    name = partnership.name if partnership else ""
    content: dict[str, Data] = {
        "title": t("cards.sheet.title_for", partnership=name) if name else t("cards.sheet.title"),
        "language": language.value,
        "columns": min(len(cards), MOST_CHOSEN) if paper is Paper.A3 else 1,
        "partnership": shorten(name, _LONGEST_NAME),
        "parties": _name_parties(partnership),
        "labels": {
            **{key: t(f"cards.{key}") for key in ("how", "questions", "example")},
            "write": t("cards.write_down"),
            **{key: t(f"cards.sheet.{key}") for key in ("what", "who", "when", "noticed")},
        },
        "cards": [_fill_in(card, reader) for card in cards],
    }
    return typeset("card_sheets.typ", content, paper)


def _name_parties(partnership: Partnership | None) -> Sequence[Data]:
    parties = partnership.parties[:_MOST_NAMED] if partnership else ()
    return [
        {"kind": party.kind.value, "name": shorten(party.name, _LONGEST_NAME)} for party in parties
    ]


def _fill_in(card: Card, reader: Reader) -> Data:
    words = write_card(card, reader)
    return {
        "code": card.code if card.organisation_id is None else "",
        "theme": words.theme,
        "title": words.title,
        "aim": words.aim,
        "minutes": words.minutes,
        "form": card.form.value,
        "form_words": words.form,
        "opener": card.opener.value,
        "opener_words": words.opener,
        "steps": words.steps,
        "questions": words.questions,
        "write_down": words.write_down,
        "agreement": words.agreement,
        "example": words.example,
    }
