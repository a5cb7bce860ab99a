"""Relationship managers in the register: who they are, and which partnerships are theirs."""

from collections.abc import Sequence

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, PartnershipId
from monitor.i18n.reader import Reader
from monitor.services.register.find_partnerships import FoundPartnership, find_partnerships
from monitor.services.register.manage_managers import (
    ManagerDraft,
    ManagerLine,
    add_manager,
    assign_manager,
    change_manager,
    delete_manager,
    find_manager_faults,
    list_managed,
    list_managers,
)
from monitor.ui import html, session
from monitor.ui.labels import write_label
from monitor.ui.register import parts
from monitor.ui.register.parts import Part


def show_managers(reader: Reader) -> None:
    """Show the manager that the address names, or all of them."""
    lines = list_managers(session.context())
    asked = parts.asked_id()
    if asked is None:
        _show_list(lines, reader)
        return
    parts.show_way_back(Part.MANAGERS, reader)
    line = next((each for each in lines if each.manager.id == asked), None)
    if line is None:
        st.write(reader.t("register.gone"))
    else:
        _show_sheet(line.manager, reader)


def _show_list(lines: Sequence[ManagerLine], reader: Reader) -> None:
    t = reader.t
    with st.container(gap=None):
        for each in lines:
            with st.container(horizontal=True, vertical_alignment="center"):
                parts.show_opener(
                    Part.MANAGERS, each.manager.id, each.manager.name, icon=":material/person:"
                )
                st.caption(t("register.manager.count", n=each.partnerships))
    if not lines:
        html.show_html(
            html.render_empty(t("register.manager.none"), t("register.manager.none_help"))
        )
    if st.button(t("register.manager.add"), icon=":material/add:", key="register.manager.add"):
        _ask(None, reader)


def _show_sheet(manager: Manager, reader: Reader) -> None:
    t = reader.t
    html.show_html(html.render_section(manager.name))
    with st.container(border=True):
        parts.show_facts(
            [
                (t("checkins.people.email"), manager.email or t("checkins.people.no_mail")),
                (t("checkins.people.language"), t(f"language.{manager.language.value}")),
                (
                    t("register.manager.digest"),
                    t("register.manager.digest_on" if manager.wants_digest else "register.off"),
                ),
            ]
        )
        with st.container(horizontal=True):
            if st.button(t("register.change"), icon=":material/edit:", key="register.change"):
                _ask(manager, reader)
            label = t("register.manager.delete")
            if st.button(label, type="tertiary", key="register.manager.delete"):
                _confirm_deletion(manager, reader)
    _show_partnerships(manager, reader)
    _show_assignment(manager, reader)


def _show_partnerships(manager: Manager, reader: Reader) -> None:
    t = reader.t
    theirs = list_managed(session.context(), manager.id)
    finding = t("register.manager.count", n=len(theirs))
    html.show_html(html.render_section(t("register.part.partnerships"), finding))
    with st.container(gap=None):
        for partnership_id, name in theirs[: parts.LONGEST_LIST]:
            parts.show_opener(Part.PARTNERSHIPS, partnership_id, name, icon=":material/handshake:")
    if len(theirs) > parts.LONGEST_LIST:
        st.caption(t("register.more", n=parts.LONGEST_LIST))


def _show_assignment(manager: Manager, reader: Reader) -> None:
    """Let partnerships be found, and several at once become this manager's."""
    t = reader.t
    html.show_html(html.render_section(t("register.assign"), t("register.assign.lead")))
    search = parts.ask_search(Part.PARTNERSHIPS, reader)
    found = [
        each
        for each in find_partnerships(session.context(), search, parts.LONGEST_LIST + 1)
        if each.line.manager_id != manager.id
    ]
    shown = found[: parts.LONGEST_LIST]
    if not shown:
        st.write(t("register.assign.none"))
        return
    with st.form("register.assign_form"):
        chosen = [each.line.id for each in shown if _ask_one(each, reader)]
        with st.container(horizontal=True):
            is_some = st.form_submit_button(t("register.assign.do"), type="primary")
            is_all = st.form_submit_button(t("register.assign.all", n=len(shown)))
    parts.say_how_many(len(found), search, reader)
    if is_some or is_all:
        _assign(manager, [each.line.id for each in shown] if is_all else chosen, reader)


def _ask_one(found: FoundPartnership, reader: Reader) -> bool:
    name = write_label(found.line.name)
    if found.manager:
        other = write_label(found.manager.name)
        name = reader.t("register.assign.now", partnership=name, manager=other)
    return st.checkbox(name, key=f"register.assign.{found.line.id}")


def _assign(manager: Manager, chosen: Sequence[PartnershipId], reader: Reader) -> None:
    if not chosen:
        parts.tell(["nothing_chosen"], reader)
        return
    with st.spinner(reader.t("register.working")):
        assign_manager(session.context(), manager.id, chosen)
    parts.finish(reader)


def _ask(manager: Manager | None, reader: Reader) -> None:
    t = reader.t

    @st.dialog(manager.name if manager else t("register.manager.add"))
    def ask() -> None:
        with st.form("register.manager_form", border=False):
            draft = _ask_fields(manager, reader)
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if is_sent and not parts.tell(find_manager_faults(draft), reader):
            _save(manager, draft, reader)

    ask()


def _save(manager: Manager | None, draft: ManagerDraft, reader: Reader) -> None:
    context = session.context()
    try:
        if manager is None:
            add_manager(context, draft)
        else:
            change_manager(context, manager, draft)
    except RecordChangedError:
        parts.tell(["changed"], reader)
    else:
        parts.finish(reader)


def _ask_fields(manager: Manager | None, reader: Reader) -> ManagerDraft:
    t, languages = reader.t, list(Language)
    name = st.text_input(
        t("checkins.people.name"), manager.name if manager else "", key="register.manager.name"
    )
    email = st.text_input(
        t("checkins.people.email"),
        (manager.email if manager else None) or "",
        key="register.manager.email",
    )
    language = st.selectbox(
        t("checkins.people.language"),
        languages,
        index=languages.index(manager.language if manager else t.language),
        format_func=lambda each: t(f"language.{each.value}"),
        key="register.manager.language",
    )
    wants_digest = st.checkbox(
        t("register.manager.wants_digest"),
        manager.wants_digest if manager else True,
        key="register.manager.digest",
    )
    return ManagerDraft(
        name.strip(), email.strip() or None, language or t.language, wants_digest=wants_digest
    )


def _confirm_deletion(manager: Manager, reader: Reader) -> None:
    t = reader.t

    def delete() -> None:
        with st.spinner(t("register.working")):
            delete_manager(session.context(), manager.id)
        del st.query_params["id"]
        parts.finish(reader)

    parts.confirm(
        t("register.manager.delete_whom", name=manager.name),
        t("register.manager.delete_help"),
        t("register.manager.delete"),
        reader,
        delete,
    )
