import logging

import pytest
from streamlit.testing.v1 import AppTest


def test_a_failing_page_shows_a_reference_that_the_log_explains(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def page() -> None:
        from monitor.ui.failure import show_failure  # noqa: PLC0415 - runs as a script.

        show_failure(ValueError("secret detail"))

    with caplog.at_level(logging.ERROR, logger="monitor.ui.failure"):
        shown = AppTest.from_function(page, default_timeout=20).run()

    text = shown.error[0].value
    assert "secret detail" not in text
    reference = caplog.records[-1].getMessage().rsplit(" ", 1)[-1]
    assert reference in text
