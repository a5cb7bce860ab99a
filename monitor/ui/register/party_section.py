"""The parties of a partnership in the register: who they are, a further one, one taken out."""

import streamlit as st

from monitor.charts.style import choose_marks
from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.partnership import OrganisationId, Party, PartyKind
from monitor.i18n.reader import Reader, capitalise
from monitor.services.register.edit_partnership import PartnershipSheet
from monitor.services.register.manage_organisations import find_organisations
from monitor.services.register.manage_parties import NewParty, add_party, remove_party
from monitor.ui import html, permits, session
from monitor.ui.labels import write_label
from monitor.ui.register import parts
from monitor.ui.register.parts import Part


def show_parties(sheet: PartnershipSheet, reader: Reader) -> None:
    """Show the parties, and let a further one be added."""
    t, marks = reader.t, choose_marks(sheet.partnership)
    html.show_html(html.render_section(t("register.parties"), t("register.parties.lead")))
    with st.container(border=True, gap="xsmall"):
        for party in sheet.partnership.parties:
            kind = t(f"party.{party.kind.value}")
            with st.container(horizontal=True, vertical_alignment="center"):
                html.show_html(html.render_party(marks[party.id], f"{party.name} ({kind})"))
                _show_actions(party, sheet, reader)
    if st.button(t("register.party.add"), icon=":material/add:", key="register.party.add"):
        _ask_party(sheet, reader)


def _show_actions(party: Party, sheet: PartnershipSheet, reader: Reader) -> None:
    if permits.may_manage_all():
        organisation = reader.t("register.party.organisation")
        parts.show_opener(
            Part.ORGANISATIONS, party.organisation.id, organisation, icon=":material/apartment:"
        )
    if party.id in sheet.removable:
        _offer_removal(party, sheet, reader)


def _offer_removal(party: Party, sheet: PartnershipSheet, reader: Reader) -> None:
    t = reader.t

    def remove() -> None:
        try:
            remove_party(session.context(), sheet.partnership.id, party.id)
        except InvalidPartnershipError as error:
            parts.tell([str(error)], reader)
        else:
            parts.finish(reader)

    key = f"register.party.remove.{party.id}"
    help_text = t("register.party.remove_whom", party=party.name)
    label = t("register.party.remove")
    if st.button(label, key=key, type="tertiary", icon=":material/delete:", help=help_text):
        text = t("register.party.remove_help", party=write_label(party.name))
        parts.confirm(help_text, text, label, reader, remove)


def _ask_party(sheet: PartnershipSheet, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("register.party.add"))
    def ask() -> None:
        st.write(t("register.party.add_help"))
        known = _choose_known(reader) if permits.may_manage_all() else None
        with st.form("register.party_form", border=False):
            new = _ask_new(known, sheet, reader)
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if not is_sent:
            return
        try:
            add_party(session.context(), sheet.partnership.id, new)
        except InvalidPartnershipError as error:
            parts.tell([str(error)], reader)
        else:
            parts.finish(reader, "register.party.added")

    ask()


def _choose_known(reader: Reader) -> OrganisationId | None:
    """Let an organisation be found that is in the register already."""
    t = reader.t
    search = st.text_input(
        t("register.party.search"), key="register.party.search", icon=":material/search:"
    ).strip()
    if not search:
        return None
    found = find_organisations(session.context(), search, parts.LONGEST_LIST)
    names = {each.id: each.name for each in found}
    return st.selectbox(
        t("register.party.known"),
        [None, *names],
        format_func=lambda each: names[each] if each else t("register.party.is_new"),
        key="register.party.known",
    )


def _ask_new(known: OrganisationId | None, sheet: PartnershipSheet, reader: Reader) -> NewParty:
    t, name, kind = reader.t, "", None
    if known is None:
        name = st.text_input(t("register.field.name"), key="register.party.name")
        kind = st.selectbox(
            t("register.field.kind"),
            list(PartyKind),
            format_func=lambda each: capitalise(t(f"party.{each.value}")),
            key="register.party.kind",
        )
    agreed_by = ""
    if sheet.is_consent_needed:
        st.caption(t("register.party.consent_help"))
        agreed_by = st.text_input(t("register.party.agreed_by"), key="register.party.agreed")
    return NewParty(known, name, kind or PartyKind.OTHER, agreed_by)
