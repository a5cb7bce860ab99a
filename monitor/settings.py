"""Settings of an installation: read once from the environment, and refused with a sentence."""

import functools
import os
import re
import secrets
import string
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from monitor.domain.errors import InvalidSettingError
from monitor.domain.partnership import Language

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
_MINIMUM_SECRET_LENGTH = 32
_POSTGRESQL_ADDRESS = re.compile(
    r"postgresql\+psycopg://"
    r"(?:[^@]*@)?"  # User and password.
    r"(?:\[[^\]]+\]|[^\[\]@:/?]*)(?::\d+)?"  # Host and port.
    r"(?:[/?].*)?"
)


class Settings(BaseSettings):
    """All settings, each from the environment variable ``MONITOR_<NAME>`` or from ``.env``."""

    model_config = SettingsConfigDict(
        env_prefix="MONITOR_", env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    database_url: str = f"sqlite:///{DATA / 'monitor.db'}"
    base_url: str = ""
    host: str = "localhost"
    port: int = Field(default=8501, ge=1, le=65535)
    secret_key: str = Field(default="", repr=False)
    secret_key_file: Path | None = None
    language: Language = Language.DUTCH
    timezone: str = "Europe/Amsterdam"
    sample: bool = True
    only: Literal["", "survey", "dashboard"] = ""

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        value = re.sub(r"^postgresql://", "postgresql+psycopg://", value)
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        if value.startswith("postgresql") and not _POSTGRESQL_ADDRESS.fullmatch(value):
            raise ValueError("must be like postgresql://user:password@host:5432/name")
        if value == "sqlite:///":
            raise ValueError("must name the file of the database after sqlite:///")
        return value

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not _is_web_address(value):
            raise ValueError("must be a web address such as https://monitor.example.nl")
        return value.rstrip("/")

    @field_validator("host")
    @classmethod
    def _only_this_machine(cls, value: str) -> str:
        if not is_loopback(value):
            raise ValueError(
                "must be this machine itself (localhost), because there is no sign-in yet: "
                "on any other address everyone on the network could read the dashboard"
            )
        return value.strip("[]")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < _MINIMUM_SECRET_LENGTH:
            raise ValueError(f"must be at least {_MINIMUM_SECRET_LENGTH} characters long")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be a time zone such as Europe/Amsterdam") from None
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Time zone in which moments are shown."""
        return ZoneInfo(self.timezone)

    @property
    def public_url(self) -> str:
        """Address before the path of every link, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url or f"http://{host}:{self.port}"

    @property
    def sqlite_path(self) -> Path | None:
        """File of the database, or None when it is not SQLite."""
        prefix, separator, path = self.database_url.partition("sqlite:///")
        return Path(path) if separator and not prefix else None


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_bare = not (parts.query or parts.fragment or set(text) & set(string.whitespace))
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_port and is_bare


@functools.cache
def read_settings() -> Settings:
    """Read the settings once per process; InvalidSettingError names what is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = f"MONITOR_{str(problem['loc'][0]).upper()}"
        reason = problem["msg"].removeprefix("Value error, ")
        raise InvalidSettingError(f"The setting {name} is not right: {reason}.") from None


def read_secret_key(settings: Settings) -> bytes:
    """Return the secret key; made and kept beside the database on the first start.

    Raises:
        InvalidSettingError: the file of the key cannot be read, or cannot be a key.
    """
    if settings.secret_key:
        return settings.secret_key.encode()
    path = secret_key_path(settings)
    if settings.secret_key_file is None:
        _make_key_file(path)
    elif not path.is_file():
        raise InvalidSettingError(f"The setting MONITOR_SECRET_KEY_FILE: {path} is no file.")
    try:
        key = path.read_text(encoding="ascii").strip().encode()
    except (OSError, UnicodeDecodeError):
        raise InvalidSettingError(
            f"The secret key in {path} cannot be read, or is not plain text."
        ) from None
    if len(key) < _MINIMUM_SECRET_LENGTH:
        raise InvalidSettingError(
            f"The secret key in {path} must be at least {_MINIMUM_SECRET_LENGTH} characters long."
        )
    return key


def secret_key_path(settings: Settings) -> Path:
    """Return where the secret key is kept: the file that was set, or beside the database."""
    beside = (settings.sqlite_path or DATA / "monitor.db").with_suffix(".key")
    return settings.secret_key_file or beside


def _make_key_file(path: Path) -> None:
    """Make the file unless there is one; complete from the first moment that others see it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # Another process was first.
    finally:
        draft.unlink()
