"""Posters that lead the people of a party to their form, with the code on their card."""

from zoneinfo import ZoneInfo

from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.question_texts import name_partner
from monitor.i18n.reader import Reader, shorten
from monitor.reports.qr import draw_qr
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.checkin.print_data import PrintData, PrintedParty

_LONGEST_NAME = 90


def make_posters(data: PrintData, zone: ZoneInfo, paper: Paper) -> bytes:
    """Return a PDF with a poster for each party."""
    reader = Reader(translator(data.language), Formatter(data.language, zone))
    quarter = reader.formatter.quarter(data.round.quarter)
    title = reader.t("reports.poster.title", partnership=data.partnership.name, quarter=quarter)
    content: dict[str, Data] = {
        "title": title,
        "language": data.language.value,
        "posters": [_fill_in(each, data, reader) for each in data.parties],
    }
    return typeset("posters.typ", content, paper)


def _fill_in(printed: PrintedParty, data: PrintData, reader: Reader) -> Data:
    t, formatter = reader.t, reader.formatter
    party, closes_at = shorten(printed.party.name, _LONGEST_NAME), data.round.closes_at
    partner = shorten(name_partner(data.partnership, printed.party, t), _LONGEST_NAME)
    contact = data.partnership.contact
    return {
        "checkin": t("survey.checkin", quarter=formatter.quarter(data.round.quarter)),
        "heading": t("survey.start.title", partner=partner),
        "whom": t(
            "reports.poster.whom",
            party=party,
            partnership=shorten(data.partnership.name, _LONGEST_NAME),
        ),
        "kind": printed.party.kind.value,
        "qr": draw_qr(printed.url, "").encode(),
        "qr_alt": t("reports.poster.qr", party=party),
        "url": printed.url.encode(),
        "steps": [t(f"reports.poster.step.{number}") for number in (1, 2, 3)],
        "until": t(
            "survey.start.until", day=formatter.day(closes_at), clock=formatter.clock(closes_at)
        ),
        "help": t("reports.poster.help", contact=shorten(contact, _LONGEST_NAME))
        if contact
        else t("reports.poster.help.none"),
    }
