"""Turns page data into HTML: one template environment, inline styles, one set of headers."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from monitor.web.headers import protective_headers

_FOLDER = Path(__file__).parent.parent
_ASSETS = _FOLDER / "assets"


def _shorten(css: str) -> str:
    """Drop comments and spare white space: every page carries the style."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", without_comments).replace(": ", ":")
    return re.sub(r"\s+", " ", tight).strip()


def _read_style(*names: str) -> str:
    return _shorten("".join((_ASSETS / name).read_text(encoding="utf-8") for name in names))


# A page carries only what it uses: its style is half of what a phone has to load.
STYLES = {
    "questions": _read_style("survey.css", "survey_questions.css"),
    "additions": _read_style("survey.css", "survey_questions.css", "survey_additions.css"),
    "reading": _read_style("survey.css", "survey_reading.css"),
    "sign_in": _read_style("survey.css", "survey_reading.css", "sign_in.css"),
}
HEADERS = protective_headers(*STYLES.values())

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["styles"] = {
    name: Markup(style)  # noqa: S704 - from files of ours.
    for name, style in STYLES.items()
}


def render(template: str, **values: object) -> str:
    """Fill in a template of the survey."""
    return render_page(f"survey/{template}.html", **values)


def render_page(template: str, **values: object) -> str:
    """Fill in any template."""
    return _ENVIRONMENT.get_template(template).render(values)
