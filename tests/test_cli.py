import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer.main
import uvicorn
from pydantic_settings import SettingsConfigDict
from typer.testing import CliRunner, Result

from monitor import bootstrap, worker
from monitor.cli import app
from monitor.domain.round import RoundId
from monitor.services.checkin import rounds
from monitor.services.context import Context
from monitor.settings import ROOT, Settings, read_settings
from tests.factories import add_partnership

COMMANDS = sorted(typer.main.get_group(app).commands)
ADDRESS = "anna@voorbeeld.nl"
LINK = re.compile(r"http://localhost:8501/s/[A-Za-z0-9_-]{32}")


@pytest.fixture(autouse=True)
def installation(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fresh installation, in Dutch, in which the process has read nothing yet."""
    for name in [name for name in os.environ if name.startswith("MONITOR_")]:
        monkeypatch.delenv(name)
    for name in ("HOST", "PORT", "ONLY"):
        # Set and deleted, so that what a command sets is forgotten afterwards.
        monkeypatch.setenv(f"MONITOR_{name}", "")
        monkeypatch.delenv(f"MONITOR_{name}")
    monkeypatch.setenv("MONITOR_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("MONITOR_BASE_URL", "")
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")
    monkeypatch.chdir(ROOT)
    without_file = SettingsConfigDict({**Settings.model_config, "env_file": None})
    monkeypatch.setattr(Settings, "model_config", without_file)
    forget_process()
    yield
    forget_process()


def forget_process() -> None:
    """Make the next command read everything anew, as a process of its own would."""
    if bootstrap.engine.cache_info().currsize:
        bootstrap.engine().dispose()
    for cached in (read_settings, bootstrap.engine, bootstrap.context):
        cached.cache_clear()


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    forget_process()
    return result


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that ``serve`` would have become."""
    commands: list[list[str]] = []

    def remember(_program: str, command: list[str]) -> None:
        commands.append(command)

    monkeypatch.setattr(os, "execvp", remember)
    return commands


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """How ``serve --only survey`` would have served."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(uvicorn, "run", lambda _factory, **how: calls.append(how))
    return calls


def count_partnerships() -> int:
    with bootstrap.context().unit_of_work(reads_only=True) as uow:
        return uow.partnerships.count()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"Example: python -m monitor {command}" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_is_a_mistake_in_the_command(command: str) -> None:
    assert run(command, "--nonsense").exit_code == 2


def test_a_wrong_setting_is_one_sentence_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_TIMEZONE", "Mars/Base")

    result = run("links")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "MONITOR_TIMEZONE" in result.stderr


def test_an_old_schema_is_one_sentence_that_names_the_command(database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()

    result = run("links")

    assert result.exit_code == 1
    assert "python -m monitor migrate" in result.stderr
    assert "Traceback" not in result.output


def test_a_database_that_does_not_answer_is_one_sentence(database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()
    (database_folder / "monitor.db").mkdir()

    commands = (["migrate"], ["links"], ["sample"], ["export", "--out", "x"], ["serve"], ["tick"])
    for command in commands:
        result = run(*command)

        assert result.exit_code == 1
        assert result.stderr.startswith("De database antwoordt niet.")


def test_migrate_makes_a_database_that_other_commands_can_use(database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()

    assert run("migrate").exit_code == 0

    assert run("links").exit_code == 0


def test_sample_adds_the_stories_once() -> None:
    first, second = run("sample"), run("sample")

    assert first.exit_code == 0
    assert first.stdout.startswith("14 samenwerkingen")
    assert second.exit_code == 1
    assert "--clear" in second.stderr
    assert count_partnerships() == 14


def test_sample_draws_any_number() -> None:
    result = run("sample", "--partnerships", "2", "--rounds", "3", "--seed", "4")

    assert result.exit_code == 0
    with bootstrap.context().unit_of_work(reads_only=True) as uow:
        lengths = [len(uow.rounds.list_of(each.id)) for each in uow.partnerships.list_all()]
    assert lengths == [3, 3]


def test_sample_clear_starts_empty_and_can_begin_anew() -> None:
    run("sample", "--partnerships", "2", "--rounds", "1")

    result = run("sample", "--clear", "--partnerships", "1", "--rounds", "1")

    assert result.exit_code == 0
    assert count_partnerships() == 1
    assert run("sample", "--clear").exit_code == 0
    assert count_partnerships() == 0


def test_sample_clear_keeps_what_is_real() -> None:
    add_partnership(bootstrap.context().unit_of_work)

    run("sample", "--clear")

    assert count_partnerships() == 1


def test_recompute_looks_at_every_partnership_anew() -> None:
    add_partnership(bootstrap.context().unit_of_work)

    result = run("recompute")

    assert (result.exit_code, result.stdout) == (0, "1 samenwerking is opnieuw bekeken.\n")
    with bootstrap.context().unit_of_work(reads_only=True) as uow:
        assert list(uow.summaries.missing(1)) == []


def test_recompute_says_where_it_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    add_partnership(bootstrap.context().unit_of_work)

    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("monitor.services.overview.recompute.review", fail)

    result = run("recompute")

    assert result.exit_code == 1
    assert "ging het mis" in result.stderr


def test_links_are_json_that_other_programs_read() -> None:
    run("sample", "--partnerships", "1", "--rounds", "1")

    rows = json.loads(run("links", "--json").stdout)

    assert rows
    for row in rows:
        assert list(row) == ["partnership", "party", "participant", "round", "url"]
        assert LINK.fullmatch(row["url"])
        assert re.fullmatch(r"\d{4}-Q[1-4]", row["round"])


def test_links_of_one_partnership_are_lines_with_its_number() -> None:
    run("sample", "--partnerships", "2", "--rounds", "1")

    lines = run("links", "--partnership", "2").stdout.splitlines()

    assert lines
    assert all(line.startswith("2 · ") and LINK.search(line) for line in lines)


def test_without_an_open_round_there_are_no_links() -> None:
    result = run("links", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == []
    assert "Er is nu geen check-in open." in result.stderr


@pytest.mark.parametrize("command", [["links"], ["export", "--out", "x"]])
def test_a_partnership_that_does_not_exist_is_one_sentence(command: list[str]) -> None:
    result = run(*command, "--partnership", "99")

    assert result.exit_code == 1
    assert "Er is geen samenwerking met nummer 99." in result.stderr
    assert not Path("x").exists()


def test_export_writes_the_files_and_logs_it(
    database_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run("sample", "--partnerships", "1", "--rounds", "2")

    with caplog.at_level(logging.INFO, logger="monitor"):
        result = run("export", "--out", str(database_folder / "out"))

    assert result.exit_code == 0
    assert {path.name for path in (database_folder / "out").iterdir()} >= {
        *("answers.csv", "invited.csv", "comments.csv", "codebook.md"),
    }
    assert "Exported raw answers: 1 partnerships" in caplog.text


def test_export_to_a_place_that_cannot_be_is_one_sentence(database_folder: Path) -> None:
    (database_folder / "file").write_text("", encoding="utf-8")

    result = run("export", "--out", str(database_folder / "file"))

    assert result.exit_code == 1
    assert str(database_folder / "file") in result.stderr
    assert "Traceback" not in result.output


def test_tick_tells_in_one_line_what_it_did() -> None:
    unit_of_work = bootstrap.context().unit_of_work
    add_partnership(unit_of_work, opens_at=datetime(2025, 1, 1, tzinfo=UTC))

    first, second = run("tick"), run("tick")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("Check-ins: 1 gesloten, 0 geopend, 0 gepland, 0 wacht")
    assert second.stdout.startswith("Check-ins: 0 gesloten")
    assert (first.stdout.count("\n"), first.stderr) == (1, "")


def test_tick_says_when_another_worker_is_at_the_check_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "tick_checkins", lambda: None)

    result = run("tick")

    first, second = result.stdout.splitlines()
    assert result.exit_code == 0
    assert first.startswith("Een andere verwerker is al bezig")
    assert second.startswith("Check-ins: 0 gesloten")


def test_tick_says_that_a_check_in_went_wrong_and_does_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unit_of_work = bootstrap.context().unit_of_work
    stored = [
        add_partnership(unit_of_work, name=name, opens_at=datetime(2025, 1, 1, tzinfo=UTC))
        for name in ("Eerste", "Tweede")
    ]
    close = rounds.close_round

    def fail_for_one(context: Context, round_id: RoundId) -> object:
        if round_id == stored[0].round.id:
            raise ValueError(stored[0].tokens[0])
        return close(context, round_id)

    monkeypatch.setattr(rounds, "close_round", fail_for_one)

    result = run("tick")

    assert result.exit_code == 1
    assert result.stdout.startswith("Check-ins: 1 gesloten")
    assert "\nBij 1 check-in ging het mis." in result.stderr
    assert stored[0].tokens[0] not in result.output + caplog.text


def test_tick_that_stops_says_so_without_what_it_was_doing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_context: Context) -> object:
        raise ValueError(ADDRESS)

    monkeypatch.setattr(worker, "run_checkins", fail)

    result = run("tick")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "\nHet werk is gestopt (ValueError)." in result.stderr
    assert "The worker stopped: ValueError" in caplog.text
    assert ADDRESS not in result.output + caplog.text


def test_doctor_says_line_by_line_what_is_well() -> None:
    run("migrate")
    bootstrap.context()

    result = run("doctor")

    assert result.exit_code == 0
    assert all(line.startswith("goed") for line in result.stdout.splitlines())
    assert "Europe/Amsterdam" in result.stdout


def test_doctor_fails_when_something_is_wrong(database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()

    result = run("doctor")

    assert result.exit_code == 1
    assert any(line.startswith("FOUT") for line in result.stdout.splitlines())


def test_serve_starts_the_dashboard_on_the_address_given(started: list[list[str]]) -> None:
    result = run("serve", "--host", "127.0.0.1", "--port", "8765")

    assert result.exit_code == 0
    (command,) = started
    assert command[1:] == ["dashboard.py"]
    assert os.environ["MONITOR_HOST"] == "127.0.0.1"
    assert os.environ["MONITOR_PORT"] == "8765"
    assert "Dashboard: http://127.0.0.1:8765" in result.stdout


def test_serve_fills_an_empty_database_with_stories_and_shows_one_link(
    started: list[list[str]],
) -> None:
    result = run("serve")

    assert count_partnerships() == 14
    assert "Dashboard: http://localhost:8501" in result.stdout
    assert len(LINK.findall(result.stdout)) == 1
    assert len(started) == 1


def test_serve_adds_nothing_to_a_database_in_use(started: list[list[str]]) -> None:
    add_partnership(bootstrap.context().unit_of_work)

    run("serve")

    assert count_partnerships() == 1
    assert len(started) == 1


def test_serve_prints_no_link_of_a_real_person(started: list[list[str]]) -> None:
    now = bootstrap.context().clock.now()
    add_partnership(bootstrap.context().unit_of_work, opens_at=now)

    result = run("serve")

    assert json.loads(run("links", "--json").stdout)
    assert not LINK.search(result.stdout)
    assert len(started) == 1


def test_serve_starts_empty_when_asked(
    monkeypatch: pytest.MonkeyPatch, started: list[list[str]]
) -> None:
    monkeypatch.setenv("MONITOR_SAMPLE", "0")

    result = run("serve")

    assert count_partnerships() == 0
    assert "python -m monitor links" in result.stdout
    assert len(started) == 1


def test_serve_migrates_first(database_folder: Path, started: list[list[str]]) -> None:
    (database_folder / "monitor.db").unlink()

    assert run("serve").exit_code == 0

    assert count_partnerships() == 14
    assert len(started) == 1


def test_serve_refuses_an_address_that_others_can_reach(started: list[list[str]]) -> None:
    result = run("serve", "--host", "0.0.0.0")  # noqa: S104 - That it is refused is the point.

    assert result.exit_code == 1
    assert "MONITOR_HOST" in result.stderr
    assert "MONITOR_BASE_URL" in result.stderr
    assert started == []


def test_the_dashboard_alone_is_told_so_and_shows_no_link(started: list[list[str]]) -> None:
    result = run("serve", "--only", "dashboard")

    assert os.environ["MONITOR_ONLY"] == "dashboard"
    assert not LINK.search(result.stdout)
    assert len(started) == 1


def test_the_survey_alone_is_served_on_the_address_given(
    served: list[dict[str, Any]], started: list[list[str]]
) -> None:
    result = run("serve", "--only", "survey", "--port", "8766")

    (how,) = served
    assert (how["host"], how["port"], how["workers"]) == ("localhost", 8766, 1)
    assert "Dashboard" not in result.stdout
    assert started == []


def test_the_survey_alone_may_have_more_processes(served: list[dict[str, Any]]) -> None:
    run("serve", "--only", "survey", "--workers", "3")

    assert [how["workers"] for how in served] == [3]
    assert count_partnerships() == 14


def test_a_dashboard_in_more_processes_is_refused_before_anything_happens(
    started: list[list[str]],
) -> None:
    result = run("serve", "--workers", "2")

    assert result.exit_code == 1
    assert "--only survey" in result.stderr
    assert count_partnerships() == 0
    assert started == []


def test_it_speaks_the_language_of_the_installation(
    monkeypatch: pytest.MonkeyPatch, started: list[list[str]]
) -> None:
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")

    assert "A check-in to try: http" in run("serve").stdout
    assert len(started) == 1


def test_python_m_monitor_starts_it_without_loading_the_dashboard() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "monitor", "--help"]

    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - Fixed.

    assert "python -m monitor" in process.stdout
    assert not re.search(r"\b(streamlit|sqlalchemy|plotly|pandas)\b", process.stderr)
