"""What a process builds once, from its settings."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import SchemaError, StorageUnavailableError
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import SystemClock
from monitor.services.sign_in.one_time import AccessLetter
from monitor.services.sign_in.sessions import How, begin_full
from monitor.storage.schema import newest_schema_version
from tests.factories import NOW, SECRET_KEY
from tests.signing_in import add_account

pytestmark = pytest.mark.usefixtures("own_process")
# Held here, because the fixture signs an administrator in.
_FIND_ACTOR = bootstrap.find_actor


def test_everything_is_built_once() -> None:
    assert bootstrap.engine() is bootstrap.engine()
    assert bootstrap.context() is bootstrap.context()


def test_the_context_follows_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_PORT", "8600")
    monkeypatch.setenv("MONITOR_TIMEZONE", "Europe/Lisbon")

    context = bootstrap.context()

    assert context.secret_key == SECRET_KEY
    assert context.public_url == "http://localhost:8600"
    assert str(context.time_zone) == "Europe/Lisbon"
    assert CURRENT_VERSION in context.questionnaires
    assert isinstance(context.clock, SystemClock)


def test_the_context_reaches_the_database() -> None:
    with bootstrap.context().unit_of_work() as unit:
        assert unit.partnerships.count() == 0


def test_a_migrated_database_is_current() -> None:
    state = bootstrap.read_schema_state()

    assert (state.version, state.is_current) == (newest_schema_version(), True)
    bootstrap.check_schema()


def test_an_empty_database_is_not_current_and_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    state = bootstrap.read_schema_state()

    assert (state.version, state.is_current) == (None, False)
    with pytest.raises(SchemaError, match="run `python -m monitor migrate`"):
        bootstrap.check_schema()


def test_a_database_that_is_away_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder cannot be opened as a database.
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path}")

    with pytest.raises(StorageUnavailableError):
        bootstrap.read_schema_state()


def test_it_is_proved_that_the_database_can_be_written_to_for_each_part_of_the_product(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_ONLY", "survey")

    assert bootstrap.can_write()

    with bootstrap.context().unit_of_work(reads_only=True) as unit:
        assert unit.heartbeats.last("survey") is not None
        assert unit.heartbeats.last("monitor") is None


def test_a_damaged_database_cannot_be_written_to(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("DROP TABLE heartbeat")

    with pytest.raises(StorageUnavailableError):
        bootstrap.can_write()


def test_a_file_that_is_no_database_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 100, encoding="ascii")
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{path}")

    with pytest.raises(StorageUnavailableError):
        bootstrap.read_schema_state()


def test_who_is_on_the_machine_itself_may_try_what_is_only_sample_data() -> None:
    assert _FIND_ACTOR("") == SOMEBODY_TRYING


@pytest.mark.parametrize(
    ("name", "value"),
    [("SAMPLE", "false"), ("BEHIND_PROXY", "true")],
)
def test_where_others_come_or_it_is_meant_nobody_only_tries(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"MONITOR_{name}", value)

    assert _FIND_ACTOR("") is None


def test_nobody_tries_on_an_address_that_others_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_BASE_URL", "https://monitor.example")
    monkeypatch.setenv("MONITOR_HOST", "0.0.0.0")  # noqa: S104 - As a server does.

    assert _FIND_ACTOR("") is None


def test_who_is_signed_in_is_found_by_the_token_of_their_cookie() -> None:
    context = bootstrap.context()
    account = add_account(context)
    token = begin_full(context, account, How.CODE)

    assert _FIND_ACTOR(token) == Actor.of(account)
    assert _FIND_ACTOR(token, is_use=False) == Actor.of(account)
    assert _FIND_ACTOR("another") is None


def test_a_letter_is_handed_over_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_OUTBOX_FOLDER", str(tmp_path / "outbox"))

    bootstrap.send_access_letter(a_letter("noor@gemeente.nl"))

    (written,) = (tmp_path / "outbox").iterdir()
    assert b"To: Noor Visser <noor@gemeente.nl>" in written.read_bytes()


def test_a_letter_that_cannot_be_sent_leaves_no_address_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MONITOR_OUTBOX_FOLDER", str(tmp_path / "outbox"))

    bootstrap.send_access_letter(a_letter("no address"))

    assert "A mail with a link to sign in was not sent: MailRefusedError" in caplog.text
    assert "no address" not in caplog.text
    assert "secret" not in caplog.text


def a_letter(email: str) -> AccessLetter:
    account = replace(add_account(bootstrap.context()), email=email)
    return AccessLetter(account, LinkPurpose.NEW_PASSWORD, "http://localhost/secret", NOW)
