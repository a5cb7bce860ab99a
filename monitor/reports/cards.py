"""Cards, one for each invited person, with the personal link and the personal code."""

from zoneinfo import ZoneInfo

from monitor.domain.links import write_code
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, shorten
from monitor.reports.qr import draw_qr
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.checkin.print_data import PrintData, PrintedParty, PrintedPerson

_LONGEST_NAME = 60


def make_cards(data: PrintData, zone: ZoneInfo, paper: Paper) -> bytes:
    """Return a PDF with a card for each invited person, eight on a sheet."""
    reader = Reader(translator(data.language), Formatter(data.language, zone))
    t, formatter, closes_at = reader.t, reader.formatter, data.round.closes_at
    quarter = formatter.quarter(data.round.quarter)
    content: dict[str, Data] = {
        "title": t("reports.card.title", partnership=data.partnership.name, quarter=quarter),
        "language": data.language.value,
        "scan": t("reports.card.scan"),
        "or_code": t("reports.card.or_code"),
        "yours": t("reports.card.yours"),
        "until": t(
            "survey.start.until", day=formatter.day(closes_at), clock=formatter.clock(closes_at)
        ),
        "cards": [
            _fill_in(person, printed, data, reader)
            for printed in data.parties
            for person in printed.people
        ],
    }
    return typeset("cards.typ", content, paper)


def _fill_in(person: PrintedPerson, printed: PrintedParty, data: PrintData, reader: Reader) -> Data:
    name = shorten(person.participant.name, _LONGEST_NAME)
    quarter = reader.formatter.quarter(data.round.quarter)
    return {
        "name": name,
        "about": reader.t(
            "reports.card.about",
            party=shorten(printed.party.name, _LONGEST_NAME),
            checkin=reader.t("survey.checkin", quarter=quarter),
        ),
        "kind": printed.party.kind.value,
        "qr": draw_qr(person.url, "").encode(),
        "qr_alt": reader.t("reports.card.qr", name=name),
        "url": person.url.encode(),
        "code": write_code(person.code),
    }
