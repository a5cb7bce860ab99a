"""Turns page data into the HTML of signing in: the templates and the look of the survey's pages."""

from collections.abc import Mapping

from monitor.web.headers import protective_headers
from monitor.web.survey.rendering import STYLES, render_page

# Another page of ours may learn which one of these led to it; no other site learns anything.
HEADERS: Mapping[str, str] = {
    **protective_headers(STYLES["sign_in"]),
    "referrer-policy": "same-origin",
}


def render(template: str, **values: object) -> str:
    """Fill in a template of signing in."""
    return render_page(f"sign_in/{template}.html", **values)
