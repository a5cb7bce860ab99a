"""The form of the collaboration agreement; nothing typed is lost when it is refused."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.partnership import Partnership
from monitor.domain.register.collaboration import MOST_ROLES, Collaboration, TopicRoles
from monitor.domain.register.record import Record
from monitor.i18n.agreement_words import (
    FRAMES_PREFIX,
    SECTIONS,
    text_of,
    write_collaboration,
)
from monitor.i18n.reader import Reader
from monitor.services.agreements.collaborate import (
    MAXIMUM_LENGTH,
    CollaborationView,
    find_collaboration_faults,
    read_collaboration,
    save_collaboration,
)
from monitor.ui import cached, html, session
from monitor.ui.agreements.collaboration_tables import (
    KEY,
    ask_contributions,
    ask_needs,
    ask_roles,
)
from monitor.ui.agreements.day_field import ask_day
from monitor.ui.agreements.difference_view import show_conflict
from monitor.ui.parts import asked_number, drop
from monitor.ui.writer import NameField, ask_name

_EDIT, _ROWS = "edit", "rows"  # In the address: the version it is made from, and rows of roles.
_MORE_ROWS = 3
_HEIGHT = 110  # Four lines: enough to see what was typed, on a phone too.
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class _Typed:
    """The agreement as it was typed, and by whom."""

    collaboration: Collaboration
    name: NameField


def is_open() -> bool:
    """Tell whether the address asks for the form."""
    return _EDIT in st.query_params


def begin(view: CollaborationView) -> None:
    """Ask for the form, from the present version on; only before the page runs."""
    st.query_params[_EDIT] = str(view.record.version if view.record else 0)


def show_form(view: CollaborationView, reader: Reader) -> None:
    """Show the form, and save what was typed as the next version."""
    t = reader.t
    html.show_html(html.render_section(t("collaboration.form"), t("collaboration.form_help")))
    seen = _find_seen(view)
    typed = _ask(seen.content if seen else Collaboration(), view.partnership, reader)
    if typed is None or _show_faults(typed, view.partnership, reader):
        return
    arguments = (view.partnership.id, typed.collaboration, seen)
    try:
        save_collaboration(session.context(), *arguments, typed.name.sign())
    except RecordChangedError:
        _show_change(seen, view.partnership, reader)
        return
    cached.forget()
    drop(_EDIT, _ROWS)
    st.toast(t("collaboration.saved"))
    st.rerun()


def _find_seen(view: CollaborationView) -> Record[Collaboration] | None:
    """Return the version that the form was opened with, or None if there was none."""
    asked = asked_number(_EDIT)
    return next((each for each in view.versions if each.version == asked), None)


def _ask(start: Collaboration, partnership: Partnership, reader: Reader) -> _Typed | None:
    """Show all fields by section, and return what was typed once it is sent."""
    t = reader.t
    with st.form(KEY, border=False, enter_to_submit=False):
        typed = start
        for section in SECTIONS:
            typed = _ask_section(section, typed, partnership, reader)
        reason = st.text_input(
            t("collaboration.reason"),
            key=f"{KEY}.reason",
            max_chars=LONGEST_REASON,
            help=t("collaboration.reason_help"),
        )
        name = ask_name(reader, KEY)
        with st.container(horizontal=True):
            is_sent = st.form_submit_button(t("agreements.save"), type="primary", key=f"{KEY}.save")
            is_given_up = st.form_submit_button(t("pages.cancel"), key=f"{KEY}.cancel")
    if is_given_up:
        drop(_EDIT, _ROWS)
        st.rerun()
    return _Typed(replace(typed, reason=reason or ""), name) if is_sent else None


def _ask_section(
    section: str, typed: Collaboration, partnership: Partnership, reader: Reader
) -> Collaboration:
    """Show the fields of a section, and return the agreement with what they hold."""
    t = reader.t
    html.show_html(html.render_section(t(f"collaboration.section.{section}")))
    for name in SECTIONS[section]:
        match name:
            case "contributions":
                typed = replace(typed, contributions=ask_contributions(typed, partnership, reader))
            case "needs":
                typed = replace(typed, needs=ask_needs(typed, partnership, reader))
            case "roles":
                typed = replace(typed, roles=_ask_roles(typed, partnership, reader))
            case "review_on":
                label = _label(name, reader)
                day = ask_day(label, typed.review_on, reader, key=f"{KEY}.review_on")
                typed = replace(typed, review_on=day)
            case _:
                typed = _with_text(typed, name, _ask_text(name, typed, reader))
    return typed


def _ask_roles(
    typed: Collaboration, partnership: Partnership, reader: Reader
) -> tuple[TopicRoles, ...]:
    """Show the table of roles with a few empty rows, and a way to get more."""
    rows = min(MOST_ROLES, max(asked_number(_ROWS) or 0, len(typed.roles) + _MORE_ROWS))
    roles = ask_roles(typed, partnership, rows, reader)
    if rows < MOST_ROLES and st.form_submit_button(
        reader.t("collaboration.more_rows"), icon=":material/add:", key=f"{KEY}.more_rows"
    ):
        st.query_params[_ROWS] = str(rows + _MORE_ROWS)
        st.rerun()
    return roles


def _ask_text(name: str, start: Collaboration, reader: Reader) -> str:
    typed = st.text_area(
        _label(name, reader),
        text_of(start, name),
        key=f"{KEY}.{name}",
        max_chars=MAXIMUM_LENGTH,
        height=_HEIGHT,
    )
    return typed or ""


def _label(name: str, reader: Reader) -> str:
    t = reader.t
    return f"**{t(f'collaboration.field.{name}')}.** {t(f'collaboration.question.{name}')}"


def _with_text(typed: Collaboration, name: str, text: str) -> Collaboration:
    if name.startswith(FRAMES_PREFIX):
        frames = replace(typed.frames, **{name.removeprefix(FRAMES_PREFIX): text})
        return replace(typed, frames=frames)
    changed: dict[str, Any] = {name: text}
    return replace(typed, **changed)


def _show_faults(typed: _Typed, partnership: Partnership, reader: Reader) -> bool:
    """Say what is wrong; return whether anything is."""
    t, found = reader.t, find_collaboration_faults(typed.collaboration, partnership)
    said = [t(f"collaboration.fault.{key}") for key in found]
    if typed.name.is_missing:
        said.append(t("agreements.fault.name_missing"))
    if said:
        st.error("  \n".join(said))
    return bool(said)


def _show_change(
    seen: Record[Collaboration] | None, partnership: Partnership, reader: Reader
) -> None:
    """Show what somebody else wrote meanwhile; sending once more puts this version after it."""
    view = read_collaboration(session.context(), partnership.id)
    if view.record is None:
        return
    before = seen.content if seen else Collaboration()
    show_conflict(
        view.record,
        write_collaboration(before, partnership, reader),
        write_collaboration(view.record.content, partnership, reader),
        reader,
        area="collaboration",
    )
    st.query_params[_EDIT] = str(view.record.version)
