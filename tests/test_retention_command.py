"""The command ``retention`` tells what is older than its term, and lets go of it."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.services.checkin.rounds import close_round
from monitor.services.privacy import apply_retention
from tests.factories import FakeClock
from tests.seeding import TWO_WEEKS, answer_all, make_partnership, open_checkin


@pytest.fixture(autouse=True)
def old_words(own_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A partnership whose only round closed more than a month ago."""
    assert own_process is None
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")
    monkeypatch.setenv("MONITOR_RETENTION", "comments=1m")
    clock, context = FakeClock(), bootstrap.context()
    object.__setattr__(context, "clock", clock)
    opened = open_checkin(context, make_partnership(context, "Oosterdal", people=3))
    answer_all(context, opened.tokens, {})
    clock.advance(TWO_WEEKS)
    close_round(context, opened.id)
    clock.advance(timedelta(days=40))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["retention", *arguments])


def test_a_dry_run_tells_of_every_kind_how_much_would_go_and_changes_nothing() -> None:
    first, second = run("--dry-run"), run("--dry-run")

    assert first.exit_code == 0, first.output
    assert "Wat mensen in eigen woorden schreven: 1 van vóór 10 december 2026\n" in first.output
    assert "Antwoorden: 0 van vóór 10 januari 2022\n" in first.output
    assert first.output.count("\n") == 10
    assert second.output == first.output


def test_it_tells_what_went_and_the_second_time_that_nothing_had_to() -> None:
    first, second = run(), run()

    assert first.output == "Wat mensen in eigen woorden schreven: 1 van vóór 10 december 2026\n"
    assert second.output == "Er is niets dat weg moet.\n"


def test_what_failed_is_said_and_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(apply_retention, "_apply_in_parts", fail)

    result = run()

    assert result.exit_code == 1
    assert "Bij 1 samenwerking ging het mis" in result.stderr
