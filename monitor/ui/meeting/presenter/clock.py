"""Clocks that count in the browser: of the step that is on, and of the whole meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from monitor.domain.meeting.meeting import Meeting
from monitor.i18n.reader import Reader


@dataclass(frozen=True, slots=True)
class Clock:
    """What is timed: since when, and how many minutes were meant for it."""

    label: str
    began_at: datetime
    minutes: int


# The clock of the server counts: a device that is off by minutes shows the same time as the others.
_CLOCKS = st.components.v2.component(
    "monitor_meeting_clocks",
    html='<dl class="clocks"></dl>',
    css="""
:host { display: block }
.clocks {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px 24px;
  margin: 0; font-family: var(--st-font); color: var(--pm-ink);
}
dt { font-size: 14px; color: var(--pm-muted) }
dd { margin: 0; font-size: 15px }
time { display: block; font-size: 40px; font-weight: 600; line-height: 1.15;
  font-variant-numeric: tabular-nums lining-nums }
.bar { height: 6px; margin: 4px 0 6px; border-radius: 3px; overflow: hidden;
  background: var(--pm-track) }
.bar span { display: block; height: 100%; background: var(--pm-control) }
.over .bar span { background: var(--pm-ink) }
.over strong { font-weight: 600 }
""",
    js="""
const write = seconds => {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60
  const two = number => String(number).padStart(2, "0")
  return (hours ? `${hours}:${two(minutes)}` : minutes) + `:${two(seconds % 60)}`
}
export default function ({ data, parentElement }) {
  const list = parentElement.querySelector(".clocks")
  if (parentElement.pmSeen !== data.now) {
    parentElement.pmSeen = data.now
    parentElement.pmAhead = data.now - Date.now()
  }
  const rows = data.clocks.map((clock, place) => {
    const row = list.children[place] ?? list.appendChild(document.createElement("div"))
    if (!row.firstChild) row.innerHTML =
      '<dt></dt><dd><div role="timer"><time></time><div class="bar"><span></span></div>' +
      '<span class="rest"></span></div></dd>'
    row.querySelector("dt").textContent = clock.label
    return row
  })
  const tick = () => rows.forEach((row, place) => {
    const { began, minutes } = data.clocks[place], planned = minutes * 60
    const passed = Math.max(0, Math.floor((Date.now() + parentElement.pmAhead - began) / 1000))
    const over = passed - planned
    row.className = over > 0 ? "over" : ""
    row.querySelector("time").textContent = write(passed)
    row.querySelector(".bar span").style.width = `${Math.min(100, 100 * passed / planned)}%`
    const rest = document.createElement(over > 0 ? "strong" : "span")
    rest.textContent = (over > 0 ? data.over : data.left).replace("{time}", write(Math.abs(over)))
    row.querySelector(".rest").replaceChildren(rest)
  })
  tick()
  clearInterval(parentElement.pmTick)
  parentElement.pmTick = setInterval(tick, 1000)
  return () => clearInterval(parentElement.pmTick)
}
""",
)


def list_clocks(meeting: Meeting, reader: Reader) -> Sequence[Clock]:
    """Return what is timed of a meeting that is going on; nothing of another."""
    if meeting.began_at is None or meeting.step_began_at is None or meeting.ended_at is not None:
        return []
    t = reader.t
    return [
        Clock(t("presenter.clock.step"), meeting.step_began_at, meeting.step.minutes),
        Clock(t("presenter.clock.meeting"), meeting.began_at, meeting.plan.minutes),
    ]


def show_clocks(clocks: Sequence[Clock], now: datetime, reader: Reader) -> None:
    """Show clocks that go on by themselves; ``now``: by the clock of the server."""
    t = reader.t
    _CLOCKS(
        key="presenter.clock",
        data={
            "now": _milliseconds(now),
            "left": t("presenter.clock.left", time="{time}"),
            "over": t("presenter.clock.over", time="{time}"),
            "clocks": [
                {
                    "label": clock.label,
                    "began": _milliseconds(clock.began_at),
                    "minutes": clock.minutes,
                }
                for clock in clocks
            ],
        },
    )


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
