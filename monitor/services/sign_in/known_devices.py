"""Browsers with which somebody signed in before: what goes wrong with them is counted apart.

Else anybody who knows an address could keep its owner out. A browser proves it with a cookie, which
opens nothing by itself (the "device cookie" that OWASP advises against such a lock-out).
"""

import secrets
from datetime import timedelta

from monitor.services.context import Context
from monitor.services.sign_in.sealing import seal, unseal

# Longer than anybody stays away from work, and not for good: devices are passed on.
DEVICE_LASTS = timedelta(days=180)
_PURPOSE = "device"
_NUMBER_BYTES = 16


def make_device_token(context: Context, email: str) -> str:
    """Make what a browser keeps once somebody has signed in with it."""
    number = secrets.token_hex(_NUMBER_BYTES)
    return seal(context.secret_key, _PURPOSE, f"{number} {email}")


def find_device(context: Context, token: str, email: str) -> str:
    """Return the number of a browser with which the owner of an address signed in, or nothing.

    Not the token itself is counted under: it can be written in more than one way.
    """
    known = unseal(context.secret_key, _PURPOSE, token, DEVICE_LASTS)
    number, _, owner = (known or "").partition(" ")
    return number if owner == email else ""
