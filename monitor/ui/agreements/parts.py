"""The parts of the page of agreements, and how to come to the versions of a record."""

from enum import StrEnum

import streamlit as st

from monitor.domain.register.record import RecordId
from monitor.i18n.reader import Reader
from monitor.ui import session
from monitor.ui.parts import PART, choose_part, forget_rest

_KEY = "agreements.part"
RECORD = "record"  # In the address: of which record the versions are shown.


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    SINGLE = "single"
    COLLABORATION = "collaboration"
    VERSIONS = "versions"


def choose(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one."""
    t = reader.t
    return choose_part(
        Part, t("agreements.part"), lambda part: t(f"agreements.part.{part.value}"), key=_KEY
    )


def open_versions(record_id: RecordId) -> None:
    """Go to the versions of a record; only before the page runs."""
    session.refill_field(_KEY, Part.VERSIONS)
    forget_rest()
    st.query_params.update({PART: Part.VERSIONS.value, RECORD: str(record_id)})
