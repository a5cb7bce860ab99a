"""What a viewer sees when a page fails: a sentence and a reference, never the error itself."""

import logging
import secrets

import streamlit as st

from monitor.ui import session

logger = logging.getLogger(__name__)


def show_failure(error: Exception) -> bool:
    """Log the error under a reference and show that reference; True: nothing else is shown."""
    reference = secrets.token_hex(4)
    logger.error("Page failed, reference %s", reference, exc_info=error)
    st.error(session.reader().t("pages.error", reference=reference))
    return True
