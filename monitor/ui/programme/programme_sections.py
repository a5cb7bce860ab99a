"""The sections of the programme page: how often things are weak, as bars in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from monitor.domain.cards import Card, Obstacle
from monitor.domain.partnership import Phase
from monitor.domain.programme import MINIMUM_PARTNERSHIPS, Frequency
from monitor.i18n.reader import Reader, capitalise
from monitor.services.overview.programme import Programme
from monitor.ui import html, permits, session
from monitor.ui.icons import Icon

PHASE = "phase"
_KEY = "programme.phase"
_ALL = "all"
_EVERYWHERE = 10


@dataclass(frozen=True, slots=True)
class BarTable:
    """A table of bars: what its rows are, and in which words their codes are told."""

    column: str
    rows: Sequence[Frequency]
    words: Mapping[str, str]
    cards: Mapping[str, Sequence[Card]]


def asked_phase() -> Phase | None:
    """Return the phase that the address names, or None for all of them."""
    asked = st.query_params.get(PHASE, "")
    return Phase(asked) if asked in {each.value for each in Phase} else None


def show_head(reader: Reader) -> None:
    """Show the title, and that nobody can be recognised."""
    t = reader.t
    html.show_html(html.render_page_head(t("pages.programme.title"), t("programme.lead")))


def show_too_few(reader: Reader) -> None:
    """Say from how many partnerships on there is something to show."""
    t = reader.t
    why = t("programme.none_help", n=MINIMUM_PARTNERSHIPS)
    html.show_html(html.render_notice(t("programme.none"), why, icon=Icon.LOCK))


def choose_view(programme: Programme, reader: Reader) -> None:
    """Show the views that there are; the address holds the chosen one."""
    t, shown = reader.t, programme.shown
    words = {_ALL: t("programme.view.all")}
    words |= {
        each.phase.value: capitalise(t(f"phase.{each.phase.value}"))
        for each in programme.views
        if each.phase
    }
    session.show_value(_KEY, shown.phase.value if shown and shown.phase else _ALL)
    st.radio(
        t("programme.view"),
        list(words),
        format_func=words.__getitem__,
        horizontal=True,
        key=_KEY,
        on_change=_write_phase,
    )
    if shown:
        count = reader.formatter.number(shown.partnerships)
        told = t("programme.view.of", n=shown.partnerships, count=count)
        html.show_html(html.render_muted(told))
    if len(words) <= len(Phase):
        st.caption(t("programme.hidden_phases"))


def show_guidelines(programme: Programme, reader: Reader) -> None:
    """Show how often each guideline asks for attention, with cards that help."""
    t = reader.t
    words = {each.code: _name_guideline(each.code, reader) for each in programme.guidelines}
    html.show_html(
        html.render_section(t("programme.guidelines"), t("programme.guidelines_help")),
        render_bars(
            BarTable(t("programme.column.guideline"), programme.guidelines, words, programme.cards),
            reader,
        ),
    )


def show_obstacles(programme: Programme, reader: Reader) -> None:
    """Show how often each obstacle is met, with cards that help."""
    t = reader.t
    words = {each.code: t(f"obstacle.{each.code}") for each in programme.obstacles}
    html.show_html(
        html.render_section(t("programme.obstacles"), t("programme.obstacles_help")),
        render_bars(
            BarTable(t("programme.column.obstacle"), programme.obstacles, words, programme.cards),
            reader,
        ),
        html.render_muted(t("programme.rounding")),
    )


def show_unmeasured(programme: Programme, reader: Reader) -> None:
    """Say of what the check-in tells nothing, with cards to ask about it."""
    t = reader.t
    items = [
        Markup("<li><strong>{}</strong> {}</li>").format(
            t(f"obstacle.{code}") if code in set(Obstacle) else _name_guideline(code, reader),
            _render_cards(programme.cards.get(code, []), reader),
        )
        for code in programme.unmeasured
    ]
    html.show_html(
        html.render_section(t("programme.unmeasured"), t("programme.unmeasured_help")),
        Markup('<ul class="pm-unmeasured">{}</ul>').format(Markup("").join(items)),
    )


def render_bars(table: BarTable, reader: Reader) -> Markup:
    """Return a table with a bar a row, and the rest in a list.

    The words beside a bar say the same. Nobody is not told from hardly anybody.
    """
    t = reader.t
    heads = [table.column, t("programme.column.share"), t("programme.column.cards")]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    rows = Markup("").join(_render_row(each, table, reader) for each in table.rows if each.in_ten)
    rest = [table.words[each.code] for each in table.rows if not each.in_ten]
    body = Markup("")
    if rows:
        body = Markup(
            '<table class="pm-programme"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        ).format(head, rows)
    if rest:
        hardly = Markup("").join(Markup("<li>{}</li>").format(each) for each in rest)
        body += Markup(
            '<p class="pm-programme-rest">{}</p><ul class="pm-programme-rest">{}</ul>'
        ).format(t("programme.hardly"), hardly)
    return body


def _render_row(row: Frequency, table: BarTable, reader: Reader) -> Markup:
    return Markup(
        '<tr><th scope="row">{}</th><td><span class="pm-share" aria-hidden="true">'
        '<span style="width:{}%"></span></span><span>{}</span></td><td>{}</td></tr>'
    ).format(
        table.words[row.code],
        row.in_ten * 10,
        write_share(row.in_ten, reader),
        _render_cards(table.cards.get(row.code, []), reader),
    )


def write_share(in_ten: int, reader: Reader) -> str:
    """Say in how many of ten."""
    if in_ten == _EVERYWHERE:
        return reader.t("programme.nearly")
    return reader.t("programme.in_ten", n=in_ten)


def _render_cards(cards: Sequence[Card], reader: Reader) -> Markup:
    """Name the cards, as links for those to whom the library is open."""
    name = Markup('<a href="/cards?card={}" target="_self">{}</a>')
    if not permits.may_see_any():
        name = Markup("<span>{1}</span>")
    return Markup(" · ").join(
        name.format(each.code, each.title[reader.t.language]) for each in cards
    )


def _name_guideline(code: str, reader: Reader) -> str:
    return capitalise(reader.t(f"guideline.{code}"))


def _write_phase() -> None:
    chosen = session.chosen(_KEY, _ALL)
    if chosen == _ALL:
        st.query_params.pop(PHASE, None)
    else:
        st.query_params[PHASE] = chosen
