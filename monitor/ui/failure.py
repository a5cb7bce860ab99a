"""What a viewer sees when a page fails: what they can do, and never the error itself."""

import logging
import secrets
from urllib.parse import quote, urlsplit

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import NotAllowedError, NotSignedInError
from monitor.i18n.reader import Reader
from monitor.services.one_by_one import describe_failure
from monitor.ui import addresses, html, session
from monitor.ui.icons import Icon

logger = logging.getLogger(__name__)


def show_failure(error: Exception) -> bool:
    """Say that somebody may not do this, must sign in, or that it failed, under a reference.

    Returns True: nothing else is shown of the error.
    """
    reader = session.reader()
    if isinstance(error, NotSignedInError):
        _show_signed_out(reader)
    elif isinstance(error, NotAllowedError):
        log_refusal(error)
        show_not_allowed(reader)
    else:
        reference = secrets.token_hex(4)
        logger.error("Page failed, reference %s", reference, exc_info=error)
        st.error(reader.t("pages.error", reference=reference))
    return True


def log_refusal(error: NotAllowedError) -> None:
    """Write down which account was refused, and by which rule: no button of ours leads there."""
    account_id = session.actor().account_id
    logger.warning("Account %s was refused: %s", account_id, describe_failure(error))


def show_not_allowed(reader: Reader) -> None:
    """Say that somebody may not do or see what was asked for, and whom to ask."""
    t = reader.t
    html.show_html(
        html.render_notice(t("access.not_allowed"), t("access.not_allowed_help"), icon=Icon.LOCK)
    )


def show_closed_page(reader: Reader) -> None:
    """Say in place of a page that somebody may not see it, and show the way on."""
    t = reader.t
    show_dead_end(reader, t("access.not_allowed"), t("access.not_allowed_help"))


def show_dead_end(reader: Reader, title: str, help_: str) -> None:
    """Say in place of a page why there is nothing, and show the way to the overview."""
    html.show_html(html.render_page_head(title, help_))
    st.page_link(addresses.OVERVIEW, label=reader.t("pages.back"), icon=":material/arrow_back:")


def _show_signed_out(reader: Reader) -> None:
    t = reader.t
    here = urlsplit(st.context.url or "/")
    path = f"{here.path or '/'}?{here.query}" if here.query else here.path or "/"
    html.show_html(
        html.render_notice(t("access.signed_out"), t("access.signed_out_help"), icon=Icon.LOCK),
        Markup('<p><a href="/sign-in?next={}" target="_self">{}</a></p>').format(
            quote(path, safe=""), t("access.sign_in_again")
        ),
    )
