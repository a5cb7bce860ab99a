"""Hashes passwords with Argon2id, the second choice of RFC 9106: 64 MiB and three passes.

It takes long on purpose, so it always takes as long: also where there is nothing to compare with.
"""

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from monitor.domain.access.passwords import tidy_password

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def hash_password(password: str) -> str:
    """Compute what is stored of a password, with the parameters and a salt in it."""
    return _HASHER.hash(tidy_password(password))


def is_password(stored: str | None, password: str) -> bool:
    """Tell whether this is the password; ``stored``: None for somebody who has none."""
    try:
        return _HASHER.verify(stored or _of_nobody(), tidy_password(password)) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Tell whether a password was hashed with other parameters than those of today."""
    return _HASHER.check_needs_rehash(stored)


@functools.cache
def _of_nobody() -> str:
    return hash_password("the password of nobody")
