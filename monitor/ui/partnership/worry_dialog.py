"""Doing something with a worry: in a dialog that asks who, and what is to be written with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import streamlit as st

from monitor.domain.errors import InvalidTransitionError
from monitor.domain.flags.view import WorryView
from monitor.domain.register.record import Authorship
from monitor.i18n.reader import Reader
from monitor.services.flags import handle_worry
from monitor.ui import cached, cards, html, session
from monitor.ui.writer import NameField, ask_name, known_name

MAXIMUM_TEXT_LENGTH = 1000
_USUAL_REST = timedelta(weeks=4)


class Action(StrEnum):
    """What somebody may do with a worry on its card."""

    SEE = "see"
    TALK = "talk"
    SNOOZE = "snooze"
    NOTE = "note"
    CLOSE = "close"
    BACK = "back"  # Let it rest no longer, or take back that it was closed.


_WITH_TEXT = {Action.TALK, Action.NOTE, Action.CLOSE, Action.SNOOZE}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was filled in; ``until``: the day until which the worry may rest."""

    name: NameField
    text: str = ""
    until: date | None = None


def act(action: Action, view: WorryView, title: str, reader: Reader) -> None:
    """Do it at once where nothing needs to be asked any more, else open the dialog."""
    name = known_name()
    if name and action not in _WITH_TEXT and _do(action, view, _Typed(NameField(name))):
        _finish(action, reader)
    _open(action, view, title, reader)


def _open(action: Action, view: WorryView, title: str, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t(f"worry.do.{action.value}"))
    def fill_in() -> None:
        html.show_html(cards.render_card_title(title))
        st.caption(t(f"worry.help.{action.value}"))
        with st.form(f"worry.form.{action.value}", border=False):
            typed = _ask(action, view, reader)
            is_sent = st.form_submit_button(t("worry.save"), type="primary")
        if not is_sent:
            return
        if faults := _find_faults(action, typed):
            st.error("  \n".join(t(f"worry.fault.{fault}") for fault in faults))
        elif _do(action, view, typed):
            _finish(action, reader)
        else:
            st.error(t("worry.fault.first"))

    fill_in()


def _ask(action: Action, view: WorryView, reader: Reader) -> _Typed:
    t, place = reader.t, f"{action.value}.{view.worry.id}"
    until, text = None, ""
    if action is Action.SNOOZE:
        key = f"worry.until.{place}"
        session.suggest(key, session.context().today() + _USUAL_REST)
        until = st.date_input(t("worry.ask_day"), None, key=key, format="DD/MM/YYYY")
    if action in _WITH_TEXT:
        label = t(f"worry.ask_text.{action.value}")
        key = f"worry.text.{place}"
        text = st.text_area(label, key=key, max_chars=MAXIMUM_TEXT_LENGTH, height=110)
    return _Typed(ask_name(reader, f"worry.form.{place}"), text.strip(), until)


def _find_faults(action: Action, typed: _Typed) -> Sequence[str]:
    is_snoozed = action is Action.SNOOZE
    is_soon = typed.until is None or typed.until <= session.context().today()
    checks = {
        "day": is_snoozed and is_soon,
        "reason": is_snoozed and not typed.text,
        "text": action is Action.NOTE and not typed.text,
        "name": typed.name.is_missing,
    }
    return [fault for fault, is_wrong in checks.items() if is_wrong]


def _do(action: Action, view: WorryView, typed: _Typed) -> bool:
    """Do it; tell whether it could be done, which it cannot when somebody else was first."""
    try:
        _write(action, view, typed, typed.name.sign())
    except InvalidTransitionError:
        return False
    cached.forget()
    return True


def _write(action: Action, view: WorryView, typed: _Typed, written: Authorship) -> None:
    context, worry_id = session.context(), view.worry.id
    match action:
        case Action.SEE:
            handle_worry.see(context, worry_id, written)
        case Action.TALK:
            handle_worry.talk(context, worry_id, typed.text, written)
        case Action.NOTE:
            handle_worry.note(context, worry_id, typed.text, written)
        case Action.CLOSE:
            handle_worry.close(context, worry_id, typed.text, written)
        case Action.SNOOZE:
            until = typed.until or context.today()
            handle_worry.snooze(context, worry_id, until, typed.text, written)
        case Action.BACK if view.can_reopen:
            handle_worry.reopen(context, worry_id, written)
        case Action.BACK:
            handle_worry.wake(context, worry_id, written)


def _finish(action: Action, reader: Reader) -> None:
    st.toast(reader.t(f"worry.done.{action.value}"), icon=":material/check:")
    st.rerun()
