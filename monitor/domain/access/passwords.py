"""Which passwords are taken: long ones, and no others are refused but the obvious.

Length is what counts, so that nobody is asked for signs of many kinds (NIST SP 800-63B, 3.1.1;
OWASP ASVS 5.0, 6.2).
"""

import re
import unicodedata
from enum import StrEnum

SHORTEST = 12
LONGEST = 256
_FEWEST_UNLIKE = 5
# What people make passwords of first; numbers, years and runs of keys are found apart.
_OBVIOUS = re.compile(
    r"wachtwoord|password|passwort|welkom|welcome|geheim|secret|inlog|login|admin|monitor|"
    r"samenwerkings?|partnership|health|gemeente|qwerty\w*|azerty\w*|asdfgh\w*|zxcvbn\w*|"
    r"abcdef\w*|iloveyou|letmein|lente|zomer|herfst|winter|spring|summer|autumn|[\W\d_]+"
)


class PasswordFault(StrEnum):
    """Why a password is not taken; the text is ``sign_in.password.<value>``."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_OBVIOUS = "too_obvious"


def find_fault(password: str, email: str) -> PasswordFault | None:
    """Return why somebody cannot have a password, or None when they can."""
    if len(password) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    return PasswordFault.TOO_OBVIOUS if _is_obvious(password, email) else None


def tidy_password(text: str) -> bytes:
    """Return a password as it is hashed: the same however a keyboard puts accents together."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace")


def _is_obvious(password: str, email: str) -> bool:
    """Tell whether too little is left without what anybody would try first."""
    folded = password.casefold()
    if len(set(folded)) < _FEWEST_UNLIKE:
        return True
    own_words = [word for word in re.split(r"[\W_\d]+", email.casefold()) if len(word) > 2]  # noqa: PLR2004 - Initials tell nothing.
    for word in own_words:
        folded = folded.replace(word, "")
    return len(set(_OBVIOUS.sub("", folded))) < _FEWEST_UNLIKE
