"""The part of the page about the collaboration agreement: how it stands, and what can be done."""

from datetime import date

import streamlit as st

from monitor.domain.errors import InvalidRecordError, RecordChangedError
from monitor.domain.partnership import Language
from monitor.domain.register.collaboration import Collaboration, is_review_due
from monitor.domain.register.record import Record
from monitor.i18n.reader import Reader
from monitor.reports.agreement_document import make_agreement_document
from monitor.services.agreements.collaborate import CollaborationView, sign
from monitor.services.trail.take_away import take_away
from monitor.ui import cached, html, permits, session
from monitor.ui.agreements import collaboration_form as form
from monitor.ui.agreements.collaboration_document import render_document
from monitor.ui.agreements.difference_view import write_authorship
from monitor.ui.agreements.parts import open_versions
from monitor.ui.icons import Icon
from monitor.ui.writer import ask_name


def show_collaboration(view: CollaborationView, reader: Reader) -> None:
    """Show the document with what can be done to it, or the form in which it is written."""
    may_write = permits.may_write(view.partnership.id)
    if may_write and form.is_open():
        form.show_form(view, reader)
        return
    t, record = reader.t, view.record
    html.show_html(html.render_section(t("collaboration.title"), _describe_state(view, reader)))
    if is_review_due(view.collaboration, view.today):
        html.show_html(
            html.render_notice(
                t("collaboration.review_due"), t("collaboration.review_help"), icon=Icon.CALENDAR
            )
        )
    with st.container(horizontal=True):
        if may_write:
            _offer_form(view, reader)
        if record:
            _show_actions(view, record, reader)
    if not may_write:
        permits.show_read_only(reader)
    html.show_html(render_document(view.collaboration, view.partnership, reader))


def _offer_form(view: CollaborationView, reader: Reader) -> None:
    st.button(
        reader.t("collaboration.edit" if view.record else "collaboration.begin"),
        icon=":material/edit:",
        type="secondary" if view.record else "primary",
        key="collaboration.begin",
        on_click=form.begin,
        args=(view,),
    )


def _describe_state(view: CollaborationView, reader: Reader) -> str:
    """Say whether the present words are signed, and which version was."""
    t, day, record, signed = reader.t, reader.formatter.long_day, view.record, view.last_signed
    if record is None:
        return t("collaboration.state.none")
    said = [
        t(
            "collaboration.version",
            number=record.version,
            who=write_authorship(record.written, reader),
        )
    ]
    if signed is None or signed.content.signed_on is None:
        said.insert(0, t("collaboration.state.draft"))
    elif signed is record:
        said.insert(0, t("collaboration.state.signed", day=day(signed.content.signed_on)))
    else:
        signed_on = day(signed.content.signed_on)
        said.insert(0, t("collaboration.state.changed", number=signed.version, day=signed_on))
    return " ".join(said)


def _show_actions(view: CollaborationView, record: Record[Collaboration], reader: Reader) -> None:
    t, partnership_id = reader.t, view.partnership.id
    if record.content.signed_on is None and permits.may_write(partnership_id):
        with st.popover(t("collaboration.sign"), icon=":material/signature:"):
            _show_signing(record, view.today, reader)
    if permits.may_take_away(partnership_id):
        with st.popover(t("collaboration.print"), icon=":material/print:"):
            _show_printing(view, reader)
    if record.version > 1:
        st.button(
            t("agreements.history", n=record.version),
            icon=":material/history:",
            type="tertiary",
            key="collaboration.history",
            on_click=open_versions,
            args=(record.id,),
        )


def _show_signing(record: Record[Collaboration], today: date, reader: Reader) -> None:
    """Ask on which day the parties signed."""
    t = reader.t
    with st.form("collaboration.sign", border=False):
        st.write(t("collaboration.sign_help"))
        signed_on = st.date_input(
            t("collaboration.field.signed_on"),
            today,
            key="collaboration.signed",
            format="DD/MM/YYYY",
        )
        name = ask_name(reader, "collaboration.sign")
        is_sent = st.form_submit_button(t("collaboration.sign_do"), type="primary")
    if not is_sent or not isinstance(signed_on, date):
        return
    if name.is_missing:
        st.error(t("agreements.fault.name_missing"))
        return
    try:
        sign(session.context(), record, signed_on, name.sign())
        st.toast(t("collaboration.signed"))
    except InvalidRecordError:
        st.error(t("collaboration.fault.signed_ahead"))
        return
    except RecordChangedError:
        st.toast(t("agreements.changed"))
    cached.forget()
    st.rerun()


def _show_printing(view: CollaborationView, reader: Reader) -> None:
    """Make the document as a PDF in the language that is asked."""
    t = reader.t
    language = st.selectbox(
        t("paper.downloads.language"),
        [t.language, *(each for each in Language if each is not t.language)],
        format_func=lambda each: t(f"language.{each.value}"),
        key="collaboration.language",
    )
    if not st.button(t("paper.downloads.make"), key="collaboration.make"):
        return
    take_away(session.context(), view.partnership.id, "collaboration")
    with st.spinner(t("paper.downloads.busy")):
        file = make_agreement_document(view, language or t.language, reader.formatter.time_zone)
    st.download_button(
        t("paper.downloads.save", kind="PDF"),
        file,
        file_name=f"{t('collaboration.file')}.pdf",
        mime="application/pdf",
        key="collaboration.save_file",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
