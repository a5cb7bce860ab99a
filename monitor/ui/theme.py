"""Follows the theme and the width of the browser, which Streamlit does not rerun for."""

import streamlit as st

from monitor.charts.style import DARK, LIGHT, Look

KEY = "screen-watch"
# Below this a page has no room for labels beside a chart, nor for two charts side by side.
NARROW_PIXELS = 1100

WAIT_MILLISECONDS = 300

# Runs again on every theme change; the listener tells when the width limit is crossed. What it
# tells makes the page run again, which closes a dialog with all that was typed in it: with one
# open it waits.
_WATCH = st.components.v2.component(
    "monitor_screen_watch",
    html="<span hidden></span>",
    js="""
export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.host ?? parentElement
  const narrow = window.matchMedia(`(max-width: ${data.narrow}px)`)
  let told = parentElement.pmTold ?? data.assumed
  let waiting
  const tell = () => {
    clearTimeout(waiting)
    if (document.querySelector("[role=dialog]")) {
      waiting = setTimeout(tell, data.wait)
      return
    }
    const page = getComputedStyle(host).getPropertyValue("--st-background-color").trim()
    const theme = page.toLowerCase() === data.dark ? "dark" : "light"
    const screen = `${theme} ${narrow.matches ? "narrow" : "wide"}`
    if (screen !== told) setStateValue("screen", told = parentElement.pmTold = screen)
  }
  tell()
  narrow.onchange = tell
  return () => {
    clearTimeout(waiting)
    narrow.onchange = null
  }
}
""",
)


def watch_screen() -> Look:
    """Mount the watch and return the look for this run; call once per run, in the shell.

    The first run of a visit takes the theme that Streamlit reports and a wide page; the watch
    asks for another run where the browser differs.
    """
    assumed = f"{'dark' if is_dark() else 'light'} wide"
    result = _WATCH(
        key=KEY,
        data={
            "assumed": assumed,
            "dark": DARK.page.lower(),
            "narrow": NARROW_PIXELS,
            "wait": WAIT_MILLISECONDS,
        },
        on_screen_change=_nothing,
    )
    return parse_look(result.screen or assumed)


def parse_look(screen: str) -> Look:
    """Read what the watch tells: the theme and the width, such as ``dark narrow``."""
    theme, width = screen.split(" ")
    return Look(DARK if theme == "dark" else LIGHT, is_narrow=width == "narrow")


def is_dark() -> bool:
    """Tell whether Streamlit reports the dark theme."""
    return st.context.theme.type == "dark"


def _nothing() -> None:
    """Do nothing: a callback makes the component report its state."""
