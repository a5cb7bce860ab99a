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

from monitor.domain.meeting.live import Voter
from monitor.domain.partnership import ManagerId, ParticipantId, PartyId
from monitor.domain.response import Pseudonym, ResponseKey
from monitor.domain.round import RoundId

Token = NewType("Token", str)
TokenHash = NewType("TokenHash", str)
LinkingSecret = NewType("LinkingSecret", str)
PersonalCode = NewType("PersonalCode", str)

_TOKEN_BYTES = 24  # 192 bits.
_TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]{32}")
# Without letters that are easily read as others (I, L, O, U): Crockford's base 32.
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 8
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def make_nonce() -> str:
    """Draw the random part of an invitation: 128 bits, in hexadecimal."""
    return secrets.token_hex(16)


def derive_token(secret_key: bytes, nonce: str) -> Token:
    """Compute the token of the invitation with this nonce: 192 bits, URL-safe, 32 characters."""
    return _to_token(_keyed_digest(secret_key, "token", nonce))


def parse_token(text: str) -> Token | None:
    """Read a token from an address; None if it cannot be one."""
    return Token(text) if _TOKEN_PATTERN.fullmatch(text) else None


def hash_token(token: Token) -> TokenHash:
    """Compute what is stored of a token: enough to find its invitation, useless as a link."""
    return TokenHash(hashlib.sha256(token.encode("ascii")).hexdigest())


def derive_response_key(secret_key: bytes, token: Token) -> ResponseKey:
    """Compute the key of the response that belongs to a token: 160 bits, in hexadecimal."""
    return ResponseKey(_keyed_digest(secret_key, "response", token)[:20].hex())


def derive_joint_key(secret_key: bytes, round_id: RoundId, party_id: PartyId) -> ResponseKey:
    """Compute the key of the one response that a whole party gives together: 160 bits."""
    return ResponseKey(_keyed_digest(secret_key, "joint", f"{round_id}|{party_id}")[:20].hex())


def derive_party_token(secret_key: bytes, round_id: RoundId, party_id: PartyId) -> Token:
    """Compute the token on a party's poster: 192 bits; with a personal code it opens a form."""
    return _to_token(_keyed_digest(secret_key, "poster", f"{round_id}|{party_id}"))


def derive_mail_token(secret_key: bytes, participant_id: ParticipantId) -> Token:
    """Compute what proves that somebody may stop the mail to a participant: 192 bits."""
    return _to_token(_keyed_digest(secret_key, "mail", str(participant_id)))


def derive_digest_token(secret_key: bytes, manager_id: ManagerId) -> Token:
    """Compute what proves that somebody may stop the digests to a manager: 192 bits."""
    return _to_token(_keyed_digest(secret_key, "digest", str(manager_id)))


def derive_key_token(secret_key: bytes, nonce: str, party_id: PartyId) -> Token:
    """Compute what proves that a device may agree for a party in a meeting: 192 bits."""
    return _to_token(_keyed_digest(secret_key, "meeting key", f"{nonce}|{party_id}"))


def derive_live_token(secret_key: bytes, nonce: str) -> Token:
    """Compute what lets a phone answer a question of a meeting: 192 bits."""
    return _to_token(_keyed_digest(secret_key, "live", nonce))


def derive_voter(secret_key: bytes, nonce: str, device: str) -> Voter:
    """Compute what a device is called under one question: another has another name for it."""
    return Voter(_keyed_digest(secret_key, "voter", f"{nonce}|{device}").hex())


def derive_code(secret_key: bytes, nonce: str) -> PersonalCode:
    """Compute the code on the paper form of the invitation with this nonce: 40 bits, 8 signs.

    It opens nothing by itself: the poster of the party or the round must be known too.
    """
    number = int.from_bytes(_keyed_digest(secret_key, "code", nonce)[:5])
    places = range(5 * (_CODE_LENGTH - 1), -1, -5)
    return PersonalCode("".join(_CODE_ALPHABET[number >> place & 31] for place in places))


def parse_code(text: str) -> PersonalCode | None:
    """Read a code as people type it, with spaces, hyphens or small letters; None if it is none."""
    code = text.strip().upper().translate(_READ_AS)
    is_code = len(code) == _CODE_LENGTH and set(code) <= set(_CODE_ALPHABET)
    return PersonalCode(code) if is_code else None


def write_code(code: PersonalCode) -> str:
    """Write a code as people read it: in two halves."""
    half = _CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def is_same(one: str, other: str) -> bool:
    """Compare two secrets; how long it takes tells nothing about where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


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
    return _to_pseudonym(secret_key, secret, "pseudonym", participant_id)


def derive_party_pseudonym(
    secret_key: bytes, secret: LinkingSecret, party_id: PartyId
) -> Pseudonym:
    """Compute under which name the joint responses of a party stand together: 160 bits."""
    return _to_pseudonym(secret_key, secret, "party pseudonym", party_id)


def _to_pseudonym(secret_key: bytes, secret: LinkingSecret, purpose: str, owner: int) -> Pseudonym:
    linking_key = _keyed_digest(secret_key, "linking", secret)
    return Pseudonym(_keyed_digest(linking_key, purpose, str(owner))[:20].hex())


def _to_token(digest: bytes) -> Token:
    return Token(base64.urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode("ascii"))


def _keyed_digest(secret_key: bytes, purpose: str, message: str) -> bytes:
    return hmac.digest(secret_key, f"{purpose}|{message}".encode(), "sha256")
