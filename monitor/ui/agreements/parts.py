"""The parts of the page of agreements, and how to come to the versions of a record."""

from enum import StrEnum

import streamlit as st

from monitor.domain.register.record import RecordId
from monitor.ui import session
from monitor.ui.parts import PART, forget_rest

AREA = "agreements"
RECORD = "record"  # In the address: of which record the versions are shown.


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    SINGLE = "single"
    COLLABORATION = "collaboration"
    VERSIONS = "versions"


def open_versions(record_id: RecordId) -> None:
    """Go to the versions of a record; only before the page runs."""
    session.refill_field(f"{AREA}.part", Part.VERSIONS)
    forget_rest()
    st.query_params.update({PART: Part.VERSIONS.value, RECORD: str(record_id)})
