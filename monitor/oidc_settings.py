"""Settings of the OpenID provider where people of an organisation sign in already."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.access.elsewhere import parse_roles
from monitor.domain.errors import InvalidSettingError

# Without TLS on this machine only, to try it: codes and keys would go in the clear.
_ISSUER = re.compile(
    r"https://[^\s?#]+|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/[^\s?#]*)?"
)


class OidcSettings(BaseSettings):
    """The settings ``MONITOR_OIDC_<NAME>``; without an issuer nobody signs in elsewhere."""

    oidc_issuer: str = ""
    oidc_client_id: str = Field(default="", validate_default=True)
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_client_secret_file: Path | None = None
    oidc_name: str = Field(default="", max_length=60)
    oidc_roles: str = ""
    oidc_role_claim: str = Field(default="roles", min_length=1)
    oidc_workspace: int = Field(default=FIRST_WORKSPACE, ge=1)
    oidc_trust_email: bool = False

    @field_validator("oidc_issuer")
    @classmethod
    def _safe_issuer(cls, value: str) -> str:
        if value and not _ISSUER.fullmatch(value):
            raise ValueError(
                "must be the issuer exactly as the provider writes it, beginning with https://"
            )
        return value

    @field_validator("oidc_client_id")
    @classmethod
    def _known_to_the_issuer(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not value:
            raise ValueError(
                "must be set together with MONITOR_OIDC_ISSUER: the number or name under which "
                "this installation is registered there"
            )
        return value

    @field_validator("oidc_roles")
    @classmethod
    def _known_roles(cls, value: str) -> str:
        parse_roles(value)
        return value

    @property
    def has_oidc(self) -> bool:
        """Tell whether people can sign in elsewhere."""
        return bool(self.oidc_issuer)

    @property
    def role_of_group(self) -> Mapping[str, Role]:
        """Which group of the provider has which role here; empty where accounts have their own."""
        return parse_roles(self.oidc_roles)


def read_client_secret(settings: OidcSettings) -> str:
    """Return what proves this installation to the provider; empty where PKCE alone does.

    Raises:
        InvalidSettingError: the file of the secret cannot be read.
    """
    path = settings.oidc_client_secret_file
    if settings.oidc_client_secret or path is None:
        return settings.oidc_client_secret
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise InvalidSettingError(
            f"The setting MONITOR_OIDC_CLIENT_SECRET_FILE: {path} cannot be read."
        ) from None
