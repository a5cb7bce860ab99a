"""Icons as CSS masks from inline pictures, so that they take the colour of the text."""

from enum import StrEnum
from urllib.parse import quote

from markupsafe import Markup


class Icon(StrEnum):
    """A picture that says what a word beside it says."""

    ALERT = "alert"
    CALENDAR = "calendar"
    CHECK = "check"
    CLOCK = "clock"
    EYE = "eye"
    FLASK = "flask"
    GAP = "gap"
    LOCK = "lock"
    LOW = "low"
    DOWN = "down"
    UP = "up"
    SILENCE = "silence"
    SPLIT = "split"
    QUESTION = "question"
    TOGETHER = "together"
    STAR = "star"
    FLAG = "flag"
    HALF = "half"
    PAIRS = "pairs"
    CIRCLE = "ring"
    NOTES = "notes"
    TABLE = "table"
    PAPER = "paper"
    VOICE = "voice"


# Strokes in a box of 24 by 24.
_PATHS = {
    Icon.ALERT: "M12 4v10M12 19v.5",
    Icon.CALENDAR: "M5 6h14v14H5zM5 10.5h14M9 3v4M15 3v4",
    Icon.CHECK: "M5 12.5l5 5 9-11",
    Icon.CLOCK: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM12 7.5V12l3.5 2.5",
    Icon.EYE: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 "
    "0 1 0 0 5 2.5 2.5 0 1 0 0-5z",
    Icon.FLASK: "M9 3.5h6M10 3.5v6L5 19.5h14l-5-10v-6M7.5 15h9",
    Icon.GAP: "M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4",
    Icon.LOCK: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
    Icon.LOW: "M12 4v10M8 10.5l4 4 4-4M5 19.5h14",
    Icon.DOWN: "M3 7l6 6 4-4 8 8M21 12v5h-5",
    Icon.UP: "M3 17l6-6 4 4 8-8M21 12V7h-5",
    Icon.SILENCE: "M9.5 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7zM3 20v-1.5c0-2.5 3-4 6.5-4s6.5 1.5 "
    "6.5 4V20M16.5 8.5h5",
    Icon.SPLIT: "M12 21v-7L5 7M5 12V7h5M12 14l7-7M19 12V7h-5",
    Icon.QUESTION: "M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.4-1.7 3M12 19v.5",
    Icon.TOGETHER: "M3 12h6M15 12h6M6 8.5l4 3.5-4 3.5M18 8.5L14 12l4 3.5",
    Icon.STAR: "M12 4l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6z",
    Icon.FLAG: "M6 21V4h12l-2.5 4L18 12H6",
    Icon.HALF: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM12 3.5v17M14 7h4M14 10.5h6M14 14h6"
    "M14 17.5h4",
    Icon.PAIRS: "M6.5 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7zM10 12h4M17.5 8.5a3.5 3.5 0 1 0 0 7 "
    "3.5 3.5 0 1 0 0-7z",
    Icon.CIRCLE: "M12 2.5a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 1 0 0-4.8z"
    "M19 9.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 1 0 0-4.8z"
    "M12 16.7a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 1 0 0-4.8z"
    "M5 9.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 1 0 0-4.8z",
    Icon.NOTES: "M3 4h18v16H3zM6.5 7.5h4v4h-4zM14 8.5h4v4h-4zM9.5 14.5h4v2.5h-4z",
    Icon.TABLE: "M5.5 9.5h13v5h-13zM12 2.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 1 0 0-3.8z"
    "M12 17.6a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 1 0 0-3.8z",
    Icon.PAPER: "M5 3.5h10l4 4v13H5zM8.5 10h7M8.5 13.5h7M8.5 17h4",
    Icon.VOICE: "M4 5h16v11H11l-4 4v-4H4z",
}


def render_icon(icon: Icon) -> Markup:
    """Return an icon as a decorative element; the word stands beside it."""
    return Markup('<span class="pm-icon pm-icon-{}" aria-hidden="true"></span>').format(icon.value)


def icon_styles() -> str:
    """Return the CSS of all icons."""
    return "\n".join(
        f'.pm-icon-{icon.value}{{--pm-picture:url("data:image/svg+xml,{_picture(path)}")}}'
        for icon, path in _PATHS.items()
    )


def _picture(path: str) -> str:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="{path}"/></svg>'
    )
    return quote(svg)
