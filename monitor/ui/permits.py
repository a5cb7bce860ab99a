"""What whoever is looking may do here, so that no page offers what would be refused."""

import streamlit as st

from monitor.domain.access import rules
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.i18n.reader import Reader
from monitor.ui import session


def may_see_any() -> bool:
    """Tell whether they may see partnerships at all, and what people wrote down of them."""
    return rules.can_see_any(session.actor())


def may_write(partnership_id: PartnershipId) -> bool:
    """Tell whether they may write in the log, the agreements and the worries."""
    return rules.can_write(session.actor(), partnership_id)


def may_hold_meetings(partnership_id: PartnershipId) -> bool:
    """Tell whether they may prepare and lead the evaluation meetings."""
    return rules.can_hold_meetings(session.actor(), partnership_id)


def may_speak_for(partnership_id: PartnershipId, party_id: PartyId) -> bool:
    """Tell whether they may note what a party said aloud, or hand it the link to agree with."""
    return rules.can_speak_for(session.actor(), partnership_id, party_id)


def may_take_away(partnership_id: PartnershipId) -> bool:
    """Tell whether they may make files of a partnership."""
    return rules.can_take_away(session.actor(), partnership_id)


def may_manage(partnership_id: PartnershipId) -> bool:
    """Tell whether they may plan rounds, show links, and change what a partnership is."""
    return rules.can_manage(session.actor(), partnership_id)


def may_manage_people(partnership_id: PartnershipId, party_id: PartyId) -> bool:
    """Tell whether they may change who answers for a party."""
    return rules.can_manage_people(session.actor(), partnership_id, party_id)


def may_administer() -> bool:
    """Tell whether they look after the workspace, and read all of its trail."""
    return rules.can_administer(session.actor())


def may_manage_all() -> bool:
    """Tell whether they may change what all partnerships share."""
    return rules.can_manage_all(session.actor())


def show_manager_does(reader: Reader) -> None:
    """Say, in place of what they may not do, who does it."""
    st.caption(f":material/lock: {reader.t('permits.manager')}")


def show_facilitator_does(reader: Reader) -> None:
    """Say, in place of what they may not do, that whoever leads the meetings does it."""
    st.caption(f":material/lock: {reader.t('permits.facilitator')}")


def show_read_only(reader: Reader) -> None:
    """Say, in place of the field for a name, that they may read here and not write."""
    st.caption(f":material/visibility: {reader.t('permits.read_only')}")


def show_not_taken_away(reader: Reader) -> None:
    """Say, in place of a button that makes a file, that they may read it here only."""
    st.caption(f":material/visibility: {reader.t('permits.not_taken_away')}")


def show_own_people(reader: Reader) -> None:
    """Say, in place of the names of a party, who knows them."""
    st.caption(f":material/lock: {reader.t('permits.own_people')}")
