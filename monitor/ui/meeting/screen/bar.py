"""The bar under the shared screen: previous, next, the language, and the keys for all of these."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from monitor.domain.errors import MeetingNotRunningError, NotFoundError
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.hold import move, speak
from monitor.ui import session
from monitor.ui.html import styles

KEY = "screen.bar"

_BAR = st.components.v2.component(
    "monitor_meeting_bar",
    html="""
<nav class="pm-controls">
  <button type="button" class="pm-previous"><span aria-hidden="true">←</span> <span></span></button>
  <p><span class="pm-icon pm-icon-lock" aria-hidden="true"></span><span class="pm-promise"></span>
    <button type="button" class="pm-plain pm-language"></button>
    <button type="button" class="pm-plain pm-full"></button></p>
  <button type="button" class="pm-next"><span></span> <span aria-hidden="true">→</span></button>
</nav>
""",
    css=styles()
    + """
:host { --u: max(.5px, min(100vw / 1920, 100vh / 1080)) }
.pm-controls {
  position: fixed; inset: auto calc(80 * var(--u)) calc(32 * var(--u)); display: flex;
  align-items: center; justify-content: space-between; gap: calc(20 * var(--u));
  font-family: var(--st-font); color: var(--pm-ink);
}
.pm-controls p {
  display: flex; align-items: center; gap: calc(12 * var(--u)); margin: 0;
  font-size: calc(22 * var(--u)); color: var(--pm-muted);
}
button {
  font: 600 calc(26 * var(--u))/1 var(--st-font); color: var(--pm-ink); cursor: pointer;
  padding: calc(18 * var(--u)) calc(46 * var(--u)); border-radius: calc(14 * var(--u));
  border: max(1px, calc(2 * var(--u))) solid var(--pm-control); background: var(--pm-card);
}
button.pm-next {
  padding-inline: calc(30 * var(--u)); border-color: var(--pm-primary);
  background: var(--pm-primary); color: #FFFFFF
}
button.pm-plain {
  padding: calc(4 * var(--u)) calc(6 * var(--u)); border: 0; background: none; font-weight: 400;
  font-size: calc(22 * var(--u)); color: var(--pm-muted); text-decoration: underline;
}
button:disabled { opacity: .45; cursor: default }
button[hidden] { display: inline-block; visibility: hidden }
button:focus-visible { outline: 3px solid var(--pm-link); outline-offset: 2px }
""",
    js="""
const STEP = {
  ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1,
}
const FIELDS = "input, textarea, select, [contenteditable], [role=combobox], [role=dialog]"
export default function ({ data, parentElement, setTriggerValue }) {
  const find = name => parentElement.querySelector(name)
  const previous = find(".pm-previous"), next = find(".pm-next")
  const language = find(".pm-language"), full = find(".pm-full")
  // The screen speaks the language of the meeting, whatever this viewer's own is.
  document.documentElement.lang = data.lang
  find(".pm-controls").ariaLabel = data.texts.bar
  previous.children[1].textContent = data.texts.previous
  next.children[0].textContent = data.texts.next
  find(".pm-promise").textContent = data.texts.promise
  language.textContent = `${data.texts.language} (T)`
  language.lang = data.other
  full.textContent = `${data.texts.full} (F)`
  full.hidden = !document.fullscreenEnabled
  previous.hidden = next.hidden = !data.running
  previous.disabled = data.position === 0
  next.disabled = data.position === data.last
  const go = by => {
    const to = data.position + by
    if (!data.running || to < 0 || to > data.last) return
    setTriggerValue("moved", { seen: data.position, to })
  }
  const speak = () => setTriggerValue("spoken", data.other)
  const fill = () => {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen?.()
  }
  previous.onclick = () => go(-1)
  next.onclick = () => go(1)
  language.onclick = speak
  full.onclick = fill
  const press = event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    const path = event.composedPath().filter(each => each instanceof Element)
    if (path.some(each => each.matches(FIELDS))) return
    // A button that has the focus is pressed by the space bar.
    if (event.key === " " && path.some(each => each.matches("button, a, summary"))) return
    const act = { t: speak, f: fill }[event.key.toLowerCase()]
    if (!act && !(event.key in STEP)) return
    event.preventDefault()
    if (event.repeat) return
    if (act) act()
    else go(STEP[event.key])
  }
  // The listener stays over the runs of the page, and does what the newest of them says.
  parentElement.pmPress = press
  if (!parentElement.pmListener) {
    parentElement.pmListener = event => parentElement.isConnected && parentElement.pmPress(event)
    document.addEventListener("keydown", parentElement.pmListener)
  }
}
""",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a button or a key asked for: a step, as seen from another, or a language."""

    seen: int | None = None
    to: int | None = None
    language: Language | None = None


def show_bar(meeting: Meeting, reader: Reader) -> None:
    """Show the bar; what it asks for is done before the page is drawn again."""

    def answer() -> None:
        carry_out(session.context(), meeting.id, read_asked(session.chosen(KEY, None)))

    other = next(each for each in Language if each is not meeting.language)
    _BAR(
        key=KEY,
        data={
            "running": meeting.state is MeetingState.RUNNING,
            "position": meeting.position,
            "last": len(meeting.plan.steps) - 1,
            "lang": meeting.language.value,
            "other": other.value,
            "texts": {
                name: reader.t(f"screen.bar.{name}")
                for name in ("bar", "previous", "next", "promise", "language", "full")
            },
        },
        on_moved_change=answer,
        on_spoken_change=answer,
    )


def read_asked(value: object) -> Asked:
    """Read what a browser sent; nothing of what makes no sense."""
    moved, spoken = getattr(value, "moved", None), getattr(value, "spoken", None)
    asked = moved if isinstance(moved, Mapping) else {}
    seen, to = asked.get("seen"), asked.get("to")
    if not isinstance(seen, int) or not isinstance(to, int):
        seen = to = None
    return Asked(seen, to, Language(spoken) if spoken in set(Language) else None)


def carry_out(context: Context, meeting_id: MeetingId, asked: Asked) -> None:
    """Move, or speak another language; nothing where the meeting ended or is gone meanwhile."""
    # The page that is drawn after this says so.
    with suppress(MeetingNotRunningError, NotFoundError):
        if asked.seen is not None and asked.to is not None:
            move(context, meeting_id, asked.seen, asked.to)
        if asked.language is not None:
            speak(context, meeting_id, asked.language)
