"""Work sheets on A3 to write on together: this partnership's picture, its cards, its agreements."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.meeting.deck import CardSlide, Deck, JointSlide, PartiesSlide, Slide
from monitor.domain.partnership import Language
from monitor.i18n.card_words import write_card
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.meeting_sentences import write_ask, write_title
from monitor.i18n.reader import Reader, shorten
from monitor.reports.pack.figures import fill_figure, fill_parties
from monitor.reports.pack.slide_figures import figures_of_slide
from monitor.reports.pack.stamp import write_stamp
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.meeting.read_pack import Pack

_LONGEST_NAME = 40


def make_work_sheets(pack: Pack, language: Language, zone: ZoneInfo) -> bytes:
    """Return a PDF of A3, lying: the picture to write beside, each card, and the agreements."""
    reader = Reader(translator(language), Formatter(language, zone))
    t, deck = reader.t, pack.deck
    content: dict[str, Data] = {
        "title": t("pack.sheet.title", partnership=pack.partnership.name),
        "language": language.value,
        "partnership": shorten(pack.partnership.name, _LONGEST_NAME),
        "quarter": reader.formatter.quarter(deck.quarter),
        "parties": fill_parties(pack.partnership, _LONGEST_NAME),
        "sheets": [
            *(sheet for slide in deck.slides for sheet in _fill_sheet(slide, deck, reader)),
            _fill_agreements(reader),
        ],
        "stamp": list(write_stamp(deck, reader)),
        "page": t("pack.pdf.page"),
        "of": t("pack.pdf.of"),
    }
    return typeset("work_sheets.typ", content, Paper.A3)


def _fill_sheet(slide: Slide, deck: Deck, reader: Reader) -> Sequence[Data]:
    match slide:
        case JointSlide() | PartiesSlide():
            figures = figures_of_slide(slide, deck, reader)
            return [
                {
                    "kind": "figure",
                    "title": write_title(slide, deck, reader),
                    "figure": fill_figure(each, reader),
                    "question": write_ask(slide, deck, reader),
                    "prompts": [reader.t("pack.sheet.notice"), reader.t("pack.sheet.wish")],
                }
                for each in figures
            ]
        case CardSlide():
            return [_fill_card(slide, reader)]
        case _:
            return []


def _fill_card(slide: CardSlide, reader: Reader) -> Data:
    words = write_card(slide.card, reader)
    return {
        "kind": "card",
        "title": words.title,
        "aim": words.aim,
        "facts": [words.minutes, words.form, words.opener],
        "questions_heading": reader.t("cards.questions"),
        "questions": list(words.questions),
        "steps_heading": reader.t("cards.how"),
        "steps": list(words.steps),
        "write_heading": reader.t("cards.write_down"),
        "write": words.write_down,
    }


def _fill_agreements(reader: Reader) -> Data:
    t = reader.t
    return {
        "kind": "agreements",
        "title": t("pack.sheet.agreements"),
        "headers": [t(f"cards.sheet.{name}") for name in ("what", "who", "when", "noticed")],
        "next": t("pack.sheet.next"),
    }
