"""What people take home from a meeting: choose files, have them made, and download them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import Language, Partnership
from monitor.domain.round import Quarter
from monitor.i18n.reader import Reader
from monitor.reports.pack.about import write_openness
from monitor.reports.pack.formats import House, PackFormat, file_name, make_file_of_house
from monitor.services.meeting.prepare import MeetingsView, read_meetings
from monitor.services.meeting.read_pack import Pack, read_pack, read_pack_of_meeting
from monitor.services.trail.take_away import take_away
from monitor.settings import read_settings
from monitor.ui import background, html, permits, session
from monitor.ui.icons import Icon
from monitor.ui.meeting.made_files import show_order
from monitor.ui.meeting.preparing.parts import MEETING
from monitor.ui.parts import asked_number

_CHOICE = "take_home.choice"


@dataclass(frozen=True, slots=True)
class _Choice:
    """What files can be about: a meeting that was held, or a round without one."""

    quarter: Quarter
    meeting_id: MeetingId | None = None
    held_on: date | None = None


def show_take_home(partnership: Partnership, reader: Reader) -> None:
    """Let somebody choose a meeting and its files, and download them once they are made."""
    if not permits.may_take_away(partnership.id):
        permits.show_not_taken_away(reader)
        return
    t = reader.t
    view = read_meetings(session.context(), partnership.id)
    choices = _list_choices(view, reader)
    if not choices:
        html.show_html(html.render_empty(t("pack.none"), t("pack.none_help")))
        return
    html.show_html(html.render_section(t("pack.title"), t("pack.help")))
    choice, language = _choose(choices, reader)
    pack = _read(choice, partnership)
    icon = Icon.EYE if pack.deck.is_open_to_all else Icon.LOCK
    html.show_html(
        html.render_notice(t("pack.fact.parties"), write_openness(pack, reader), icon=icon)
    )
    formats = _choose_formats(reader)
    if st.button(
        t("pack.make"),
        type="primary",
        icon=":material/folder_zip:",
        key="take_home.make",
        disabled=not formats,
    ):
        _order(pack, formats, language, _write_choice(choice, reader))
    order = session.pack_order(partnership.id)
    if order is not None:
        show_order(order, reader)


def _choose(choices: Sequence[_Choice], reader: Reader) -> tuple[_Choice, Language]:
    t = reader.t
    languages = [t.language, *(each for each in Language if each is not t.language)]
    session.suggest(_CHOICE, _find_asked(choices))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.selectbox(
            t("pack.choice"),
            choices,
            format_func=lambda each: _write_choice(each, reader),
            key=_CHOICE,
            width=440,
        )
        language = st.selectbox(
            t("pack.language"),
            languages,
            format_func=lambda each: t(f"language.{each.value}"),
            key="take_home.language",
            width=180,
        )
    return choice or choices[0], language or t.language


def _find_asked(choices: Sequence[_Choice]) -> _Choice:
    """Return the meeting that the address names; else the newest."""
    asked = asked_number(MEETING)
    return next((each for each in choices if asked and each.meeting_id == asked), choices[0])


def _choose_formats(reader: Reader) -> Sequence[PackFormat]:
    """Show every kind of file with what it is for; all are chosen at first."""
    t, chosen = reader.t, []
    with st.container(gap="small", key="take-home-formats"):
        st.markdown(f"**{t('pack.formats')}**")
        for each in PackFormat:
            label = f"{t(f'pack.format.{each.value}')}: {t(f'pack.format.{each.value}.help')}"
            if st.checkbox(label, value=True, key=f"take_home.format.{each.value}"):
                chosen.append(each)
    return chosen


def _order(pack: Pack, formats: Sequence[PackFormat], language: Language, about: str) -> None:
    """Have the files made in the background, in place of what was asked before."""
    context = session.context()
    take_away(context, pack.partnership.id, "pack")
    house = House(context.time_zone, context.public_url, read_settings().pptx_template)
    work = {
        each.value: partial(make_file_of_house, pack, each, language, house) for each in formats
    }
    names = {each.value: file_name(pack, each, language) for each in formats}
    job = background.start(work)
    session.keep_pack_order(session.PackOrder(pack.partnership.id, about, names, job))


def _list_choices(view: MeetingsView, reader: Reader) -> Sequence[_Choice]:
    """Return the meetings that began, the newest first, and then the rounds without one."""
    quarters = {each.round_id: each.quarter for each in view.releases}
    zone = reader.formatter.time_zone
    held = [
        _Choice(quarters[each.plan.round_id], each.id, each.began_at.astimezone(zone).date())
        for each in view.meetings
        if each.began_at is not None and each.plan.round_id in quarters
    ]
    told = {each.quarter for each in held}
    rest = [_Choice(each) for each in reversed(quarters.values()) if each not in told]
    return [*held, *rest]


def _write_choice(choice: _Choice, reader: Reader) -> str:
    t, formatter = reader.t, reader.formatter
    quarter = formatter.quarter(choice.quarter)
    if choice.held_on is None:
        return t("pack.choice.round", quarter=quarter)
    return t("pack.choice.meeting", day=formatter.long_day(choice.held_on), quarter=quarter)


def _read(choice: _Choice, partnership: Partnership) -> Pack:
    context = session.context()
    if choice.meeting_id is not None:
        return read_pack_of_meeting(context, choice.meeting_id)
    return read_pack(context, partnership.id, choice.quarter)
