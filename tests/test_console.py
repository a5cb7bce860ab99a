from pathlib import Path

import pytest

from monitor.console import (
    CommandError,
    describe_error,
    known_partnership,
    make_translator,
    open_context,
    settings_that_work,
    show_progress,
)
from monitor.domain.errors import (
    MonitorError,
    NotFoundError,
    SchemaError,
    StorageBusyError,
    StorageUnavailableError,
)
from monitor.settings import read_settings
from tests.factories import add_partnership

pytestmark = pytest.mark.usefixtures("own_process")


def test_it_speaks_the_language_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")

    assert make_translator()("dimension.trust") == "Trust"


def test_a_database_that_fits_is_opened() -> None:
    with open_context().unit_of_work(reads_only=True) as work:
        assert work.partnerships.count() == 0


def test_a_partnership_is_known_by_its_number() -> None:
    context = open_context()
    stored = add_partnership(context.unit_of_work).partnership

    assert known_partnership(context, stored.id) == stored.id
    assert known_partnership(context, None) is None
    with pytest.raises(CommandError, match="77"):
        known_partnership(context, 77)


def test_a_database_without_tables_is_refused(database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()

    with pytest.raises(SchemaError, match="python -m monitor migrate"):
        open_context()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SchemaError("for a log", "old", present="0006", newest="0007"), "heeft versie 0006, en"),
        (SchemaError("for a log", "newer", present="9999", newest="0007"), "monitor (0007)"),
        (SchemaError("for a log", "references"), "Zet een back-up terug"),
        (SchemaError("for a log", "empty"), "De database is leeg"),
        (SchemaError("for a log", "no_migrations"), "opnieuw"),
        (StorageUnavailableError("for a log"), "De database antwoordt niet"),
        (StorageBusyError(), "Probeer het straks opnieuw"),
        (CommandError("Al een zin."), "Al een zin."),
        (NotFoundError(), "NotFoundError"),
    ],
)
def test_what_goes_wrong_is_told_in_the_language_of_the_installation(
    error: MonitorError, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")

    assert sentence in describe_error(error)


def test_progress_goes_to_the_error_output(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("Reading") as report:
        report(1, 2)

    captured = capsys.readouterr()
    assert "Reading" in captured.err
    assert captured.out == ""


def test_settings_that_are_wrong_are_left_to_whoever_needs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_that_work() is read_settings()

    monkeypatch.setenv("MONITOR_PORT", "none")
    read_settings.cache_clear()

    assert settings_that_work() is None
