"""The ways into the windows of a meeting; each opens in a tab of its own."""

import streamlit as st

from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.i18n.reader import Reader


def screen_link(meeting: Meeting, reader: Reader) -> None:
    """Show the way to the screen that both parties look at."""
    st.link_button(
        reader.t("meeting.open_screen"),
        f"/screen?meeting={meeting.id}",
        icon=":material/tv:",
        key=f"meeting.screen.{meeting.id}",
    )


def presenter_link(meeting: Meeting, reader: Reader) -> None:
    """Show the way to the window of who leads the meeting."""
    st.link_button(
        reader.t("meeting.open_presenter"),
        f"/presenter?meeting={meeting.id}",
        icon=":material/co_present:",
        key=f"meeting.presenter.{meeting.id}",
        type="secondary" if meeting.state is MeetingState.ENDED else "primary",
    )
