"""Encrypts what must be read again, so that a copy of the database alone gives nothing away."""

import base64
import functools
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32


def seal(secret_key: bytes, purpose: str, text: str) -> str:
    """Encrypt a text; only with the same key, and for the same purpose, can it be read."""
    return _fernet(secret_key, purpose).encrypt(text.encode()).decode("ascii")


def unseal(
    secret_key: bytes, purpose: str, sealed: str, lasts: timedelta | None = None
) -> str | None:
    """Return the text; None if it is none of ours, or older than it ``lasts``."""
    seconds = None if lasts is None else int(lasts.total_seconds())
    try:
        return _fernet(secret_key, purpose).decrypt(sealed.encode(), seconds).decode()
    except (InvalidToken, UnicodeError):
        return None


@functools.lru_cache(maxsize=8)
def _fernet(secret_key: bytes, purpose: str) -> Fernet:
    # A key of its own for each purpose (RFC 5869).
    key = HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"monitor|{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(secret_key)))
