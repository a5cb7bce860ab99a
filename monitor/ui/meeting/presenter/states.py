"""The presenter window before, during and after a meeting."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.meeting.meeting import note_key
from monitor.services.meeting.write_down import read_entries
from monitor.ui import addresses, cards, html, session
from monitor.ui.labels import write_label
from monitor.ui.meeting.live.controls import show_controls
from monitor.ui.meeting.meeting_links import screen_link
from monitor.ui.meeting.preparing.parts import MEETING
from monitor.ui.meeting.presenter import steering
from monitor.ui.meeting.presenter.desk import Desk
from monitor.ui.meeting.presenter.keys_section import show_keys
from monitor.ui.meeting.presenter.now_section import show_note, show_now
from monitor.ui.meeting.take_home import show_take_home
from monitor.ui.meeting.writing.writing_section import show_writing
from monitor.ui.writer import ask_name

_NAME_PIXELS = 420
_COLUMNS = (1.6, 1)


def show_head(desk: Desk) -> None:
    """Show whose meeting it is, about which round, and the way to the shared screen."""
    t, partnership = desk.reader.t, desk.held.partnership
    st.page_link(
        addresses.MEETING,
        label=t("presenter.back", partnership=write_label(partnership.name)),
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id), MEETING: str(desk.meeting.id)},
    )
    quarter = desk.reader.formatter.quarter(desk.deck.quarter)
    html.show_html(html.render_page_head(partnership.name, t("presenter.lead", quarter=quarter)))


def show_before(desk: Desk) -> None:
    """Show what to see to before a meeting begins, and the notes for every step."""
    t, reader = desk.reader.t, desk.reader
    todo = [t(f"presenter.before.{name}") for name in ("screen", "seats", "keys", "order")]
    with st.container(border=True, key="presenter-before"):
        html.show_html(html.render_section(t("presenter.before")), cards.render_points(todo))
        with st.container(horizontal=True):
            steering.show_begin(desk)
            screen_link(desk.meeting, reader)
        steering.show_language(desk)
    html.show_html(html.render_section(t("presenter.notes"), t("presenter.notes_help")))
    steps = {note_key(step): step for step in desk.meeting.plan.steps}
    chosen = st.selectbox(
        t("presenter.notes.step"),
        list(steps),
        format_func=lambda name: desk.name(steps[name]),
        key="presenter.notes.step",
        width=_NAME_PIXELS,
    )
    show_note(steps[chosen], desk)


def show_running(desk: Desk) -> None:
    """Show what is on now beside all that steers it, with the writing under it."""
    held, reader = desk.held, desk.reader
    now, keys = st.columns(_COLUMNS, gap="large")
    with now:
        show_now(desk)
    with keys:
        name = ask_name(reader, "presenter")
        show_keys(desk, name)
        show_controls(held, reader)
    # Rows of their own, so that a phone shows the keys before the form.
    writing, steps = st.columns(_COLUMNS, gap="large")
    with writing:
        show_writing(held, read_entries(session.context(), desk.meeting.id), reader)
    with steps:
        steering.show_steps(desk)
        with st.container(border=True, key="presenter-more"):
            steering.show_language(desk)
            with st.container(horizontal=True):
                screen_link(desk.meeting, reader)
                steering.show_end(desk, name)
    steering.show_moves(desk)


def show_after(desk: Desk) -> None:
    """Show that a meeting is over, what to take home, the notes, and the way to go on after all."""
    t, meeting = desk.reader.t, desk.meeting
    html.show_html(html.render_section(t("presenter.after_end"), _write_times(desk)))
    show_take_home(desk.held.partnership, desk.reader)
    notes = [
        Markup("<strong>{}:</strong> {}").format(desk.name(step), meeting.note_of(step))
        for step in meeting.plan.steps
        if meeting.note_of(step)
    ]
    if notes:
        html.show_html(html.render_section(t("presenter.notes")), cards.render_points(notes))
    html.show_html(html.render_section(t("presenter.reopen"), t("presenter.reopen_help")))
    steering.show_begin(desk)


def _write_times(desk: Desk) -> str:
    """Say when a meeting was held, and how long it took."""
    meeting, formatter = desk.meeting, desk.reader.formatter
    if meeting.began_at is None or meeting.ended_at is None:
        return ""
    took = meeting.ended_at - meeting.began_at
    return desk.reader.t(
        "presenter.held",
        day=formatter.day(meeting.began_at),
        began=formatter.clock(meeting.began_at),
        ended=formatter.clock(meeting.ended_at),
        n=round(took.total_seconds() / 60),
    )
