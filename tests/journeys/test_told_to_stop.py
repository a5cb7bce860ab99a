"""Processes that are told to stop: what is begun is finished, or nothing of it is left."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from monitor.settings import ROOT
from monitor.storage.engine import make_engine
from monitor.storage.tables import MissRow
from tests.journeys.people import use_cases
from tests.journeys.server import START_SECONDS, free_port, process_environment, run_monitor
from tests.journeys.survey_server import wait_until
from tests.mail.server import MailServer, run_mail_server
from tests.services.mailing import add_mailed

ROWS = 400_000


def start(database_url: str, *arguments: str, **settings: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - Fixed but for what a test asks.
        [sys.executable, "-m", "monitor", *arguments],
        cwd=ROOT,
        env=process_environment(database_url, free_port()) | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def stop(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=START_SECONDS)
    return process.returncode, output.decode()


def finish(process: "subprocess.Popen[bytes]") -> int:
    process.communicate(timeout=START_SECONDS)
    return process.returncode


def fill(database_url: str) -> None:
    """Store so much that a backup takes seconds."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        rows = [
            {"address": f"{number:040}", "minute": 1, "count": 1, "workspace_id": 1}
            for number in range(ROWS)
        ]
        connection.execute(insert(MissRow), rows)
    engine.dispose()


def test_a_backup_that_is_told_to_stop_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url)
    folder = tmp_path / "backups"
    folder.mkdir()
    process = start(sqlite_url, "backup", "--out", str(folder / "one.zip"))
    wait_until(lambda: any(folder.iterdir()))

    code, output = stop(process)

    assert code == 1
    assert "afgebroken" in output
    assert list(folder.iterdir()) == []


def test_the_dashboard_gives_up_a_backup_and_makes_it_later(
    sqlite_url: str, tmp_path: Path
) -> None:
    fill(sqlite_url)
    folder = tmp_path / "backups"
    settings = {"MONITOR_BACKUP_FOLDER": str(folder)}

    with run_monitor(sqlite_url, environment=settings) as monitor:
        wait_until(lambda: any(folder.glob("*.partial")))

    assert list(folder.glob("*.zip")) == []
    assert list(folder.glob("*.partial")) == []
    assert "given up" in "".join(monitor.log)
    process = start(sqlite_url, "tick", **settings)
    output, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0, output.decode()
    assert len(list(folder.glob("*.zip"))) == 1


@pytest.fixture
def mail(sqlite_url: str) -> Iterator[MailServer]:
    """A mail server that has the first of six letters in its hands, and does not take it yet."""
    with use_cases(sqlite_url) as context:
        add_mailed(context, opens_at=datetime.now(UTC))
    with run_mail_server() as server:
        server.pause()
        yield server
        server.go_on()


def test_the_worker_finishes_the_letter_in_its_hands_and_leaves_the_others(
    sqlite_url: str, mail: MailServer
) -> None:
    settings = {"MONITOR_SMTP_URL": mail.url, "MONITOR_MAIL_FROM": "monitor@gemeente.example"}
    process = start(sqlite_url, "tick", **settings)
    wait_until(lambda: mail.is_held_up)

    process.send_signal(signal.SIGTERM)
    mail.go_on()

    assert finish(process) == 0
    assert len(mail.accepted) == 1
    assert finish(start(sqlite_url, "tick", **settings)) == 0
    assert sorted(mail.message_ids.values()) == [1] * 6


def test_the_dashboard_finishes_the_letter_in_its_hands_and_leaves_the_others(
    sqlite_url: str, mail: MailServer
) -> None:
    settings = {"MONITOR_SMTP_URL": mail.url, "MONITOR_MAIL_FROM": "monitor@gemeente.example"}

    with run_monitor(sqlite_url, environment=settings):
        wait_until(lambda: mail.is_held_up)
        threading.Timer(1, mail.go_on).start()

    assert len(mail.accepted) == 1
    assert finish(start(sqlite_url, "tick", **settings)) == 0
    assert sorted(mail.message_ids.values()) == [1] * 6


# H16.
@pytest.mark.parametrize(
    "arguments",
    [
        ("serve",),
        ("serve", "--only", "survey"),
        ("serve", "--only", "dashboard"),
        ("tick",),
        ("backup", "--out", "never.zip"),
    ],
    ids=" ".join,
)
def test_nothing_starts_on_the_database_of_a_newer_program(
    arguments: tuple[str, ...], sqlite_url: str
) -> None:
    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    process = start(sqlite_url, *arguments)
    output, _ = process.communicate(timeout=START_SECONDS)

    assert process.returncode == 1
    assert b"nieuwer dan deze monitor" in output
    assert b"Traceback" not in output
