"""What a manager can do with one person's link to the check-in that is running."""

from collections.abc import Callable

import streamlit as st

from monitor.domain.errors import RoundClosedError
from monitor.domain.partnership import Participant
from monitor.domain.round import InvitationId, Round
from monitor.i18n.reader import Reader
from monitor.services.checkin.manage_links import (
    InvitationLink,
    list_links_of,
    replace_link,
    restore_link,
    show_link,
    withdraw_link,
)
from monitor.services.context import Context
from monitor.services.mail.queue_mail import send_invitation_again
from monitor.ui import session


def show_link_actions(current: Round, person: Participant, reader: Reader) -> None:
    """Show whether the link works, and let it be sent, shown, replaced or withdrawn."""
    t = reader.t
    st.markdown(f"**{t('checkins.link.title')}**")
    links = list_links_of(session.context(), current.id)
    link = next((each for each in links if each.participant.id == person.id), None)
    if link is None:
        st.write(t("checkins.link.none"))
    elif link.is_withdrawn:
        st.write(t("checkins.link.withdrawn"))
        _offer("restore", "restored", restore_link, link, reader)
    else:
        _show_address(link, reader)
        _show_changes(link, reader)


def _show_address(link: InvitationLink, reader: Reader) -> None:
    """Show the address of somebody without mail only: others get it from nobody but the mail."""
    t = reader.t
    if link.can_be_mailed:
        st.write(t("checkins.link.by_mail"))
        return
    st.caption(t("checkins.link.show_help"))
    if st.toggle(t("checkins.link.show"), key=f"link.show.{link.invitation_id}"):
        st.code(show_link(session.context(), link.invitation_id), language=None, wrap_lines=True)


def _show_changes(link: InvitationLink, reader: Reader) -> None:
    with st.container(horizontal=True):
        if link.can_be_mailed:
            _offer("again", "sent_again", send_invitation_again, link, reader)
        _offer("replace", "replaced", replace_link, link, reader)
        _offer("withdraw", "withdrawn_now", withdraw_link, link, reader)


def _offer(
    action: str,
    done: str,
    change: Callable[[Context, InvitationId], None],
    link: InvitationLink,
    reader: Reader,
) -> None:
    if not st.button(reader.t(f"checkins.link.{action}"), key=f"link.{action}"):
        return
    try:
        change(session.context(), link.invitation_id)
    except RoundClosedError:
        st.error(reader.t("pages.checkin.changed"))
    else:
        st.success(reader.t(f"checkins.link.{done}"))
