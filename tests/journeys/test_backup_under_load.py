"""A backup is made while people answer, and restored where there was nothing (H15)."""

import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

from sqlalchemy import text

from monitor.domain.links import Token, derive_response_key
from monitor.settings import ROOT
from monitor.storage.backup.manifest import Manifest
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.restore import restore
from monitor.storage.backup.write import BackupOrder, write_backup
from monitor.storage.engine import make_engine
from tests.factories import NOW, SECRET_KEY
from tests.journeys.people import invite, use_cases
from tests.journeys.server import free_port, process_environment
from tests.journeys.survey_server import run_survey, wait_until
from tests.journeys.test_faults_killed import Load, clients

BACKUPS = 3
REPLIES_BETWEEN = 40


# H15.
def test_a_backup_during_load_is_of_one_moment_and_comes_back_as_it_was(
    database_url: str, tmp_path: Path
) -> None:
    load = make_load(database_url)
    thanked_before: dict[Path, set[Token]] = {}
    with run_survey(database_url, port=load.address[1]), clients(load):
        for number in range(BACKUPS):
            enough = load.replies + REPLIES_BETWEEN
            wait_until(lambda enough=enough: load.replies >= enough)  # type: ignore[misc]
            path = tmp_path / f"{number}.zip"
            thanked_before[path] = set(load.thanked)
            run_backup(database_url, path)
    assert load.failures == []

    for path, thanked in thanked_before.items():
        made, again, sent = bring_back(path, tmp_path)
        assert thanked
        assert {key_of(token) for token in thanked} <= sent <= {key_of(each) for each in load.sent}
        # That it was restored is added to the trail, and nothing else.
        changed = {name for name in again.tables if again.tables[name] != made.tables[name]}
        assert changed == {"trail"}


def make_load(database_url: str) -> Load:
    waiting: SimpleQueue[Token] = SimpleQueue()
    with use_cases(database_url) as context:
        for opened in invite(context, rounds=30, people=40):
            for token in opened.tokens:
                waiting.put(token)
    return Load(("127.0.0.1", free_port()), waiting, seed=15)


def run_backup(database_url: str, path: Path) -> None:
    """Make a backup as an operator does."""
    command = [sys.executable, "-m", "monitor", "backup", "--out", str(path)]
    environment = process_environment(database_url, free_port())
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603 - Fixed.


def bring_back(path: Path, folder: Path) -> tuple[Manifest, Manifest, set[str]]:
    """Restore on an empty host; return what was in the backup, and in one of what came back."""
    database = folder / f"{path.stem}.db"
    engine = make_engine(f"sqlite:///{database}")
    with open_backup(path, SECRET_KEY) as backup:
        restore(engine, backup, NOW)
        made = backup.manifest
    again = write_backup(engine, path.with_suffix(".again"), BackupOrder(NOW, "", SECRET_KEY))
    with engine.connect() as connection:
        sent = set(connection.scalars(text("SELECT key FROM response WHERE is_sent")))
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    return made, again, sent


def key_of(token: Token) -> str:
    return derive_response_key(SECRET_KEY, token)
