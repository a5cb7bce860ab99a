"""The collaboration agreement on paper: one document for all parties, good in black and white."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.domain.partnership import Language
from monitor.domain.register.differences import Line
from monitor.i18n.agreement_words import (
    SECTIONS,
    PartyPoints,
    list_contributions,
    list_needs,
    table_of_roles,
    write_collaboration,
)
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.reports.typesetting import Data, Paper, typeset
from monitor.services.agreements.collaborate import CollaborationView


def make_agreement_document(view: CollaborationView, language: Language, zone: ZoneInfo) -> bytes:
    """Return a PDF of the present version, with its number, its date and the versions before it."""
    reader = Reader(translator(language), Formatter(language, zone))
    t, partnership = reader.t, view.partnership
    content: dict[str, Data] = {
        "title": t("collaboration.title"),
        "language": language.value,
        "partnership": partnership.name,
        "parties": [
            {"name": party.name, "kind": party.kind.value} for party in partnership.parties
        ],
        "state": _describe_state(view, reader),
        "sections": [_fill_section(section, view, reader) for section in SECTIONS],
        "versions": {
            "heading": t("versions.title"),
            "lines": [
                _describe_version(place, view, reader) for place in range(len(view.versions))
            ],
        },
        "signatures": {
            "heading": t("collaboration.signatures"),
            "name": t("collaboration.signature_name"),
            "date": t("collaboration.signature_date"),
        },
        "page": t("collaboration.page"),
    }
    return typeset("agreement_document.typ", content, Paper.A4)


def _fill_section(section: str, view: CollaborationView, reader: Reader) -> Data:
    collaboration, partnership = view.collaboration, view.partnership
    written = write_collaboration(collaboration, partnership, reader)
    fields: list[Data] = []
    for name in SECTIONS[section]:
        question = reader.t(f"collaboration.question.{name}")
        match name:
            case "contributions":
                listed = list_contributions(collaboration, partnership, reader)
                fields.append({"kind": "parties", "parties": _fill_parties(listed, reader)})
            case "needs":
                listed = list_needs(collaboration, partnership)
                fields.append({"kind": "parties", "parties": _fill_parties(listed, reader)})
            case "roles":
                fields.append(_fill_roles(view, question, reader))
            case _:
                heading = reader.t(f"collaboration.field.{name}")
                fields.append(_fill_text(heading, question, written[name]))
    return {"heading": reader.t(f"collaboration.section.{section}"), "fields": fields}


def _fill_text(heading: str, question: str, lines: Sequence[Line]) -> Data:
    return {
        "kind": "text",
        "heading": heading,
        "question": question,
        "lines": [line.text for line in lines],
    }


def _fill_parties(listed: Sequence[PartyPoints], reader: Reader) -> Data:
    return [
        {
            "name": each.party.name,
            "kind": each.party.kind.value,
            "points": [{"label": point.label, "text": point.text} for point in each.points],
            "question": reader.t("collaboration.not_yet"),
        }
        for each in listed
    ]


def _fill_roles(view: CollaborationView, question: str, reader: Reader) -> Data:
    table = table_of_roles(view.collaboration, view.partnership, reader)
    return {
        "kind": "roles",
        "headers": list(table.headers),
        "rows": [list(row) for row in table.rows],
        "question": question,
    }


def _describe_state(view: CollaborationView, reader: Reader) -> str:
    """Say which version this is, of which day, and whether it is signed."""
    t, day, record = reader.t, reader.formatter.long_day, view.record
    if record is None:
        return t("collaboration.state.none")
    number = t("collaboration.printed_version", number=record.version, day=day(record.written.at))
    signed_on = record.content.signed_on
    state = "draft" if signed_on is None else "signed"
    said = t(f"collaboration.state.{state}", day=day(signed_on or view.today))
    return f"{number} {said}"


def _describe_version(place: int, view: CollaborationView, reader: Reader) -> str:
    record = view.versions[place]
    number = reader.t("versions.number", number=record.version)
    day = reader.formatter.long_day(record.written.at)
    said = [f"{number}, {day}, {record.written.by}", record.content.reason]
    if record.content.signed_on:
        signed_on = reader.formatter.long_day(record.content.signed_on)
        said.append(reader.t("collaboration.state.signed", day=signed_on))
    return ". ".join(each.rstrip(".") for each in said if each) + "."
