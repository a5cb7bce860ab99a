"""Labels of widgets, which Streamlit reads as Markdown."""

import re
import string

_SIGN = re.compile(f"[{re.escape(string.punctuation)}]")


def write_label(text: str) -> str:
    """Return a text that is shown as it is, whatever stands in it."""
    return _SIGN.sub(r"\\\g<0>", " ".join(text.split()))
