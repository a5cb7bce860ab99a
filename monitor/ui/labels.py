"""Labels of widgets, which Streamlit reads as Markdown."""

import re

# Only what Markdown would act on: a screen reader is told the label as it was given, signs and all.
_MARKUP = re.compile(r"[\\`*_\[\]$<>~]|:(?=[A-Za-z])")
# A list or a heading begins with such a sign and an ordinary space.
_BEGINNING = re.compile(r"^(\d+[.)]|[#+-]+) ")


def write_label(text: str) -> str:
    """Return a text that is shown as it is, whatever stands in it."""
    label = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _BEGINNING.sub("\\1\u00a0", label)
