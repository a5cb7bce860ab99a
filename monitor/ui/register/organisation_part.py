"""Organisations in the register: find one, see where it takes part, change what is known."""

from dataclasses import replace

import streamlit as st

from monitor.domain.errors import InvalidOrganisationError, NotFoundError, RecordChangedError
from monitor.domain.partnership import LegalForm, Organisation, OrganisationId, PartyKind
from monitor.i18n.reader import Reader, capitalise
from monitor.services.register.manage_organisations import (
    EARLIEST_YEAR,
    OrganisationSheet,
    change_organisation,
    find_organisation_faults,
    find_organisations,
    read_organisation,
)
from monitor.ui import html, session
from monitor.ui.register import parts
from monitor.ui.register.parts import Part


def show_organisations(reader: Reader) -> None:
    """Show the organisation that the address names, or a way to find one."""
    asked = parts.asked_id()
    if asked is None:
        _show_list(reader)
        return
    parts.show_way_back(Part.ORGANISATIONS, reader)
    try:
        sheet = read_organisation(session.context(), OrganisationId(asked))
    except NotFoundError:
        st.write(reader.t("register.gone"))
        return
    _show_sheet(sheet, reader)


def _show_list(reader: Reader) -> None:
    search = parts.ask_search(Part.ORGANISATIONS, reader)
    found = find_organisations(session.context(), search, parts.LONGEST_LIST + 1)
    with st.container(gap=None):
        for each in found[: parts.LONGEST_LIST]:
            with st.container(horizontal=True, vertical_alignment="center"):
                parts.show_opener(
                    Part.ORGANISATIONS, each.id, each.name, icon=":material/apartment:"
                )
                st.caption(reader.t(f"party.{each.kind.value}"))
    parts.say_how_many(len(found), search, reader)


def _show_sheet(sheet: OrganisationSheet, reader: Reader) -> None:
    t, organisation = reader.t, sheet.organisation
    html.show_html(html.render_section(organisation.name))
    form, year = organisation.legal_form, organisation.founded_year
    with st.container(border=True):
        parts.show_facts(
            [
                (t("register.field.kind"), capitalise(t(f"party.{organisation.kind.value}"))),
                (
                    t("register.field.legal_form"),
                    t(f"legal_form.{form.value}") if form else t("register.unknown"),
                ),
                (t("register.field.year"), str(year) if year else t("register.unknown")),
            ]
        )
        if st.button(t("register.change"), icon=":material/edit:", key="register.change"):
            _ask(sheet, reader)
    html.show_html(html.render_section(t("register.takes_part")))
    with st.container(gap=None):
        for partnership_id, name in sheet.partnerships[: parts.LONGEST_LIST]:
            parts.show_opener(Part.PARTNERSHIPS, partnership_id, name, icon=":material/handshake:")
    parts.say_how_many(len(sheet.partnerships), "", reader)


def _ask(sheet: OrganisationSheet, reader: Reader) -> None:
    t, shown = reader.t, sheet.organisation

    @st.dialog(shown.name)
    def ask() -> None:
        with st.form("register.form", border=False):
            changed = _ask_fields(sheet, reader)
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if is_sent:
            _save(shown, changed, reader)

    ask()


def _save(shown: Organisation, changed: Organisation, reader: Reader) -> None:
    context = session.context()
    if parts.tell(find_organisation_faults(changed, context.today().year), reader):
        return
    try:
        with st.spinner(reader.t("register.working")):
            change_organisation(context, shown, changed)
    except RecordChangedError:
        parts.tell(["changed"], reader)
    except InvalidOrganisationError as error:
        parts.tell([str(error)], reader)
    else:
        parts.finish(reader)


def _ask_fields(sheet: OrganisationSheet, reader: Reader) -> Organisation:
    t, shown = reader.t, sheet.organisation
    kinds, forms = list(PartyKind), [None, *LegalForm]
    name = st.text_input(t("register.field.name"), shown.name, key="register.name")
    kind = st.selectbox(
        t("register.field.kind"),
        kinds,
        index=kinds.index(shown.kind),
        format_func=lambda each: capitalise(t(f"party.{each.value}")),
        disabled=sheet.is_kind_fixed,
        key="register.kind",
    )
    if sheet.is_kind_fixed:
        st.caption(t("register.kind_fixed"))
    form = st.selectbox(
        t("register.field.legal_form"),
        forms,
        index=forms.index(shown.legal_form),
        format_func=lambda each: t(f"legal_form.{each.value}" if each else "register.unknown"),
        key="register.legal_form",
    )
    key = f"register.year.{shown.id}"
    session.suggest(key, shown.founded_year)
    year = st.number_input(
        t("register.field.year"),
        min_value=EARLIEST_YEAR,
        max_value=session.context().today().year,
        value=None,
        key=key,
    )
    return replace(shown, name=name, kind=kind or shown.kind, legal_form=form, founded_year=year)
