"""What the check-up finds, each thing wrong in its turn."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import make_url, text

from monitor import bootstrap, doctor
from monitor.doctor import examine
from monitor.doctor_machine import Finding
from monitor.domain.errors import InvalidQuestionnaireError
from monitor.services.checkin.run_checkins import HEARTBEAT
from monitor.settings import Settings, read_settings
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.mail.server import HOST, find_free_port, run_mail_server
from tests.postgresql import PostgresqlServer
from tests.services.mailing import add_mailed


class DiskUsage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def settings(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, database_folder: Path
) -> Iterator[Settings]:
    """Settings of a fresh installation in a folder of its own, as this process reads them."""
    monkeypatch.setenv("MONITOR_DATABASE_URL", sqlite_url)
    forget_process()
    (database_folder / "monitor.key").write_text("k" * 64, encoding="ascii")
    for name in ("monitor.key", "monitor.db"):
        (database_folder / name).chmod(0o600)
    yield Settings(_env_file=None, database_url=sqlite_url)
    bootstrap.engine().dispose()
    forget_process()


def forget_process() -> None:
    for cached in (read_settings, bootstrap.engine, bootstrap.context):
        cached.cache_clear()


def find(settings: Settings, subject: str) -> Finding:
    (finding,) = [each for each in examine(settings) if each.subject == subject]
    return finding


def test_nothing_is_wrong_with_a_good_installation(settings: Settings) -> None:
    findings = examine(settings)

    assert [finding.subject for finding in findings] == [
        *("settings", "database", "schema", "tables", "worker_new", "clock", "mail_folder", "disk"),
        "key",
        *("database_file", "database_folder", "versions", "backups_none"),
        *("questionnaires", "time_zone"),
    ]
    assert all(finding.is_ok for finding in findings)


def test_a_database_that_is_no_database_is_found(settings: Settings, database_folder: Path) -> None:
    (database_folder / "monitor.db").unlink()
    (database_folder / "monitor.db").mkdir()

    assert not find(settings, "database").is_ok


def test_a_file_of_the_database_that_is_cut_short_is_found(
    settings: Settings, database_folder: Path
) -> None:
    path = database_folder / "monitor.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    subjects = {finding.subject: finding.is_ok for finding in examine(settings)}

    assert not subjects["database_whole"]
    assert "worker_new" not in subjects


@pytest.mark.parametrize(
    ("damage", "missing"),
    [
        ("DROP TABLE response", "response"),
        ("ALTER TABLE participant DROP COLUMN email", "participant.email"),
    ],
)
def test_a_table_or_column_that_is_gone_is_found_and_named(
    damage: str, missing: str, settings: Settings
) -> None:
    with bootstrap.engine().begin() as connection:
        connection.execute(text(damage))

    finding = find(settings, "tables")

    assert not finding.is_ok
    assert finding.values == {"number": 1, "names": missing}


def test_an_old_schema_is_found_and_the_new_one_named(
    settings: Settings, database_folder: Path
) -> None:
    (database_folder / "monitor.db").unlink()

    finding = find(settings, "schema")

    assert not finding.is_ok
    assert finding.values["version"] == "-"
    assert finding.values["newest"]


def test_on_postgresql_a_role_that_row_level_security_holds_for_is_well(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find(settings_on(postgresql_url, monkeypatch), "database_role").is_ok
    bootstrap.engine().dispose()


def test_on_postgresql_a_superuser_is_found(
    postgresql_server: PostgresqlServer, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgresql_server.execute("CREATE ROLE too_much LOGIN SUPERUSER")
    url = make_url(postgresql_url).set(username="too_much").render_as_string(hide_password=False)

    finding = find(settings_on(url, monkeypatch), "database_role")

    bootstrap.engine().dispose()
    postgresql_server.execute("DROP ROLE too_much")
    assert not finding.is_ok


def test_a_server_of_postgresql_without_room_is_found(
    postgresql_server: PostgresqlServer, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_server = settings_on(postgresql_url, monkeypatch)
    before = find(on_server, "database_room")
    bootstrap.engine().dispose()
    name = make_url(postgresql_url).database

    # The nearest thing to a full disk that a server can be told: no room for new files.
    postgresql_server.execute(f"ALTER DATABASE {name} SET temp_file_limit = 0")
    after = find(on_server, "database_room")

    bootstrap.engine().dispose()
    assert (before.is_ok, after.is_ok) == (True, False)


def test_of_sqlite_the_room_is_that_of_the_machine(settings: Settings) -> None:
    assert "database_room" not in [finding.subject for finding in examine(settings)]
    assert find(settings, "disk").is_ok


def settings_on(url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of an installation on PostgreSQL, as this process reads them."""
    monkeypatch.setenv("MONITOR_DATABASE_URL", url)
    forget_process()
    return Settings(_env_file=None, database_url=url, secret_key="k" * 64)


def test_behind_a_proxy_it_names_the_address(settings: Settings) -> None:
    proxied = settings.model_copy(
        update={"behind_proxy": True, "base_url": "https://monitor.example"}
    )

    finding = find(proxied, "proxy")

    assert finding.is_ok
    assert finding.values["url"] == "https://monitor.example"


def test_a_proxy_without_encryption_is_found(settings: Settings) -> None:
    proxied = settings.model_copy(update={"behind_proxy": True, "base_url": "http://monitor.local"})

    assert not find(proxied, "proxy").is_ok


def test_without_a_proxy_nothing_is_said_of_one(settings: Settings) -> None:
    assert "proxy" not in [finding.subject for finding in examine(settings)]


def test_a_full_disk_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: DiskUsage(1, 1, 1_000_000))

    finding = find(settings, "disk")

    assert not finding.is_ok
    assert finding.values["megabytes"] == 1


def test_a_key_that_others_can_read_is_found(settings: Settings, database_folder: Path) -> None:
    (database_folder / "monitor.key").chmod(0o640)

    assert not find(settings, "key").is_ok


def test_a_key_file_that_was_set_and_is_not_there_is_found(
    settings: Settings, database_folder: Path
) -> None:
    elsewhere = settings.model_copy(update={"secret_key_file": database_folder / "nowhere.key"})

    assert not find(elsewhere, "key").is_ok


def test_a_key_that_is_still_to_be_made_is_fine_and_is_not_made(
    settings: Settings, database_folder: Path
) -> None:
    (database_folder / "monitor.key").unlink()

    assert find(settings, "key_new").is_ok
    assert not (database_folder / "monitor.key").exists()


def test_a_key_in_the_settings_is_fine(settings: Settings) -> None:
    with_key = settings.model_copy(update={"secret_key": "k" * 64})

    assert find(with_key, "key_setting").is_ok


def test_a_faulty_questionnaire_is_found_with_its_reason(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise InvalidQuestionnaireError("2026-1.toml: TRU1 appears twice")

    monkeypatch.setattr(doctor, "read_questionnaires", fail)

    finding = find(settings, "questionnaires")

    assert not finding.is_ok
    assert finding.values["reason"] == "2026-1.toml: TRU1 appears twice"


def set_server(settings: Settings, port: int) -> Settings:
    address = {"smtp_url": f"smtp://{HOST}:{port}", "mail_from": "monitor@example.nl"}
    return settings.model_copy(update=address)


def test_a_mail_server_that_answers_is_fine(settings: Settings) -> None:
    with run_mail_server() as server:
        finding = find(set_server(settings, server.port), "mail_server")

    assert finding.is_ok
    assert finding.values == {"host": HOST, "port": server.port, "sender": "monitor@example.nl"}


def test_a_mail_server_that_cannot_be_reached_is_found_with_the_reason(settings: Settings) -> None:
    finding = find(set_server(settings, find_free_port()), "mail_server")

    assert not finding.is_ok
    assert "ConnectionRefusedError" in str(finding.values["reason"])


@pytest.mark.parametrize(("minutes", "is_ok"), [(5, True), (90, False)])
def test_a_worker_that_has_not_run_for_long_is_found(
    settings: Settings, minutes: int, *, is_ok: bool
) -> None:
    with SqlUnitOfWorkFactory(bootstrap.engine())() as uow:
        uow.heartbeats.beat(HEARTBEAT, datetime.now(UTC) - timedelta(minutes=minutes))
        uow.commit()

    finding = find(settings, "worker")

    assert finding.is_ok is is_ok
    assert finding.values["waiting"] == 0


def test_letters_that_wait_for_a_worker_that_never_ran_are_found(settings: Settings) -> None:
    add_mailed(bootstrap.context())

    finding = find(settings, "worker_new")

    assert not finding.is_ok
    assert finding.values["waiting"] == 6
