"""The evaluation pack: everything a meeting showed and led to, as a report to keep (PDF/UA-1)."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.meeting.deck import (
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MovedSlide,
    PartiesSlide,
)
from monitor.domain.partnership import Language
from monitor.domain.tiers import smallest_group
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, shorten
from monitor.reports.pack.figures import fill_colours, fill_parties
from monitor.reports.pack.minutes import (
    make_agreements,
    make_basis,
    make_minutes,
    write_next_meeting,
)
from monitor.reports.pack.parts import Section, list_part, text_part
from monitor.reports.pack.sections import make_sections, write_finding
from monitor.reports.pack.stamp import name_round, write_stamp
from monitor.reports.pack.talk import make_talk
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.meeting.read_pack import Pack

_LONGEST_NAME = 100
_TOLD_IN_SHORT = (LastTimeSlide, JointSlide, PartiesSlide, DifferencesSlide, MovedSlide)


def make_evaluation(pack: Pack, language: Language, zone: ZoneInfo) -> bytes:
    """Return a PDF of A4: a cover, a summary, the screens, the minutes and how to read them."""
    reader = Reader(translator(language), Formatter(language, zone))
    t, deck = reader.t, pack.deck
    agreements = make_agreements(pack, reader)
    sections = [
        *make_sections(deck, reader),
        agreements,
        make_minutes(pack, reader) if pack.held_on else None,
        make_basis(pack, reader),
        make_talk(pack, reader) if pack.held_on else None,
        _explain(pack, reader),
    ]
    content: dict[str, Data] = {
        "title": t("pack.pdf.title", partnership=pack.partnership.name),
        "language": language.value,
        "colours": fill_colours(),
        "cover": _fill_cover(pack, reader),
        "contents": t("pack.pdf.contents"),
        "summary": {
            "heading": t("pack.pdf.summary"),
            "lines": _sum_up(pack, agreements, reader),
        },
        "sections": [section.data for section in sections if section is not None],
        "stamp": list(write_stamp(deck, reader)),
        "page": t("pack.pdf.page"),
        "of": t("pack.pdf.of"),
    }
    return typeset("evaluation.typ", content, Paper.A4)


def _fill_cover(pack: Pack, reader: Reader) -> Data:
    t, write, deck = reader.t, reader.formatter, pack.deck
    held = write.long_day(pack.held_on) if pack.held_on else t("pack.pdf.cover.not_held")
    view = "open" if deck.is_open_to_all else "closed"
    return {
        "product": t("product.name"),
        "kind": t("pack.pdf.cover.kind"),
        "name": shorten(pack.partnership.name, _LONGEST_NAME),
        "quarter": write.quarter(deck.quarter),
        "parties": fill_parties(pack.partnership),
        "facts": [
            {"label": t("pack.pdf.cover.held"), "text": held},
            {"label": t("pack.pdf.cover.round"), "text": name_round(deck, reader)},
            {"label": t("pack.pdf.cover.view"), "text": t(f"pack.pdf.cover.view.{view}")},
        ],
        "about": [
            {"heading": t(f"pack.pdf.cover.{name}"), "text": t(f"pack.pdf.cover.{name}.text")}
            for name in ("is", "is_not")
        ],
    }


def _sum_up(pack: Pack, agreements: Section, reader: Reader) -> Sequence[str]:
    """Return what the screens told, what was agreed and when the parties meet again."""
    found = [
        write_finding(slide, pack.deck, reader)
        for slide in pack.deck.slides
        if isinstance(slide, _TOLD_IN_SHORT)
    ]
    said = [*found, agreements.headline, write_next_meeting(pack, reader)]
    return [each for each in said if each]


def _explain(pack: Pack, reader: Reader) -> Section:
    """Say how the numbers are read, who is protected and how, and what may be chance."""
    t, partnership = reader.t, pack.partnership
    parts = [
        list_part(
            t("pack.pdf.read.numbers"),
            [t(f"pack.pdf.read.{each}") for each in ("scale", "ends", "rounded", "marks")],
        ),
        list_part(
            t("pack.pdf.read.privacy"),
            [
                t(
                    f"pack.pdf.read.privacy.{partnership.privacy_mode.value}",
                    minimum=smallest_group(partnership.minimum_group),
                ),
                t("pack.pdf.read.keys"),
            ],
        ),
        list_part(
            t("pack.pdf.read.chance"),
            [t("pack.pdf.read.chance.few"), t("pack.pdf.read.chance.clear")],
        ),
        text_part(t("pack.pdf.read.end")),
    ]
    return Section(t("pack.pdf.read"), t("pack.pdf.read.title"), parts)
