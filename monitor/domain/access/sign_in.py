"""Sign-ins: how long they last, and what is stored of the secret that proves one.

Half an hour without use and half a day in all, as is advised for what lies between a diary and a
bank (OWASP ASVS 5.0, 7.3.1 and 7.3.2).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.domain.access.account import Account, AccountId

LONGEST_IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# Long enough to find the telephone with the codes on it.
_LONGEST_HALFWAY = timedelta(minutes=15)
# Storing every look would write as often as people click.
_WORTH_STORING = timedelta(minutes=1)
_SECRET_BYTES = 32  # 256 bits.


class LinkPurpose(StrEnum):
    """What a link or code that works once is for."""

    SET_UP = "set_up"
    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 - It names a purpose.


# How long each can be used.
LINK_LASTS = {
    LinkPurpose.SET_UP: timedelta(hours=24),
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.NEW_PASSWORD: timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who is signed in with one browser.

    ``is_full``: the second factor was shown too, or none is asked; before that it opens nothing.
    """

    token_hash: str
    account_id: AccountId
    is_full: bool
    begun_at: datetime
    seen_at: datetime

    def has_ended(self, now: datetime) -> bool:
        """Tell whether it lasted long enough, or was not used for too long."""
        longest = LONGEST if self.is_full else _LONGEST_HALFWAY
        return now >= self.begun_at + longest or now >= self.seen_at + LONGEST_IDLE

    def is_worth_touching(self, now: datetime) -> bool:
        """Tell whether its use is to be stored anew."""
        return now >= self.seen_at + _WORTH_STORING


@dataclass(frozen=True, slots=True)
class Presence:
    """A sign-in, and whose it is."""

    sign_in: SignIn
    account: Account


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """A link or code that works once. ``account_id``: None to set up an installation."""

    token_hash: str
    purpose: LinkPurpose
    account_id: AccountId | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Detour:
    """Somebody who went to sign in elsewhere (OpenID Connect) and is expected back."""

    state_hash: str
    nonce: str
    verifier: str
    next_path: str
    begun_at: datetime


def draw_secret() -> str:
    """Draw what proves a sign-in or opens a link: 256 bits, URL-safe."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def hash_secret(secret: str) -> str:
    """Compute what is stored of a secret: enough to find it again, useless as one."""
    return hashlib.sha256(secret.encode()).hexdigest()
