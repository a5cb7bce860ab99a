"""What people type, made fit to be shown and stored."""

import re

# Control characters but newline and tab (PostgreSQL stores no NUL), and lone surrogates.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Write line ends as one character and drop what can be neither shown nor stored."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
