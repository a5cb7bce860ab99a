"""Turns page data into HTML: one template environment, one inline style, one set of headers."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from monitor.web.headers import protective_headers

_FOLDER = Path(__file__).parent.parent
_STYLE_FILE = _FOLDER / "assets" / "survey.css"


def _shorten(css: str) -> str:
    """Drop comments and spare white space: every page carries the style."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,>])\s*", r"\1", without_comments).replace(": ", ":")
    return re.sub(r"\s+", " ", tight).strip()


STYLE = _shorten(_STYLE_FILE.read_text(encoding="utf-8"))
HEADERS = protective_headers(STYLE)

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["style"] = Markup(STYLE)  # noqa: S704 - a file of ours.


def render(template: str, **values: object) -> str:
    """Fill in a template of the survey."""
    return _ENVIRONMENT.get_template(f"survey/{template}.html").render(values)
