"""Follows the theme and the width of the browser, which Streamlit does not rerun for."""

import streamlit as st

from monitor.charts.style import DARK, LIGHT, Look, Palette, Width

KEY = "screen-watch"

# Runs again on every theme change; the listeners tell when a width limit is crossed.
_WATCH = st.components.v2.component(
    "monitor_screen_watch",
    html="<span hidden></span>",
    js="""
export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.host ?? parentElement
  const limits = data.limits.map(px => window.matchMedia(`(max-width: ${px}px)`))
  let known = data.known
  const tell = () => {
    const page = getComputedStyle(host).getPropertyValue("--st-background-color").trim()
    const theme = page.toLowerCase() === data.dark ? "dark" : "light"
    const width = limits[0].matches ? "narrow" : limits[1].matches ? "medium" : "wide"
    const screen = `${theme} ${width}`
    if (screen !== known) setStateValue("screen", known = screen)
  }
  tell()
  limits.forEach(limit => { limit.onchange = tell })
  return () => limits.forEach(limit => { limit.onchange = null })
}
""",
)


def watch_screen() -> Look:
    """Mount the watch and return the look for this run; call once per run, in the shell.

    The first run of a visit takes the theme that Streamlit reports and a wide page; the watch
    asks for another run where the browser differs.
    """
    theme, width = _known()
    result = _WATCH(
        key=KEY,
        data={"known": f"{theme} {width}", "dark": DARK.page.lower(), "limits": [640, 1150]},
        height="content",
        on_screen_change=_nothing,
    )
    if result.screen:
        theme, width = result.screen.split(" ")
    return Look(_palette_of(theme), Width(width))


def is_dark() -> bool:
    """Tell whether Streamlit reports the dark theme."""
    return _known()[0] == "dark"


def palette() -> Palette:
    """Return the colours of the theme that Streamlit reports."""
    return _palette_of(_known()[0])


def _known() -> tuple[str, str]:
    return st.context.theme.type or "light", Width.WIDE.value


def _palette_of(theme: str) -> Palette:
    return DARK if theme == "dark" else LIGHT


def _nothing() -> None:
    """Do nothing: a callback makes the component report its state."""
