"""Agreements in words: a single one, and the collaboration agreement field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.partnership import Partnership, Party, PartyId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration, Contribution, Need, TopicRoles
from monitor.domain.register.differences import Line, Written
from monitor.i18n.reader import Reader, capitalise

FRAMES_PREFIX = "frames_"
# The sections of the collaboration agreement with their fields, in the order in which it is read.
SECTIONS: Mapping[str, Sequence[str]] = {
    "aim": ("intention", "goal"),
    "contributions": ("contributions",),
    "needs": ("needs",),
    "roles": ("roles",),
    "frames": ("frames_fixed", "frames_open", "frames_decides"),
    "working": ("meeting_rhythm", "support", "not_done", "keeper", "ambassador"),
    "ending": ("stop_together", "review_on"),
}


def write_due(agreement: Agreement, today: date, reader: Reader) -> str:
    """Say by when it will be done; a day that has passed is told without a judgement.

    Of what is decided the day alone is told: nobody waits for it any more.
    """
    due_on = agreement.due_on
    if due_on is None:
        return reader.t("agreements.due.none")
    day = reader.formatter.long_day(due_on)
    if agreement.state is not AgreementState.OPEN:
        return day
    when = "past" if due_on < today else "today" if due_on == today else "ahead"
    return reader.t(f"agreements.due.{when}", day=day)


def write_agreement(agreement: Agreement, partnership: Partnership, reader: Reader) -> Written:
    """Write the fields of an agreement that can be corrected, and what became of it."""
    t, day = reader.t, reader.formatter.long_day
    return {
        "text": _lines(agreement.text),
        "kind": _lines(t(f"agreements.kind.{agreement.kind.value}")),
        "owner": _lines(_name(agreement.owner, partnership)),
        "made_on": _lines(day(agreement.made_on)),
        "due_on": _lines(day(agreement.due_on) if agreement.due_on else ""),
        "state": _lines(t(f"agreements.state.{agreement.state.value}")),
    }


def write_collaboration(
    collaboration: Collaboration, partnership: Partnership, reader: Reader
) -> Written:
    """Write every field of the collaboration agreement; an empty one has no lines."""
    names = [*(name for names in SECTIONS.values() for name in names), "signed_on"]
    return {name: _write_field(name, collaboration, partnership, reader) for name in names}


def text_of(collaboration: Collaboration, name: str) -> str:
    """Return a field of running text as it was typed."""
    of_frames = name.removeprefix(FRAMES_PREFIX)
    text: str = getattr(collaboration if of_frames == name else collaboration.frames, of_frames)
    return text


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a party brings or needs; ``label``: of what kind, empty for a need."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PartyPoints:
    """What is written down of one party; no points where nothing is yet."""

    party: Party
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Who does what: a row for each topic, a column for each party."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


def list_contributions(
    collaboration: Collaboration, partnership: Partnership, reader: Reader
) -> Sequence[PartyPoints]:
    """Return what each party brings."""
    return [
        PartyPoints(
            party,
            [
                Point(capitalise(reader.t(f"collaboration.brings.{each.kind.value}")), each.text)
                for each in collaboration.contributions
                if each.party == party.id
            ],
        )
        for party in partnership.parties
    ]


def list_needs(collaboration: Collaboration, partnership: Partnership) -> Sequence[PartyPoints]:
    """Return what the others must know of each party."""
    return [
        PartyPoints(
            party, [Point("", each.text) for each in collaboration.needs if each.party == party.id]
        )
        for party in partnership.parties
    ]


def table_of_roles(
    collaboration: Collaboration, partnership: Partnership, reader: Reader
) -> RoleTable:
    """Return who does what on each topic; a dash where a party has no role."""
    parties = partnership.parties
    rows = []
    for row in collaboration.roles:
        levels = {role.party: reader.t(f"collaboration.level.{role.level}") for role in row.roles}
        rows.append([row.topic, *(levels.get(party.id, "–") for party in parties)])
    headers = [reader.t("collaboration.topic"), *(party.name for party in parties)]
    return RoleTable(headers, rows)


def write_contribution(each: Contribution, partnership: Partnership, reader: Reader) -> Line:
    """Write what a party brings on one line."""
    party, kind = (
        _name(each.party, partnership),
        reader.t(f"collaboration.brings.{each.kind.value}"),
    )
    return Line(f"{party}, {kind}: {_on_one_line(each.text)}", f"{each.party}.{each.kind.value}")


def write_need(each: Need, partnership: Partnership) -> Line:
    """Write what the others must know of a party on one line."""
    return Line(f"{_name(each.party, partnership)}: {_on_one_line(each.text)}", str(each.party))


def write_roles(row: TopicRoles, partnership: Partnership, reader: Reader) -> Line:
    """Write who does what on a topic on one line."""
    roles = "; ".join(
        f"{_name(role.party, partnership)} {reader.t(f'collaboration.level.{role.level.value}')}"
        for role in row.roles
    )
    return Line(f"{row.topic}: {roles}" if roles else row.topic, row.topic.casefold())


def _write_field(
    name: str, collaboration: Collaboration, partnership: Partnership, reader: Reader
) -> Sequence[Line]:
    match name:
        case "contributions":
            brought = collaboration.contributions
            return [write_contribution(each, partnership, reader) for each in brought]
        case "needs":
            return [write_need(each, partnership) for each in collaboration.needs]
        case "roles":
            return [write_roles(row, partnership, reader) for row in collaboration.roles]
        case "review_on" | "signed_on":
            day: date | None = getattr(collaboration, name)
            return _lines(reader.formatter.long_day(day) if day else "")
        case _:
            return _lines(text_of(collaboration, name))


def _name(party_id: PartyId, partnership: Partnership) -> str:
    """Name a party as it calls itself: an agreement is read for years, also by others."""
    return capitalise(partnership.party(party_id).name)


def _lines(text: str) -> Sequence[Line]:
    return [Line(line) for line in text.splitlines() if line.strip()]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
