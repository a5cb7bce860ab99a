"""The parts of the page of meetings, and what its address says besides."""

from enum import StrEnum

import streamlit as st

from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import PartnershipId
from monitor.i18n.reader import Reader
from monitor.ui import html, permits, session
from monitor.ui.icons import Icon
from monitor.ui.parts import PART, choose_part, forget_rest

_KEY = "meeting.part"
MEETING, NEW = "meeting", "new"  # In the address: whose plan or files; or that it is new.


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    PREPARE = "prepare"
    MEETINGS = "meetings"
    FILES = "files"


def choose(partnership_id: PartnershipId, reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one; who leads no meetings prepares none."""
    t = reader.t
    leads = permits.may_hold_meetings(partnership_id)
    offered = [part for part in Part if leads or part is not Part.PREPARE]
    return choose_part(
        offered, t("meeting.part"), lambda part: t(f"meeting.part.{part.value}"), key=_KEY
    )


def open_plan(meeting: Meeting) -> None:
    """Go to the plan of a meeting; only before the page runs."""
    _go(Part.PREPARE, **{MEETING: str(meeting.id)})


def open_new() -> None:
    """Go to a plan for another meeting; only before the page runs."""
    session.keep_plan_desk(None)
    _go(Part.PREPARE, **{NEW: "1"})


def open_files(meeting: Meeting) -> None:
    """Go to the files of a meeting; only before the page runs."""
    _go(Part.FILES, **{MEETING: str(meeting.id)})


def show_ended(reader: Reader) -> None:
    """Say calmly that there is no meeting to prepare any more, and where the held ones are."""
    t = reader.t
    html.show_html(html.render_notice(t("meeting.over"), t("meeting.over_help"), icon=Icon.FLAG))


def _go(part: Part, **asked: str) -> None:
    session.refill_field(_KEY, part)
    forget_rest()
    st.query_params.update({PART: part.value, **asked})
