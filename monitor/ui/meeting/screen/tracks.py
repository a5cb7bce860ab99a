"""Rows with a scale from 1 to 5, and the marks of the parties on it."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.charts.style import PartyMark
from monitor.domain.partnership import PartyId
from monitor.i18n.reader import Reader
from monitor.ui.html import Text
from monitor.ui.shapes import render_shape

_LOWEST, _HIGHEST = 1.0, 5.0


def place_of(value: float) -> float:
    """Return where a score lies on the scale, as a percentage."""
    return 100 * (value - _LOWEST) / (_HIGHEST - _LOWEST)


def render_track(means: Mapping[PartyId, float], marks: Mapping[PartyId, PartyMark]) -> Markup:
    """Return a scale with the marks of parties, and what lies between them."""
    places = {party_id: place_of(mean) for party_id, mean in means.items()}
    low, high = min(places.values()), max(places.values())
    between = Markup(
        '<span class="pm-screen-between" style="left:{:.1f}%;width:{:.1f}%"></span>'
    ).format(low, high - low)
    drawn = Markup("").join(
        Markup('<span class="pm-screen-mark" style="left:{:.1f}%">{}</span>').format(
            place, render_shape(marks[party_id])
        )
        for party_id, place in places.items()
    )
    return Markup('<div class="pm-screen-track" aria-hidden="true">{}{}</div>').format(
        between, drawn
    )


def render_row(text: Text, track: Markup) -> Markup:
    """Return a sentence with its scale beside it."""
    return Markup('<div class="pm-screen-row"><span>{}</span>{}</div>').format(text, track)


def render_ends(reader: Reader) -> Markup:
    """Return the words at both ends of the scales above them."""
    return Markup(
        '<div class="pm-screen-ends-row"><span class="pm-screen-ends"><span>{}</span>'
        "<span>{}</span></span></div>"
    ).format(reader.t("charts.scale.1"), reader.t("charts.scale.5"))
