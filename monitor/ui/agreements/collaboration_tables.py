"""The fields of the form that every party has: what it brings and needs, and its roles."""

import streamlit as st

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Partnership, Party, PartyId
from monitor.domain.register.collaboration import (
    CONTRIBUTIONS_OF,
    Collaboration,
    Contribution,
    ContributionKind,
    Need,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.i18n.reader import Reader, capitalise
from monitor.services.agreements.collaborate import MAXIMUM_LENGTH
from monitor.ui import html
from monitor.ui.labels import write_label

KEY = "collaboration.edit"
_LONGEST_TOPIC = 120
_HEIGHT = 80


def ask_contributions(
    start: Collaboration, partnership: Partnership, reader: Reader
) -> tuple[Contribution, ...]:
    """Ask what each party brings, by what such a party is known to have (seed 003)."""
    typed: list[Contribution] = []
    for party, column in zip(partnership.parties, _columns(partnership), strict=True):
        with column:
            _show_party(partnership, party)
            typed += [
                _ask_contribution(party, kind, start, reader)
                for kind in CONTRIBUTIONS_OF[party.kind]
            ]
    return tuple(each for each in typed if each.text.strip())


def ask_needs(start: Collaboration, partnership: Partnership, reader: Reader) -> tuple[Need, ...]:
    """Ask what the others must know of each party: what it needs and to whom it must account."""
    texts: dict[PartyId, str] = {each.party: each.text for each in start.needs}
    typed = []
    for party, column in zip(partnership.parties, _columns(partnership), strict=True):
        with column:
            _show_party(partnership, party)
            text = st.text_area(
                reader.t(
                    f"collaboration.needs_of.{party.kind.value}", party=write_label(party.name)
                ),
                texts.get(party.id, ""),
                key=f"{KEY}.needs.{party.id}",
                max_chars=MAXIMUM_LENGTH,
                height=_HEIGHT,
            )
        typed.append(Need(party.id, text or ""))
    return tuple(each for each in typed if each.text.strip())


def ask_roles(
    start: Collaboration, partnership: Partnership, rows: int, reader: Reader
) -> tuple[TopicRoles, ...]:
    """Ask who does what, a row for each topic; a row with nothing in it is none."""
    before = [*start.roles, *[TopicRoles("", ())] * rows][:rows]
    typed = [_ask_row(place, row, partnership, reader) for place, row in enumerate(before, start=1)]
    return tuple(row for row in typed if row.topic.strip() or row.roles)


def _columns(partnership: Partnership) -> list[st.delta_generator.DeltaGenerator]:
    return st.columns(len(partnership.parties))


def _show_party(partnership: Partnership, party: Party) -> None:
    html.show_html(html.render_party(choose_marks(partnership)[party.id], party.name))


def _ask_contribution(
    party: Party, kind: ContributionKind, start: Collaboration, reader: Reader
) -> Contribution:
    written = [
        each.text for each in start.contributions if each.party == party.id and each.kind is kind
    ]
    label = capitalise(reader.t(f"collaboration.brings.{kind.value}"))
    text = st.text_area(
        f"**{label}.** {reader.t(f'collaboration.brings_question.{kind.value}')}",
        "\n".join(written),
        key=f"{KEY}.brings.{party.id}.{kind.value}",
        max_chars=MAXIMUM_LENGTH,
        height=_HEIGHT,
    )
    return Contribution(party.id, kind, text or "")


def _ask_row(place: int, row: TopicRoles, partnership: Partnership, reader: Reader) -> TopicRoles:
    parties = partnership.parties
    levels = {role.party: role.level for role in row.roles}
    first, *others = st.columns([2, *[1] * len(parties)])
    topic = first.text_input(
        reader.t("collaboration.topic_number", number=place),
        row.topic,
        key=f"{KEY}.topic.{place}",
        max_chars=_LONGEST_TOPIC,
    )
    roles = []
    for party, column in zip(parties, others, strict=True):
        with column:
            level = _ask_level(party, place, levels.get(party.id), reader)
        if level is not None:
            roles.append(PartyRole(party.id, level))
    return TopicRoles(topic or "", tuple(roles))


def _ask_level(
    party: Party, place: int, start: RoleLevel | None, reader: Reader
) -> RoleLevel | None:
    t = reader.t
    levels: list[RoleLevel | None] = [None, *RoleLevel]
    level: RoleLevel | None = st.selectbox(
        write_label(party.name),
        levels,
        index=levels.index(start),
        format_func=lambda level: t(f"collaboration.level.{level.value if level else 'none'}"),
        key=f"{KEY}.role.{place}.{party.id}",
    )
    return level
