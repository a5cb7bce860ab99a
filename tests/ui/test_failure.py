import logging

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.errors import NotAllowedError, NotSignedInError
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.settings import read_settings


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


@pytest.mark.parametrize(
    ("error", "said", "logged"),
    [
        (NotAllowedError, "access.not_allowed", ["Account None was refused: NotAllowedError"]),
        (NotSignedInError, "access.signed_out", []),
    ],
)
@pytest.mark.usefixtures("own_process")
def test_who_may_not_or_is_signed_out_is_told_so_and_only_a_refusal_is_logged(
    error: type[Exception], said: str, logged: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def page(name: str) -> None:
        from monitor.domain import errors  # noqa: PLC0415 - runs as a script.
        from monitor.ui.failure import show_failure  # noqa: PLC0415 - the same.

        show_failure(getattr(errors, name)())

    app = AppTest.from_function(page, default_timeout=20, kwargs={"name": error.__name__})
    shown = " ".join(element.value for element in app.run().html)

    assert translator(read_settings().language)(said) in shown
    assert ('href="/sign-in?next=' in shown) is (error is NotSignedInError)
    ours = [each for each in caplog.records if each.name == "monitor.ui.failure"]
    assert [each.getMessage().splitlines()[0] for each in ours] == logged


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("show", "title"),
    [("show_closed_page", "access.not_allowed"), ("show_unknown", "pages.unknown.title")],
)
@pytest.mark.usefixtures("own_process")
def test_where_there_is_nothing_to_see_stands_a_heading_and_the_way_to_the_overview(
    show: str, title: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(name: str) -> None:
        import streamlit as st  # noqa: PLC0415 - runs as a script.

        from monitor.ui import addresses, failure, picker, session  # noqa: PLC0415 - the same.

        st.navigation([st.Page(addresses.OVERVIEW, default=True)])
        show = getattr(failure, name, None) or getattr(picker, name)
        show(session.reader())

    monkeypatch.setenv("MONITOR_LANGUAGE", language.value)
    read_settings.cache_clear()

    app = AppTest.from_function(page, default_timeout=20, kwargs={"name": show}).run()

    t = translator(language)
    assert not app.exception
    assert f"<h1>{t(title)}</h1>" in " ".join(element.value for element in app.html)
    (way,) = app.get("page_link")
    assert way.proto.label == t("pages.back")
