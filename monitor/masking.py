"""Takes out of a text what must not end up in a log: links, passwords, people and machines.

It looks at the shape of words only, and rather takes out too much than too little.
"""

import re
from ipaddress import ip_address, ip_network

MASK = "***"
_KEPT_BITS = {4: 24, 6: 48}
# In the order in which they are applied: what is known by its place before what is known by shape.
_KNOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    # All that comes after the beginning of a personal link.
    (re.compile(r"(/s/|/preview/)[^\s\"'<>\\]+"), rf"\1{MASK}"),
    # A password in the address of a database or a mail server.
    (re.compile(r"(\w://[^\s:/@\"']*:)[^\s/\"']+@"), rf"\1{MASK}@"),
    # Headers, also as a list of pairs writes them.
    (
        re.compile(
            r"((?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]*token)"
            r"(['\"]?\s*[:=,]\s*(?:b?['\"])?)[^\r\n'\"]+",
            re.IGNORECASE,
        ),
        rf"\1\2{MASK}",
    ),
    (re.compile(r"\b(bearer|basic)\s+[\w+/=.~-]{8,}", re.IGNORECASE), rf"\1 {MASK}"),
    # What stands behind a question mark in an address, or beside a name that says it is a secret.
    (re.compile(r"([?&][\w.-]+=)[^&\s\"'<>\\]+"), rf"\1{MASK}"),
    (
        re.compile(
            r"\b(k|key|token|secret|password|passwd|code|nonce|state|totp)"
            r"(['\"]?\s*[:=]\s*['\"]?)[^\s,;&\"')\]}]{6,}",
            re.IGNORECASE,
        ),
        rf"\1\2{MASK}",
    ),
    (re.compile(r"[^\s@<>\"'(),;:\\/=\[\]*]+@[^\s@<>\"'(),;:\\/=\[\]]+"), f"{MASK}@{MASK}"),
)
# Long words of which nobody can say that they are words: both cases, or a number within.
_LONG = re.compile(r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[A-Za-z0-9_-]{32,}(?![\w-])")
_MACHINE = re.compile(
    r"(?<![\w.:])"
    r"(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3})"
    r"(?!\w)"
)


def mask(text: str) -> str:
    """Return a text without what must not end up in a log."""
    for pattern, replacement in _KNOWN:
        text = pattern.sub(replacement, text)
    return _MACHINE.sub(_shorten, _LONG.sub(MASK, text))


def _shorten(found: re.Match[str]) -> str:
    """Return of which network a machine is: enough to see an attack, too little for a person."""
    try:
        address = ip_address(found[0])
    except ValueError:
        return found[0]  # A time or a version.
    if address.is_loopback or address.is_unspecified:
        return found[0]
    return str(ip_network(f"{address}/{_KEPT_BITS[address.version]}", strict=False))
