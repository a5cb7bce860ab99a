"""A window that follows a meeting: it looks again when something changed, and only then."""

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.meeting import MeetingId
from monitor.i18n.reader import Reader
from monitor.services.meeting.stamp import read_stamp
from monitor.ui import session

KEY = "meeting.watch"
_SECONDS = 1.0

# Each look of the server is a beat. Without beats a calm line says so; Streamlit connects again by
# itself, and a page that stays behind although the server answers is opened anew.
_WATCH = st.components.v2.component(
    "monitor_meeting_watch",
    html='<p class="pm-lost" role="status" hidden></p>',
    css="""
.pm-lost {
  position: fixed; z-index: 1000; inset: max(12px, 5.15vw) auto auto 50%; translate: -50%;
  margin: 0; padding: 4px 20px; border: 1px solid var(--st-border-color); border-radius: 999px;
  background: var(--st-secondary-background-color); color: var(--st-text-color);
  font: 600 max(16px, 1.05vw)/1.4 var(--st-font); white-space: nowrap;
}
.pm-lost[hidden] { display: none }
""",
    js="""
const PATIENCE = 5000, STUCK = 20000, OFTEN = 5
export default function ({ data, parentElement }) {
  const line = parentElement.querySelector(".pm-lost")
  line.textContent = data.lost
  line.hidden = true
  const watch = parentElement.pmWatch ??= { answered: 0 }
  watch.beat = Date.now()
  watch.answered = 0
  // One timer and one listener for as long as the page lives: this runs at every beat.
  if (watch.timer) return
  watch.timer = setInterval(async () => {
    const silence = Date.now() - watch.beat
    if (!parentElement.isConnected || document.hidden || silence < PATIENCE) return
    line.hidden = false
    if (silence < STUCK) return
    try {
      const { ok } = await fetch(data.health, { cache: "no-store" })
      watch.answered = ok ? watch.answered + 1 : 0
    } catch { watch.answered = 0 }
    if (watch.answered > OFTEN) location.reload()
  }, 1000)
  // A hidden window sleeps, which is no lost connection.
  document.addEventListener("visibilitychange", () => { watch.beat = Date.now() })
}
""",
)


def follow(meeting_id: MeetingId, stamp: str, reader: Reader | None = None) -> None:
    """Run the whole page again once the meeting differs from the ``stamp`` of what is shown.

    ``reader``: in whose language a lost connection is told; None for that of the viewer.
    """
    _look(meeting_id, stamp, (reader or session.reader()).t("screen.lost"))


@st.fragment(run_every=_SECONDS)
def _look(meeting_id: MeetingId, stamp: str, lost: str) -> None:
    context = session.context()
    try:
        is_same = read_stamp(context, meeting_id) == stamp
    except NotFoundError:
        is_same = False  # The page itself says that it is gone.
    if not is_same:
        st.rerun()
    beat = context.clock.now().isoformat()
    _WATCH(key=KEY, data={"beat": beat, "lost": lost, "health": "/_stcore/health"})
