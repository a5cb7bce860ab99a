"""The QR codes with which each party agrees on its own device to open the picture per party."""

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.meeting import MeetingState
from monitor.domain.partnership import Party
from monitor.i18n.reader import Reader
from monitor.services.meeting.hold import HeldMeeting, key_token
from monitor.ui import permits, session
from monitor.ui.html import render_party, show_html
from monitor.ui.icons import Icon, render_icon
from monitor.ui.meeting.live.live_screen import render_styles
from monitor.ui.meeting.live.square_code import render_code


def show_key_codes(held: HeldMeeting, reader: Reader) -> None:
    """Show a code for each party, or that it agreed; nothing while the meeting is not held.

    Whoever represents one side sees the code of their own.
    """
    if held.meeting.state is not MeetingState.RUNNING:
        return
    doors = Markup("").join(_render_door(party, held, reader) for party in held.partnership.parties)
    st.html(render_styles())
    show_html(Markup('<ul class="pm-live-keys">{}</ul>').format(doors))


def _render_door(party: Party, held: HeldMeeting, reader: Reader) -> Markup:
    t, mark = reader.t, choose_marks(held.partnership)[party.id]
    if held.meeting.has_key_of(party.id):
        code = ""
        state = Markup('<p class="pm-live-turned">{}{}</p>').format(
            render_icon(Icon.CHECK), t("live.keys.agreed")
        )
    elif not permits.may_speak_for(held.partnership.id, party.id):
        # Whoever follows from afar could else agree for the other side.
        code, state = "", Markup("<p>{}</p>").format(t("live.keys.elsewhere"))
    else:
        code = render_code(_address_of(party, held), t("live.keys.code", party=party.name))
        state = Markup("<p>{}</p>").format(t("live.keys.scan"))
    return Markup('<li class="pm-tint-{}">{}<div>{}{}</div></li>').format(
        mark.kind.value, code, render_party(mark, party.name), state
    )


def _address_of(party: Party, held: HeldMeeting) -> str:
    context = session.context()
    token = key_token(context, held.meeting, party.id)
    return f"{context.public_url}/s/key/{held.meeting.id}/{party.id}/{token}"
