"""What holds for a whole meeting: its round, who speaks first, and what the screen shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from monitor.domain.meeting.plan import Plan
from monitor.domain.meeting.plan_changes import change_round, let_begin
from monitor.domain.partnership import Language
from monitor.domain.results import PublishedRound
from monitor.domain.round import RoundId
from monitor.i18n.meeting_sentences import write_order
from monitor.i18n.reader import Reader
from monitor.services.meeting.prepare import MeetingsView
from monitor.ui import cards, html, session
from monitor.ui.icons import Icon
from monitor.ui.labels import write_label
from monitor.ui.meeting.preparing.desk import change_plan, speak
from monitor.ui.meeting.preparing.step_rows import Preview
from monitor.ui.session import PlanDesk

_ROUND, _FIRST, _LANGUAGE = "meeting.round", "meeting.first", "meeting.language"


def show_settings(desk: PlanDesk, view: MeetingsView, preview: Preview, reader: Reader) -> None:
    """Show the settings; each choice changes the plan at once."""
    t = reader.t
    with st.container(border=True, key="meeting-settings"):
        html.show_html(cards.render_card_title(t("meeting.settings")))
        _ask_round(desk.plan, view, reader)
        _ask_first(desk.plan, view, reader)
        _ask_switch("outside", desk.plan, "has_outside_view", reader)
        order = write_order(preview.deck, reader)
        html.show_html(
            cards.render_icon_line(Icon.VOICE, t("meeting.order", order=" → ".join(order)))
        )
        _ask_language(desk.language, reader)
        _ask_switch("questions", desk.plan, "shows_questions", reader)


def _ask_round(plan: Plan, view: MeetingsView, reader: Reader) -> None:
    releases: Mapping[RoundId, PublishedRound] = {each.round_id: each for each in view.releases}
    session.show_value(_ROUND, plan.round_id)
    st.selectbox(
        reader.t("meeting.round"),
        list(releases)[::-1],
        format_func=lambda each: reader.formatter.quarter(releases[each].quarter),
        key=_ROUND,
        on_change=_take,
        args=(_ROUND, lambda plan, chosen: change_round(plan, releases[chosen])),
    )


def _ask_first(plan: Plan, view: MeetingsView, reader: Reader) -> None:
    session.show_value(_FIRST, plan.speaking_order[0])
    st.radio(
        reader.t("meeting.first"),
        [party.id for party in view.partnership.parties],
        format_func=lambda party: write_label(view.partnership.party(party).name),
        key=_FIRST,
        help=reader.t("meeting.first_help"),
        on_change=_take,
        args=(_FIRST, let_begin),
    )


def _ask_language(language: Language, reader: Reader) -> None:
    session.show_value(_LANGUAGE, language)
    st.radio(
        reader.t("meeting.language"),
        list(Language),
        format_func=lambda each: reader.t(f"language.{each.value}"),
        key=_LANGUAGE,
        horizontal=True,
        on_change=lambda: speak(session.chosen(_LANGUAGE, language)),
    )


def _ask_switch(name: str, plan: Plan, field: str, reader: Reader) -> None:
    key = f"meeting.{name}"
    session.show_value(key, getattr(plan, field))
    st.toggle(
        reader.t(f"meeting.{name}"),
        key=key,
        help=reader.t(f"meeting.{name}_help"),
        on_change=_take,
        args=(key, lambda plan, is_on: replace(plan, **{field: is_on})),
    )


def _take(key: str, change: Callable[[Plan, Any], Plan]) -> None:
    """Change the plan by what an input holds now."""
    change_plan(lambda plan: change(plan, session.chosen(key, None)))
