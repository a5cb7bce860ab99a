"""From what an id_token says to what this product knows of somebody."""

from collections.abc import Mapping
from typing import Any

from monitor.domain.access.elsewhere import Vouched
from monitor.domain.partnership import Language

# A name is shown on one line; columns of the database hold no longer subject than this.
_LONGEST_NAME = 100
_LONGEST_SUBJECT = 255


def is_complete(claims: Mapping[str, Any], role_claim: str) -> bool:
    """Tell whether claims hold all that is asked for, so that nothing more need be fetched."""
    return bool(claims.get("email")) and role_claim in claims


def to_vouched(claims: Mapping[str, Any], role_claim: str) -> Vouched:
    """Return what was checked as what it means; ValueError when it cannot be meant."""
    subject = claims["sub"]
    if not _can_be_subject(subject):
        raise ValueError("The provider tells a subject that cannot be one.")
    email = _text(claims, "email").lower()
    return Vouched(
        issuer=claims["iss"],
        subject=subject,
        email=email,
        name=(_text(claims, "name") or email)[:_LONGEST_NAME],
        is_email_verified=_is_said(claims.get("email_verified")),
        language=_language(_text(claims, "locale")),
        groups=_groups(claims.get(role_claim)),
    )


def _can_be_subject(value: object) -> bool:
    # OpenID Connect Core 1.0, section 2; and what no database can hold would fail there.
    if not isinstance(value, str):
        return False
    return 0 < len(value) <= _LONGEST_SUBJECT and value.isascii() and value.isprintable()


def _is_said(value: object) -> bool:
    # Some providers write it as a text.
    return value is True or value == "true"


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return "".join(filter(str.isprintable, value)).strip() if isinstance(value, str) else ""


def _language(locale: str) -> Language | None:
    code = locale.partition("-")[0].lower()
    return Language(code) if code in set(Language) else None


def _groups(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(filter(_is_text, value)) if isinstance(value, list) else frozenset()


def _is_text(value: object) -> bool:
    return isinstance(value, str)
