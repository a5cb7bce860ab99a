import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from monitor.domain.errors import InvalidSettingError
from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import DEFAULT_TERMS, Kept, Term, Unit
from monitor.settings import (
    DATA,
    Settings,
    SmtpServer,
    is_loopback,
    read_secret_key,
    read_settings,
)

LONG_SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the shell nor a ``.env`` of whoever runs the tests has a say."""
    for name in [name for name in os.environ if name.startswith("MONITOR_")]:
        monkeypatch.delenv(name)
    without_file = SettingsConfigDict({**Settings.model_config, "env_file": None})
    monkeypatch.setattr(Settings, "model_config", without_file)
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


def settings_in(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder / 'data' / 'monitor.db'}")


def test_without_any_setting_everything_has_a_value() -> None:
    settings = read_settings()

    assert settings.database_url.startswith("sqlite:///")
    assert settings.public_url == "http://localhost:8501"
    assert settings.language is Language.DUTCH
    assert settings.zone.key == "Europe/Amsterdam"
    assert settings.sample


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_PORT", "8600")
    monkeypatch.setenv("MONITOR_LANGUAGE", "en")
    monkeypatch.setenv("MONITOR_TIMEZONE", "Europe/Lisbon")
    monkeypatch.setenv("MONITOR_SAMPLE", "0")

    settings = read_settings()

    assert settings.port == 8600
    assert settings.language is Language.ENGLISH
    assert settings.zone.key == "Europe/Lisbon"
    assert not settings.sample


def test_settings_come_from_the_env_file_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("MONITOR_PORT=8700\nSOMETHING_ELSE=1\n", encoding="utf-8")

    assert Settings(_env_file=file).port == 8700


def test_settings_are_read_once() -> None:
    assert read_settings() is read_settings()


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = read_settings()

    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1  # type: ignore[misc] # It must fail.


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://localhost/monitor"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "data/monitor.db"),
        ("DATABASE_URL", "postgresql://me:secret@localhost:many/monitor"),
        ("BASE_URL", "monitor.example.nl"),
        ("BASE_URL", "ftp://monitor.example.nl"),
        ("BASE_URL", "https://"),
        ("BASE_URL", "https://monitor.example.nl:port"),
        ("BASE_URL", "https://monitor.example.nl:99999"),
        ("BASE_URL", "https://monitor.example.nl/?a=1"),
        ("BASE_URL", "https://monitor.example.nl/#top"),
        ("BASE_URL", "https://monitor .nl"),
        ("BASE_URL", "http://[::1"),
        ("HOST", ""),
        ("HOST", "0.0.0.0"),  # noqa: S104 - It must be refused.
        ("HOST", "::"),
        ("HOST", "192.168.1.10"),
        ("HOST", "monitor.example.nl"),
        ("PORT", ""),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("SECRET_KEY", "too short"),
        ("LANGUAGE", "fr"),
        ("LANGUAGE", ""),
        ("TIMEZONE", ""),
        ("TIMEZONE", "Amsterdam"),
        ("TIMEZONE", "Europe"),
        ("TIMEZONE", "../../etc/passwd"),
        ("SAMPLE", "perhaps"),
        ("SMTP_URL", "mail.example.nl"),
        ("SMTP_URL", "https://mail.example.nl"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://mail.example.nl:port"),
        ("SMTP_URL", "smtp://me@mail.example.nl"),
        ("SMTP_URL", "smtp://me:secret#1@mail.example.nl"),
        ("SMTP_URL", "smtp://me:a/b@mail.example.nl"),
        ("MAIL_FROM", ""),
        ("MAIL_FROM", "monitor"),
        ("MAIL_FROM", "Monitor <monitor@example.nl>, me@example.nl"),
        ("MAIL_FROM", "Monitor\nBcc: me <monitor@example.nl>"),
        ("MAIL_FROM", "moníter@example.nl"),
    ],
)
def test_a_wrong_value_gives_one_sentence_that_names_the_setting(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"MONITOR_{name}", value)

    with pytest.raises(InvalidSettingError) as raised:
        read_settings()

    sentence = str(raised.value)
    assert sentence.startswith(f"The setting MONITOR_{name} is not right: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "hunter2"),
        ("DATABASE_URL", "postgresql://me:hunter2@localhost:many/monitor"),
        ("DATABASE_URL", "mysql://me:hunter2@localhost/monitor"),
        ("SMTP_URL", "smtp://me:hunter2#@mail.example.nl"),
    ],
)
def test_the_sentence_about_a_wrong_value_repeats_no_secret(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"MONITOR_{name}", value)

    with pytest.raises(InvalidSettingError) as raised:
        read_settings()

    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_right_value_is_accepted_after_a_wrong_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_PORT", "http")
    with pytest.raises(InvalidSettingError):
        read_settings()

    monkeypatch.setenv("MONITOR_PORT", "8600")

    assert read_settings().port == 8600


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://localhost/monitor",
        "postgresql://me:p:a/ss@localhost:5432/monitor",
        "postgresql://me@[::1]:5432/monitor?sslmode=require",
        "postgresql:///monitor?host=/run/postgresql",
        "postgresql+psycopg://me@localhost/monitor",
    ],
)
def test_postgresql_is_reached_with_its_own_driver(address: str) -> None:
    settings = Settings(database_url=address)

    assert settings.database_url.startswith("postgresql+psycopg://")
    assert settings.database_url.count("psycopg") == 1
    assert settings.sqlite_path is None


def test_the_file_of_sqlite_is_known(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/monitor.db")

    assert settings.sqlite_path == tmp_path / "monitor.db"


def test_links_begin_with_the_base_url_without_a_double_slash() -> None:
    settings = Settings(base_url="https://monitor.example.nl:8443/check/")

    assert settings.public_url == "https://monitor.example.nl:8443/check"


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_a_numeric_ipv6_host_is_bound_bare_and_linked_in_brackets(host: str) -> None:
    settings = Settings(host=host)

    assert settings.host == "::1"
    assert settings.public_url == "http://[::1]:8501"


@pytest.mark.parametrize(
    "also", [{"base_url": "https://monitor.example.nl"}, {"behind_proxy": True}], ids=str
)
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10"])  # noqa: S104 - As a server does.
def test_others_may_come_where_nothing_crosses_the_network_readably(
    host: str, also: dict[str, Any]
) -> None:
    assert Settings(_env_file=None, host=host, **also).host == host


def test_the_cookies_of_an_encrypted_site_belong_to_its_host_alone() -> None:
    encrypted = Settings(_env_file=None, base_url="https://monitor.example.nl")

    assert (encrypted.sign_in_cookie, encrypted.form_cookie) == (
        "__Host-monitor",
        "__Host-monitor-form",
    )
    assert Settings(_env_file=None).sign_in_cookie == "monitor"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_this_machine_itself_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.example.nl"])  # noqa: S104 - Refused.
def test_any_other_address_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_the_secret_key_shows_in_no_printed_settings() -> None:
    assert LONG_SECRET not in repr(Settings(secret_key=LONG_SECRET))


def test_the_secret_key_of_the_environment_comes_before_any_file(tmp_path: Path) -> None:
    settings = Settings(secret_key=LONG_SECRET, secret_key_file=tmp_path / "absent")

    assert read_secret_key(settings) == LONG_SECRET.encode()


def test_the_secret_key_is_made_beside_the_database_for_the_owner_only(tmp_path: Path) -> None:
    read_secret_key(settings_in(tmp_path))

    files = list((tmp_path / "data").iterdir())
    assert [file.name for file in files] == ["monitor.key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600


def test_the_secret_key_stays_the_same_over_restarts(tmp_path: Path) -> None:
    first = read_secret_key(settings_in(tmp_path))

    assert len(first) >= 32
    assert read_secret_key(settings_in(tmp_path)) == first


def test_two_installations_have_different_secret_keys(tmp_path: Path) -> None:
    one, other = settings_in(tmp_path / "one"), settings_in(tmp_path / "other")

    assert read_secret_key(one) != read_secret_key(other)


def test_twenty_threads_that_start_at_once_make_one_secret_key(tmp_path: Path) -> None:
    settings = [settings_in(tmp_path / str(number)) for number in range(25)]
    with ThreadPoolExecutor(20) as threads:
        keys = [set(threads.map(read_secret_key, [each] * 20)) for each in settings]

    assert [len(each) for each in keys] == [1] * 25
    assert [len(list(folder.iterdir())) for folder in tmp_path.glob("*/data")] == [1] * 25


def test_the_secret_key_is_read_from_the_file_that_was_named(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{LONG_SECRET}\n", encoding="ascii")

    assert read_secret_key(Settings(secret_key_file=file)) == LONG_SECRET.encode()


def test_a_named_key_file_is_never_made(tmp_path: Path) -> None:
    file = tmp_path / "key"

    with pytest.raises(InvalidSettingError, match="MONITOR_SECRET_KEY_FILE"):
        read_secret_key(Settings(secret_key_file=file))

    assert not file.exists()


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 40])
def test_a_key_file_that_cannot_be_a_key_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)

    with pytest.raises(InvalidSettingError, match=str(file)):
        read_secret_key(Settings(secret_key_file=file))


def test_a_folder_in_place_of_the_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data" / "monitor.key").mkdir(parents=True)

    with pytest.raises(InvalidSettingError, match=r"monitor\.key cannot be read"):
        read_secret_key(settings_in(tmp_path))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer("localhost", 587)),
        ("smtp://mail.example.nl:25/", SmtpServer("mail.example.nl", 25)),
        ("smtps://mail.example.nl", SmtpServer("mail.example.nl", 465, is_encrypted=True)),
        (
            "smtp://me%40example.nl:a%2Fb%3A%23@mail.example.nl:2525",
            SmtpServer("mail.example.nl", 2525, user="me@example.nl", password="a/b:#"),
        ),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, server: SmtpServer) -> None:
    settings = Settings(smtp_url=url, mail_from="Monitor <monitor@example.nl>")

    assert settings.smtp_server == server


def test_without_a_mail_server_letters_go_to_a_folder() -> None:
    settings = Settings()

    assert settings.smtp_server is None
    assert settings.outbox_folder == DATA / "outbox"
    assert settings.mail_from == "monitor@localhost"


def test_a_mail_server_needs_a_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_SMTP_URL", "smtp://mail.example.nl")

    with pytest.raises(InvalidSettingError, match="MONITOR_MAIL_FROM is not right: must be set"):
        read_settings()


def test_the_password_of_the_mail_server_is_shown_nowhere() -> None:
    settings = Settings(smtp_url="smtp://me:hunter2@mail.example.nl", mail_from="me@example.nl")

    assert "hunter2" not in repr(settings)
    assert "hunter2" not in repr(settings.smtp_server)


@pytest.mark.parametrize("name", ["weg.pptx", "huis.potx"])
def test_the_look_of_slides_is_a_file_that_is_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "huis.potx").touch()
    monkeypatch.setenv("MONITOR_PPTX_TEMPLATE", str(tmp_path / name))

    with pytest.raises(InvalidSettingError, match=r"MONITOR_PPTX_TEMPLATE .* a \.pptx file"):
        read_settings()


def test_slides_look_as_the_product_unless_there_is_a_template(tmp_path: Path) -> None:
    template = tmp_path / "huis.pptx"
    template.touch()

    assert Settings().pptx_template is None
    assert Settings(pptx_template=template).pptx_template == template


def test_terms_are_the_default_ones_but_for_those_that_were_chosen() -> None:
    chosen = Settings(retention="comments=1y").retention_terms

    assert Settings().retention_terms == DEFAULT_TERMS
    assert chosen == {**DEFAULT_TERMS, Kept.COMMENTS: Term(1, Unit.YEAR)}


@pytest.mark.parametrize("value", ["comments", "answers=1y"])
def test_terms_that_cannot_be_are_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("MONITOR_RETENTION", value)

    with pytest.raises(InvalidSettingError, match="MONITOR_RETENTION is not right: must"):
        read_settings()
