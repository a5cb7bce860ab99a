"""The settings of an OpenID provider: refused with a sentence where they cannot be safe."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.domain.access.account import Role
from monitor.domain.errors import InvalidSettingError
from monitor.oidc_settings import OidcSettings, read_client_secret

ISSUER = "https://login.example/tenant/v2.0"


def test_without_an_issuer_nobody_signs_in_elsewhere() -> None:
    settings = OidcSettings()

    assert not settings.has_oidc
    assert settings.oidc_role_claim == "roles"
    assert settings.role_of_group == {}


@pytest.mark.parametrize(
    "issuer", [ISSUER, "https://x.example/", "http://127.0.0.1:9400", "http://localhost/realm"]
)
def test_an_issuer_is_kept_as_it_is_written(issuer: str) -> None:
    settings = OidcSettings(oidc_issuer=issuer, oidc_client_id="monitor")

    assert settings.has_oidc
    assert settings.oidc_issuer == issuer


@pytest.mark.parametrize(
    "issuer", ["http://login.example", "login.example", "https://x.example?tenant=1", "https://a b"]
)
def test_an_issuer_that_is_not_safe_is_refused(issuer: str) -> None:
    with pytest.raises(ValidationError, match="beginning with https"):
        OidcSettings(oidc_issuer=issuer, oidc_client_id="monitor")


def test_an_issuer_needs_to_know_us() -> None:
    with pytest.raises(ValidationError, match="must be set together with MONITOR_OIDC_ISSUER"):
        OidcSettings(oidc_issuer=ISSUER)


def test_groups_have_roles_that_exist() -> None:
    assert OidcSettings(oidc_roles="read=viewer").role_of_group == {"read": Role.VIEWER}
    with pytest.raises(ValidationError, match="must be like group=role"):
        OidcSettings(oidc_roles="read=boss")


def test_the_secret_is_a_setting_or_stands_in_a_file_and_is_never_written_down(
    tmp_path: Path,
) -> None:
    file = tmp_path / "secret"
    file.write_text("of a file\n", encoding="utf-8")
    both = OidcSettings(oidc_client_secret="of a setting", oidc_client_secret_file=file)

    assert read_client_secret(OidcSettings()) == ""
    assert read_client_secret(OidcSettings(oidc_client_secret_file=file)) == "of a file"
    assert read_client_secret(both) == "of a setting"
    assert "of a setting" not in repr(both)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = OidcSettings(oidc_client_secret_file=tmp_path / "absent")

    with pytest.raises(InvalidSettingError, match="MONITOR_OIDC_CLIENT_SECRET_FILE"):
        read_client_secret(settings)
