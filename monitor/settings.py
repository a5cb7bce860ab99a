"""Settings of an installation: read once from the environment, and refused with a sentence."""

import functools
import os
import re
import secrets
import string
from dataclasses import dataclass, field
from email.utils import getaddresses
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import SettingsConfigDict

from monitor.domain.errors import InvalidSettingError
from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import Terms, parse_terms
from monitor.oidc_settings import OidcSettings

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
# Addresses of this machine itself: where a proxy that may be believed asks from.
LOOPBACK = "127.0.0.1,::1"
_MINIMUM_SECRET_LENGTH = 32
_POSTGRESQL_ADDRESS = re.compile(
    r"postgresql\+psycopg://"
    r"(?:[^@]*@)?"  # User and password.
    r"(?:\[[^\]]+\]|[^\[\]@:/?]*)(?::\d+)?"  # Host and port.
    r"(?:[/?].*)?"
)
_SMTP_PORTS = {"smtp": 587, "smtps": 465}
_MAIL_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*", re.ASCII)
_NO_REAL_SENDER = "monitor@localhost"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed over. ``is_encrypted``: from the first byte on (``smtps``)."""

    host: str
    port: int
    is_encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


class Settings(OidcSettings):
    """All settings, each from the environment variable ``MONITOR_<NAME>`` or from ``.env``."""

    model_config = SettingsConfigDict(
        env_prefix="MONITOR_", env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    database_url: str = f"sqlite:///{DATA / 'monitor.db'}"
    base_url: str = ""
    behind_proxy: bool = False
    host: str = "localhost"
    port: int = Field(default=8501, ge=1, le=65535)
    secret_key: str = Field(default="", repr=False)
    secret_key_file: Path | None = None
    language: Language = Language.DUTCH
    contact: str = ""
    security_contact: str = ""
    timezone: str = "Europe/Amsterdam"
    sample: bool = True
    only: Literal["", "survey", "dashboard"] = ""
    worker: bool = True
    second_factor: Literal["required", "optional"] = "required"
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = Field(default=_NO_REAL_SENDER, validate_default=True)
    outbox_folder: Path = DATA / "outbox"
    pptx_template: Path | None = None
    backup_folder: Path | None = None
    backup_keep: int = Field(default=14, ge=1)
    log_format: Literal["text", "json"] = "text"
    metrics_host: str = "localhost"
    metrics_port: int = Field(default=0, ge=0, le=65535)
    retention: str = ""

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
    def _safe_to_listen_on(cls, value: str, info: ValidationInfo) -> str:
        is_encrypted = str(info.data.get("base_url", "")).startswith("https://")
        if not (is_loopback(value) or is_encrypted or info.data.get("behind_proxy")):
            raise ValueError(
                "can only be another address than this machine itself (localhost) together with "
                "an https:// address in MONITOR_BASE_URL, or with MONITOR_BEHIND_PROXY: passwords "
                "and answers would otherwise cross the network readably"
            )
        return value.strip("[]")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < _MINIMUM_SECRET_LENGTH:
            raise ValueError(f"must be at least {_MINIMUM_SECRET_LENGTH} characters long")
        return value

    @field_validator("pptx_template")
    @classmethod
    def _slide_file(cls, value: Path | None) -> Path | None:
        if value is not None and not (value.suffix == ".pptx" and value.is_file()):
            raise ValueError("must be a .pptx file that is there")
        return value

    @field_validator("security_contact")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if value and not (_MAIL_ADDRESS.fullmatch(value) or value.startswith(("https://", "tel:"))):
            raise ValueError("must be a mail address, or begin with https:// or tel:")
        return value

    @field_validator("retention")
    @classmethod
    def _known_terms(cls, value: str) -> str:
        parse_terms(value)
        return value

    @field_validator("backup_folder", mode="before")
    @classmethod
    def _none_when_empty(cls, value: object) -> object:
        # An empty text would be the folder that the process happens to run in.
        return value or None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be a time zone such as Europe/Amsterdam") from None
        return value

    @field_validator("smtp_url")
    @classmethod
    def _known_smtp_server(cls, value: str) -> str:
        if value:
            _parse_smtp_url(value)
        return value

    @field_validator("mail_from")
    @classmethod
    def _one_sender(cls, value: str, info: ValidationInfo) -> str:
        senders = [address for _, address in getaddresses([value])]
        is_one = len(senders) == 1 and _MAIL_ADDRESS.fullmatch(senders[0])
        if not is_one or not value.isprintable():
            raise ValueError("must be like Monitor <monitor@example.nl>")
        if info.data.get("smtp_url") and value == _NO_REAL_SENDER:
            raise ValueError(
                "must be set together with MONITOR_SMTP_URL: the address that letters come from"
            )
        return value

    @property
    def smtp_server(self) -> SmtpServer | None:
        """The mail server, or None where letters go to a folder."""
        return _parse_smtp_url(self.smtp_url) if self.smtp_url else None

    @property
    def retention_terms(self) -> Terms:
        """How long each kind of data is kept."""
        return parse_terms(self.retention)

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
    def sign_in_cookie(self) -> str:
        """Name of the cookie of who is signed in.

        Browsers take one with this prefix over HTTPS only, and from nobody else.
        """
        return "__Host-monitor" if self.public_url.startswith("https://") else "monitor"

    @property
    def form_cookie(self) -> str:
        """Name of the cookie that ties forms to a browser."""
        return f"{self.sign_in_cookie}-form"

    @property
    def device_cookie(self) -> str:
        """Name of the cookie that tells a browser from those of strangers."""
        return f"{self.sign_in_cookie}-device"

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


def _parse_smtp_url(text: str) -> SmtpServer:
    """Read the address of a mail server; ValueError says what it must look like."""
    error = ValueError(
        "must be like smtp://user:password@mail.example.nl:587 or smtps://mail.example.nl, "
        "with @ : / # ? % in a password written as %40 %3A %2F %23 %3F %25"
    )
    try:
        parts = urlsplit(text)
        port = parts.port or _SMTP_PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise error from None
    is_bare = parts.path in {"", "/"} and not (parts.query or parts.fragment)
    is_login_whole = bool(parts.username) == bool(parts.password)
    if parts.hostname is None or not is_bare or not is_login_whole:
        raise error
    return SmtpServer(
        host=parts.hostname,
        port=port,
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


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
