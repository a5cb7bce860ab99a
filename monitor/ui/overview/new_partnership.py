"""The dialog in which a partnership is added; what was typed stays when something is wrong."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from monitor.domain.partnership import PartyKind, Phase, PrivacyMode
from monitor.i18n.reader import Reader, capitalise
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
    find_draft_faults,
    find_people_faults,
    suggest_first_day,
)
from monitor.ui import addresses, cached, session


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
        if faults := _describe_faults(draft, reader):
            st.error("  \n".join(faults))
            return
        partnership = add_partnership(session.context(), draft)
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
    first_on = _ask_first_day(reader)
    contact = st.text_input(t("pages.new.contact"), key="new.contact")
    return PartnershipDraft(
        name=name,
        phase=phase or Phase.BEFORE,
        privacy_mode=privacy or PrivacyMode.CONFIDENTIAL,
        parties=parties,
        contact=contact,
        language=t.language,
        is_linked=is_linked,
        first_on=first_on,
    )


def _ask_party(
    kind: PartyKind, reader: Reader, column: st.delta_generator.DeltaGenerator
) -> PartyDraft:
    t = reader.t
    with column:
        name = st.text_input(t(f"pages.new.{kind.value}"), key=f"new.{kind.value}")
        people = st.text_area(
            t(f"pages.new.people_{kind.value}"),
            key=f"new.people.{kind.value}",
            height=160,
            help=t("pages.new.people_help"),
        )
        agreed_by = st.text_input(
            t(f"pages.new.agreed_{kind.value}"),
            key=f"new.agreed.{kind.value}",
            help=t("pages.new.agreed_help"),
        )
    return PartyDraft(name, kind, people.splitlines(), agreed_by)


def _ask_first_day(reader: Reader) -> date | None:
    """Ask when the first check-in opens; the suggested day can be taken away."""
    t, key = reader.t, "new.first_on"
    session.suggest(key, suggest_first_day(session.context().today()))
    first_on = st.date_input(t("pages.new.first_on"), None, key=key, format="DD/MM/YYYY")
    st.caption(t("pages.new.first_on_help"))
    return first_on


def _describe_faults(draft: PartnershipDraft, reader: Reader) -> Sequence[str]:
    t = reader.t
    faults = find_draft_faults(draft, session.context().today())
    return [
        *(t(f"pages.new.fault.{fault}") for fault in faults),
        *(
            f"{t(f'checkins.people.fault.{each.key}')} {_quote(each.person)}"
            for each in find_people_faults(draft)
        ),
    ]


def _quote(typed: str) -> str:
    """Return what was typed so that none of it is taken for Markdown."""
    return f"`{typed.replace('`', ' ')}`"
