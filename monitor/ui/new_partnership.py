"""The dialog in which a partnership is added; what was typed stays when something is wrong."""

import streamlit as st

from monitor import bootstrap
from monitor.domain.partnership import PartyKind, Phase, PrivacyMode
from monitor.i18n.reader import Reader, capitalise
from monitor.services.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
    find_draft_faults,
    split_names,
)
from monitor.ui import addresses, cached


def ask(reader: Reader) -> None:
    """Open the dialog; on success go to the check-ins of the new partnership."""
    t = reader.t

    @st.dialog(t("pages.new.title"), width="medium")
    def fill_in() -> None:
        with st.form("new.form", border=False):
            draft = _ask_draft(reader)
            is_sent = st.form_submit_button(t("pages.new.do"), type="primary")
        if not is_sent:
            return
        if faults := find_draft_faults(draft):
            st.error("  \n".join(t(f"pages.new.fault.{fault}") for fault in faults))
            return
        partnership = add_partnership(bootstrap.context(), draft)
        cached.forget()
        st.switch_page(addresses.CHECKINS, query_params={"id": str(partnership.id)})

    fill_in()


def _ask_draft(reader: Reader) -> PartnershipDraft:
    t = reader.t
    name = st.text_input(t("pages.new.name"), key="new.name")
    sides = st.columns(2)
    parties = [
        _ask_party(kind, reader, column)
        for kind, column in zip((PartyKind.MUNICIPALITY, PartyKind.INITIATIVE), sides, strict=True)
    ]
    phase = st.selectbox(
        t("pages.new.phase"),
        list(Phase),
        format_func=lambda each: capitalise(t(f"phase.{each.value}")),
        key="new.phase",
    )
    privacy = st.radio(
        t("pages.new.privacy"),
        list(PrivacyMode),
        format_func=lambda each: t(f"pages.new.privacy.{each.value}"),
        key="new.privacy",
    )
    is_linked = st.checkbox(t("pages.new.linked"), key="new.linked")
    st.caption(t("pages.new.linked_help"))
    contact = st.text_input(t("pages.new.contact"), key="new.contact")
    return PartnershipDraft(
        name=name,
        phase=phase or Phase.BEFORE,
        privacy_mode=privacy or PrivacyMode.CONFIDENTIAL,
        parties=parties,
        contact=contact,
        language=t.language,
        is_linked=is_linked,
    )


def _ask_party(
    kind: PartyKind, reader: Reader, column: st.delta_generator.DeltaGenerator
) -> PartyDraft:
    with column:
        name = st.text_input(reader.t(f"pages.new.{kind.value}"), key=f"new.{kind.value}")
        people = st.text_area(
            reader.t(f"pages.new.people_{kind.value}"), key=f"new.people.{kind.value}", height=160
        )
    return PartyDraft(name, kind, split_names(people))
