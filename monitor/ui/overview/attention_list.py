"""The attention list of the overview: a real table with real links in one component."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import DASHES, SHAPES, PartyMark, choose_marks
from monitor.domain.partnership import PartnershipId, PartyId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, PublishedParty, PublishedRound
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import Reader, capitalise, is_fine_score, is_protected
from monitor.ui import addresses
from monitor.ui.cells import SideResult, SparkLine, render_score_pair, render_sparkline
from monitor.ui.html import (
    Chip,
    Tone,
    legend_coarse,
    render_chip,
    render_empty,
    render_legend_line,
    render_party,
    styles,
)
from monitor.ui.icons import Icon, render_icon
from monitor.ui.overview.action_cells import render_next_step, render_signals
from monitor.ui.overview.attention_row import AttentionRow

PAIR = 2
_PAGES = {address.stem: address for address in (addresses.PARTNERSHIP, addresses.MEETING)}
PILLS: Mapping[Attention, tuple[Icon, Tone]] = {
    Attention.TALK_NOW: (Icon.ALERT, Tone.FILLED),
    Attention.PLAN_TALK: (Icon.CALENDAR, Tone.OUTLINED),
    Attention.WATCH: (Icon.EYE, Tone.NEUTRAL),
    Attention.NO_SIGNALS: (Icon.CHECK, Tone.GOOD),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A link of the list that was clicked: of which partnership, and to which of its pages."""

    partnership_id: PartnershipId
    address: Path


# A plain click goes to Python; with a modifier key or another button the link is just a link.
_LIST = st.components.v2.component(
    "monitor_attention_list",
    html='<div class="pm-root"></div>',
    css=":host { display: block }\n" + styles(),
    js="""
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pm-root")
  if (root.pmHtml !== data.html) root.innerHTML = root.pmHtml = data.html
  root.onclick = event => {
    const link = event.target.closest("a[data-id]")
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("opened", `${link.pathname.slice(1)} ${link.dataset.id}`)
  }
}
""",
)


def show_attention_list(
    rows: Sequence[AttentionRow], counts: Mapping[Attention, int], reader: Reader, *, key: str
) -> Opened | None:
    """Show the list; return the link that was clicked in this run, if any.

    ``counts``: how many there are of each group, also on other pages.
    """
    html = str(render_attention_list(rows, counts, reader))
    result = _LIST(key=key, data={"html": html}, on_opened_change=_nothing)
    page, _, asked = str(result.opened).partition(" ")
    shown = {str(row.partnership.id): row.partnership.id for row in rows}
    return Opened(shown[asked], _PAGES[page]) if asked in shown and page in _PAGES else None


def _nothing() -> None:
    """Do nothing: a callback makes the component report its trigger."""


def render_attention_list(
    rows: Sequence[AttentionRow], counts: Mapping[Attention, int], reader: Reader
) -> Markup:
    """Return the list as a table with a group per degree of attention."""
    if not rows:
        return render_empty(reader.t("ui.list.empty"), reader.t("ui.list.empty.advice"))
    groups = Markup("").join(
        _group(attention, members, counts.get(attention, len(members)), reader)
        for attention in Attention
        if (members := [row for row in rows if row.summary.attention is attention])
    )
    return Markup(
        '{}<table class="pm-list"><caption class="pm-hidden">{}</caption><thead><tr>{}</tr></thead>'
        "{}</table>"
    ).format(_legend(rows, reader.t), reader.t("ui.list.caption"), _heads(reader), groups)


def _legend(rows: Sequence[AttentionRow], t: Translator) -> Markup:
    """Explain the shapes, the tints and the signs that the list uses."""
    kinds = {party.kind for row in rows for party in row.partnership.parties}
    parties = [party for row in rows if row.latest for party in row.latest.parties]
    items = [
        render_party(PartyMark(kind, SHAPES[kind][0], DASHES[0]), t(f"party.{kind.value}"))
        for kind in PartyKind
        if kind in kinds
    ]
    items.append(
        Markup(
            '<span class="pm-key-cell pm-low"></span><span class="pm-key-cell pm-moderate"></span>'
            "{}"
        ).format(t("ui.legend.low"))
    )
    items.append(
        Markup('<span class="pm-gap">{}</span>{}').format(render_icon(Icon.GAP), t("ui.legend.gap"))
    )
    if not all(party.has_enough for party in parties):
        lock = render_icon(Icon.LOCK)
        key = Markup('<span class="pm-key-cell pm-locked">{}</span>').format(lock)
        items.append(key + t("ui.legend.hidden"))
    if any(_is_any_coarse(party) for party in parties):
        items.append(legend_coarse(t))
    return render_legend_line(items)


def _is_any_coarse(party: PublishedParty) -> bool:
    return any(
        score.is_shown and not is_fine_score(party, dimension)
        for dimension, score in party.scores.items()
    )


def _heads(reader: Reader) -> Markup:
    t = reader.t
    heads = [t("ui.list.partnership")]
    heads += [t(f"ui.list.short.{dimension.value}") for dimension in Dimension]
    heads += [t(f"ui.list.{name}") for name in ("trend", "response", "signals", "next")]
    return Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads)


def _group(
    attention: Attention, members: Sequence[AttentionRow], count: int, reader: Reader
) -> Markup:
    icon, tone = PILLS[attention]
    text = reader.t(f"ui.attention.{attention.value}")
    head = Markup(
        '<tr class="pm-group"><th scope="rowgroup" colspan="9">{} <strong>{}</strong> '
        '<span class="pm-muted">{}</span></th></tr>'
    ).format(
        render_chip(Chip(text, icon, tone)),
        reader.formatter.number(count),
        reader.t(f"ui.attention.{attention.value}.reason"),
    )
    inner = Markup("").join(_row(row, reader) for row in members)
    return Markup("<tbody>{}{}</tbody>").format(head, inner)


def _row(row: AttentionRow, reader: Reader) -> Markup:
    cells = [_name_cell(row, reader)]
    cells += _score_cells(row, reader)
    cells += [
        _cell("trend", _sparkline(row, reader), reader),
        _cell("response", _response(row, reader), reader),
        _cell("signals", render_signals(row, reader), reader),
        _cell("next", render_next_step(row, reader), reader),
    ]
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _cell(name: str, content: Markup, reader: Reader) -> Markup:
    return Markup('<td class="pm-col-{}" data-label="{}">{}</td>').format(
        name, reader.t(f"ui.list.{name}"), content
    )


def _name_cell(row: AttentionRow, reader: Reader) -> Markup:
    partnership = row.partnership
    others = [each.name for each in partnership.parties if each.name != partnership.name]
    lines = [" · ".join([*others, _stand(row, reader)])]
    if len(partnership.parties) > PAIR:
        pair = ", ".join(reader.party(partnership, party_id) for party_id in _pair(row))
        count = reader.formatter.number(len(partnership.parties))
        lines.append(reader.t("ui.list.pair", count=count, pair=pair))
    if people := _people(row, reader):
        lines.append(people)
    return Markup(
        '<th scope="row" class="pm-col-name"><a href="/partnership?id={}" data-id="{}">{}</a>'
        "{}</th>"
    ).format(
        partnership.id,
        partnership.id,
        partnership.name,
        Markup("").join(Markup('<span class="pm-muted">{}</span>').format(line) for line in lines),
    )


def _stand(row: AttentionRow, reader: Reader) -> str:
    """Name the phase of the cooperation, or say when it ended."""
    ended_on = row.partnership.profile.ended_on
    if ended_on is not None and ended_on <= row.today:
        return capitalise(reader.t("register.ended", day=reader.formatter.long_day(ended_on)))
    return capitalise(reader.t(f"phase.{row.partnership.phase.value}"))


def _people(row: AttentionRow, reader: Reader) -> str:
    """Name whom the initiative can turn to, and who looks after the relation."""
    named = {"contact": row.partnership.contact, "manager": row.manager}
    return " · ".join(reader.t(f"ui.list.{key}", name=name) for key, name in named.items() if name)


def _pair(row: AttentionRow) -> Sequence[PartyId]:
    """Return the two parties to show: those that differ most on any dimension, else the first."""
    order = [party.id for party in row.partnership.parties]
    gaps = row.latest.gaps.values() if row.latest else ()
    known = [gap for gap in gaps if gap.difference is not None]
    if len(order) > PAIR and known:
        largest = max(known, key=lambda gap: gap.difference or 0.0)
        return [party_id for party_id in order if party_id in {largest.higher, largest.lower}]
    return order[:PAIR]


def _sides(row: AttentionRow, reader: Reader) -> Sequence[SideResult]:
    marks = choose_marks(row.partnership)
    pair = _pair(row)
    parties = row.latest.parties if row.latest else ()
    return [
        SideResult(reader.party(row.partnership, party.party_id), marks[party.party_id], party)
        for party_id in pair
        for party in parties
        if party.party_id == party_id
    ]


def _score_cells(row: AttentionRow, reader: Reader) -> Sequence[Markup]:
    if row.latest is None:
        text = reader.t("ui.list.no_results")
        return [Markup('<td colspan="4" class="pm-muted pm-col-none">{}</td>').format(text)]
    sides = _sides(row, reader)
    return [
        Markup('<td class="pm-col-scores" data-label="{}">{}</td>').format(
            reader.t(f"ui.list.short.{dimension.value}"),
            render_score_pair(sides, dimension, _shown_difference(row, dimension), reader),
        )
        for dimension in Dimension
    ]


def _shown_difference(row: AttentionRow, dimension: Dimension) -> float | None:
    gap = row.latest.gaps.get(dimension) if row.latest else None
    return gap.difference if gap else None


def _sparkline(row: AttentionRow, reader: Reader) -> Markup:
    marks: Mapping[PartyId, PartyMark] = choose_marks(row.partnership)
    lines = [
        SparkLine(
            reader.party(row.partnership, party_id),
            marks[party_id],
            [_overall(published, party_id) for published in row.summary.history],
        )
        for party_id in _pair(row)
    ]
    return render_sparkline(lines, reader)


def _overall(published: PublishedRound, party_id: PartyId) -> float | None:
    overall = [party.overall for party in published.parties if party.party_id == party_id]
    return overall[0] if overall else None


def _response(row: AttentionRow, reader: Reader) -> Markup:
    lines = [
        Markup("<li>{}</li>").format(render_party(side.mark, _answered(side, reader)))
        for side in _sides(row, reader)
    ]
    return Markup('<ul class="pm-lines">{}</ul>').format(Markup("").join(lines))


def _answered(side: SideResult, reader: Reader) -> Markup:
    party, t = side.party, reader.t
    name = Markup('<span class="pm-hidden">{}: </span>').format(side.name)
    if not party.has_enough and not is_protected(party):
        return name + Markup('<strong class="pm-signal">{}</strong>').format(t("ui.list.few"))
    if party.respondents is None or party.invited is None:
        return name + t("ui.list.enough")
    number = reader.formatter.number
    return name + t(
        "ui.list.response_of", answered=number(party.respondents), invited=number(party.invited)
    )
