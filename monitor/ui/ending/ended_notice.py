"""What the pages of a partnership say when its cooperation ends, and the links to its ending."""

from datetime import date

import streamlit as st

from monitor.domain.partnership import Partnership
from monitor.i18n.reader import Reader
from monitor.ui import addresses, html, permits
from monitor.ui.ending.parts import Part
from monitor.ui.icons import Icon
from monitor.ui.parts import PART


def show_ended(partnership: Partnership, today: date, reader: Reader) -> None:
    """Say calmly on which day the cooperation ends or ended; nothing where it goes on."""
    t, ended_on = reader.t, partnership.profile.ended_on
    if ended_on is None:
        return
    when = "will_end" if ended_on > today else "ended"
    day = reader.formatter.long_day(ended_on)
    html.show_html(
        html.render_notice(t(f"ending.{when}", day=day), t("ending.stays_found"), icon=Icon.FLAG)
    )


def show_link(partnership: Partnership, reader: Reader) -> None:
    """Show whoever may write the way to end a cooperation well; after its end, all its farewell."""
    has_ended = partnership.profile.ended_on is not None
    if not has_ended and not permits.may_write(partnership.id):
        return
    query = {"id": str(partnership.id)} | ({PART: Part.LAST_DAY.value} if has_ended else {})
    st.page_link(
        addresses.ENDING,
        label=reader.t("ending.link_farewell" if has_ended else "ending.link"),
        icon=":material/flag:",
        query_params=query,
    )
