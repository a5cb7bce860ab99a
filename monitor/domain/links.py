"""Personal links: how a token is made, kept and tied to a response.

Everything derives from the installation's secret key by HMAC-SHA-256 (RFC 2104), so that the
same link can be repeated in a reminder while a copy of the database alone holds no token and no
tie between an invitation and a response. See ADR 0003.
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import NewType

from monitor.domain.partnership import ParticipantId
from monitor.domain.response import Pseudonym, ResponseKey

Token = NewType("Token", str)
TokenHash = NewType("TokenHash", str)
LinkingSecret = NewType("LinkingSecret", str)

_TOKEN_BYTES = 24  # 192 bits.
_TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]{32}")


def make_nonce() -> str:
    """Draw the random part of an invitation: 128 bits, in hexadecimal."""
    return secrets.token_hex(16)


def derive_token(secret_key: bytes, nonce: str) -> Token:
    """Compute the token of the invitation with this nonce: 192 bits, URL-safe, 32 characters."""
    digest = _keyed_digest(secret_key, "token", nonce)[:_TOKEN_BYTES]
    return Token(base64.urlsafe_b64encode(digest).decode("ascii"))


def parse_token(text: str) -> Token | None:
    """Read a token from an address; None if it cannot be one."""
    return Token(text) if _TOKEN_PATTERN.fullmatch(text) else None


def hash_token(token: Token) -> TokenHash:
    """Compute what is stored of a token: enough to find its invitation, useless as a link."""
    return TokenHash(hashlib.sha256(token.encode("ascii")).hexdigest())


def derive_response_key(secret_key: bytes, token: Token) -> ResponseKey:
    """Compute the key of the response that belongs to a token: 160 bits, in hexadecimal."""
    return ResponseKey(_keyed_digest(secret_key, "response", token)[:20].hex())


def make_linking_secret() -> LinkingSecret:
    """Draw the secret by which one partnership's answers are tied together: 256 bits."""
    return LinkingSecret(secrets.token_hex(32))


def derive_pseudonym(
    secret_key: bytes, secret: LinkingSecret, participant_id: ParticipantId
) -> Pseudonym:
    """Compute under which name a person's responses stand together: 160 bits, in hexadecimal.

    It takes both secrets: without that of the partnership, which can be deleted, nobody can make
    it again; without that of the installation a copy of the database ties it to no person.
    """
    linking_key = _keyed_digest(secret_key, "linking", secret)
    return Pseudonym(_keyed_digest(linking_key, "pseudonym", str(participant_id))[:20].hex())


def _keyed_digest(secret_key: bytes, purpose: str, message: str) -> bytes:
    return hmac.digest(secret_key, f"{purpose}|{message}".encode(), "sha256")
