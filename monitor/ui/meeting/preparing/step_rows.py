"""The steps of a plan, in order: what each screen will say, how long it takes, and its place."""

from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.meeting import note_key
from monitor.domain.meeting.plan import MINUTES, NEEDS_KEYS, Plan, Step
from monitor.domain.meeting.plan_changes import cover, set_minutes, shift
from monitor.i18n.meeting_sentences import full_step_name, write_title
from monitor.i18n.reader import Reader
from monitor.ui import html, session
from monitor.ui.icons import Icon, render_icon
from monitor.ui.labels import write_label
from monitor.ui.meeting.preparing.desk import change_plan

_MOVES = ((-1, "up", ":material/arrow_upward:"), (1, "down", ":material/arrow_downward:"))
_MINUTES_PIXELS = 128


@dataclass(frozen=True, slots=True)
class Preview:
    """What the screens of a plan will say; ``spoken``: the reader of the shared screen."""

    deck: Deck
    spoken: Reader


def show_step_rows(plan: Plan, preview: Preview, reader: Reader) -> None:
    """Show a row for each step, with what moves it and what takes it away."""
    t = reader.t
    total = t("meeting.plan.total", n=plan.minutes, steps=len(plan.steps))
    html.show_html(html.render_section(t("meeting.plan.title"), total))
    html.show_html(html.render_notice(t("meeting.plan.closed"), t("meeting.plan.closed_help")))
    if not plan.steps:
        html.show_html(html.render_empty(t("meeting.plan.none"), t("meeting.plan.none_help")))
    for place, step in enumerate(plan.steps):
        _show_row(place, step, plan, preview, reader)


def _show_row(place: int, step: Step, plan: Plan, preview: Preview, reader: Reader) -> None:
    name = note_key(step)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"meeting-step-{name}"
    ):
        html.show_html(_render_step(place, step, preview, reader))
        called = write_label(full_step_name(step, preview.deck, reader))
        _ask_minutes(step, called, reader)
        with st.container(
            horizontal=True, width="content", gap="xxsmall", key=f"meeting-tools-{name}"
        ):
            _show_moves(place, step, plan, called, reader)


def _render_step(place: int, step: Step, preview: Preview, reader: Reader) -> Markup:
    slide = preview.deck.slide_of(step)
    says = write_title(slide, preview.deck, preview.spoken) if slide else ""
    if step.card is not None:
        says = preview.spoken.t("meeting.plan.card_says")
    closed = step.kind in NEEDS_KEYS and not preview.deck.is_open_to_all
    return Markup(
        '<div class="pm-plan-step"><span class="pm-plan-number">{}</span><div>'
        '<p class="pm-strong">{}{}</p><p class="pm-muted" lang="{}">{}</p></div></div>'
    ).format(
        reader.formatter.number(place + 1),
        full_step_name(step, preview.deck, reader),
        _lock(reader) if closed else "",
        preview.spoken.t.language.value,
        says,
    )


def _lock(reader: Reader) -> Markup:
    return Markup(' <span class="pm-plan-lock">{}{}</span>').format(
        render_icon(Icon.LOCK), reader.t("meeting.plan.locked")
    )


def _ask_minutes(step: Step, called: str, reader: Reader) -> None:
    name = note_key(step)
    key = f"meeting.minutes.{name}"
    session.show_value(key, step.minutes)
    st.number_input(
        reader.t("meeting.plan.minutes", step=called),
        min_value=MINUTES.start,
        max_value=MINUTES.stop - 1,
        icon=":material/timer:",
        key=key,
        label_visibility="collapsed",
        width=_MINUTES_PIXELS,
        on_change=_take_minutes,
        args=(key, name),
    )


def _take_minutes(key: str, name: str) -> None:
    change_plan(partial(set_minutes, name=name, minutes=session.chosen(key, MINUTES.start)))


def _show_moves(place: int, step: Step, plan: Plan, called: str, reader: Reader) -> None:
    """Show the buttons of a step; their words are for screen readers, their signs for the rest."""
    t, name = reader.t, note_key(step)
    for (by, word, icon), last in zip(_MOVES, (0, len(plan.steps) - 1), strict=True):
        label = t(f"meeting.plan.{word}", step=called)
        st.button(
            label,
            icon=icon,
            help=label,
            type="tertiary",
            key=f"meeting.{word}.{name}",
            disabled=place == last,
            on_click=change_plan,
            args=(partial(shift, name=name, by=by),),
        )
    label = t("meeting.plan.cover", step=called)
    st.button(
        label,
        help=label,
        icon=":material/visibility_off:",
        type="tertiary",
        key=f"meeting.cover.{name}",
        on_click=change_plan,
        args=(partial(cover, name=name),),
    )
