from streamlit.testing.v1 import AppTest

from monitor.charts.style import LIGHT, Look
from monitor.ui.theme import parse_look


def test_before_the_browser_has_told_the_look_is_light_and_wide() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - The script runs on its own.

        from monitor.charts.style import LIGHT  # noqa: PLC0415
        from monitor.ui.theme import is_dark, watch_screen  # noqa: PLC0415

        look = watch_screen()
        st.write(look.palette is LIGHT, look.is_narrow, is_dark())

    app = AppTest.from_function(script, default_timeout=20).run()

    assert not app.exception
    assert app.markdown[0].value == "`True` `False` `False`"


def test_the_look_follows_what_the_browser_tells() -> None:
    dark_phone = parse_look("dark narrow")

    assert dark_phone.palette is not LIGHT
    assert dark_phone.is_narrow
    assert parse_look("light wide") == Look(LIGHT)
