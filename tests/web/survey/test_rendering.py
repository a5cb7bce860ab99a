"""Templates are filled in strictly and safely."""

import pytest
from jinja2 import UndefinedError

from monitor.web.survey.rendering import HEADERS, STYLE, render


def test_the_style_is_short_and_whole() -> None:
    assert "/*" not in STYLE
    assert "\n" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")
    assert len(STYLE) < 6000


def test_the_style_works_in_the_dark() -> None:
    assert "@media (prefers-color-scheme:dark){" in STYLE


def test_a_template_refuses_a_value_that_is_missing() -> None:
    with pytest.raises(UndefinedError):
        render("failure", language="nl")


def test_the_policy_is_that_of_the_style() -> None:
    assert "style-src 'sha256-" in HEADERS["content-security-policy"]
