"""What a manager must know about mail: where letters go, and whether anything sends them."""

from datetime import datetime, timedelta

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.results.partnership_view import CheckinsView
from monitor.settings import read_settings
from monitor.ui import addresses, permits, session

# The worker runs every minute; this long without it is no longer a slow minute.
_STANDSTILL = timedelta(minutes=15)


def show_mail_notices(view: CheckinsView, reader: Reader) -> None:
    """Show what keeps letters from arriving, for a partnership that has people with an address."""
    if not permits.may_manage(view.partnership.id):
        return
    if not any(person.email for person in view.people):
        return
    settings, t = read_settings(), reader.t
    if not settings.smtp_url:
        folder = str(settings.outbox_folder)
        st.caption(f":material/folder: {t('checkins.mail.folder', folder=folder)}")
    _show_standstill(view.worker_ran_at, reader)
    st.page_link(
        addresses.MAIL_TEXTS,
        label=t("checkins.mail.texts"),
        icon=":material/mail:",
        query_params={"id": str(view.partnership.id)},
    )


def _show_standstill(ran_at: datetime | None, reader: Reader) -> None:
    if ran_at is None:
        st.warning(reader.t("checkins.mail.never"), icon=":material/warning:")
    elif session.context().clock.now() - ran_at > _STANDSTILL:
        moment = reader.formatter.moment(ran_at)
        st.warning(reader.t("checkins.mail.late", moment=moment), icon=":material/warning:")
