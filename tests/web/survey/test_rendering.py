"""Templates are filled in strictly and safely."""

import pytest
from jinja2 import UndefinedError

from monitor.web.survey.rendering import HEADERS, STYLES, render


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_style_is_short_and_whole_and_works_in_the_dark(style: str) -> None:
    assert "/*" not in style
    assert "\n" not in style
    assert style.count("{") == style.count("}")
    assert len(style) < 5500
    assert "@media (prefers-color-scheme:dark){" in style


def test_a_template_refuses_a_value_that_is_missing() -> None:
    with pytest.raises(UndefinedError):
        render("failure", language="nl")


def test_the_policy_allows_each_style() -> None:
    assert HEADERS["content-security-policy"].count("'sha256-") == len(STYLES)
