"""The second factor: codes of an app by the clock (RFC 6238), and codes on paper instead."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import pyotp

from monitor.domain.access.account import Role

STEP_SECONDS = 30
RECOVERY_CODES = 10
_CODE_LENGTH = 6
# A clock may be half a minute off, and somebody may type slowly.
_TOLERATED_STEPS = (-1, 0, 1)
_SECRET_LENGTH = 32  # 160 bits, as RFC 4226 advises.
# Without letters that are easily read as others (I, L, O, U): Crockford's base 32.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_RECOVERY_LENGTH = 16  # 80 bits.
_GROUP = 4
_ALWAYS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})


def is_required(role: Role, *, of_everybody: bool) -> bool:
    """Tell whether somebody cannot do without a second factor."""
    return of_everybody or role in _ALWAYS


def draw_totp_secret() -> str:
    """Draw what an app makes its codes from: 160 bits, in base 32."""
    return pyotp.random_base32(_SECRET_LENGTH)


def find_step(secret: str, typed: str, now: datetime) -> int | None:
    """Return which half minute a code is of, or None when it is of none near."""
    code = "".join(typed.split())
    if not (len(code) == _CODE_LENGTH and code.isascii() and code.isdigit()):
        return None
    totp, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    for step in (present + each for each in _TOLERATED_STEPS):
        if hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def app_address(secret: str, email: str, product: str) -> str:
    """Return what an app reads from a square code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=product)


def draw_recovery_codes() -> Sequence[str]:
    """Draw the codes that stand in for the app, once each, as people read them."""
    return [draw_code() for _ in range(RECOVERY_CODES)]


def draw_code() -> str:
    """Draw one code of 80 bits, as people read it: in groups of four."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _RECOVERY_LENGTH, _GROUP))


def hash_code(typed: str) -> str:
    """Compute what is stored of such a code, however it was typed."""
    return sha256(typed.strip().upper().translate(_READ_AS).encode()).hexdigest()
