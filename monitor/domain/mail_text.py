"""The words of a letter with places to fill in: which a text may hold, and what is wrong with one.

A text may be edited by people who do not program, so the rules are few: a place is a word between
braces, the link stands on a line of its own, and nothing that is filled in is read as a place.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from monitor.domain.mail import MailKind

MAXIMUM_SUBJECT_LENGTH = 150
MAXIMUM_BODY_LENGTH = 5_000

_PLACE = re.compile(r"\{([a-z]+)\}")
_BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")
# Control characters and halves of characters; some databases cannot store them.
_UNPRINTABLE = {"Cc", "Cs"}
# They turn the reading direction around, so that an address or a name reads as another one.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Place(StrEnum):
    """What is filled in for each letter, as it stands between braces in a text."""

    NAME = "name"
    PARTNERSHIP = "partnership"
    PARTY = "party"
    QUARTER = "quarter"
    CLOSES = "closes"
    CONTACT = "contact"
    LINK = "link"

    def __str__(self) -> str:
        """Write the place as it stands in a text."""
        return f"{{{self.value}}}"


def needs_link(kind: MailKind) -> bool:
    """Tell whether a letter is of no use without the personal link."""
    return kind is MailKind.INVITATION or kind.is_reminder


def places_of(kind: MailKind) -> Sequence[Place]:
    """Return what the body of a letter may hold; its subject never holds the link.

    Once the results are there the link opens nothing.
    """
    return [place for place in Place if place is not Place.LINK or kind is not MailKind.RESULTS]


def find_text_faults(kind: MailKind, subject: str, body: str) -> Sequence[str]:
    """Return the keys of what is wrong with a text: texts ``mail_texts.fault.<key>``."""
    subject, body = subject.strip(), body.strip()
    lines = [line.strip() for line in body.splitlines()]
    links, alone = body.count(str(Place.LINK)), lines.count(str(Place.LINK))
    may_link = Place.LINK in places_of(kind)
    checks = {
        "subject_empty": not tidy_line(subject),
        "body_empty": not tidy_text(body),
        "subject_too_long": len(subject) > MAXIMUM_SUBJECT_LENGTH,
        "body_too_long": len(body) > MAXIMUM_BODY_LENGTH,
        "subject_lines": len(subject.splitlines()) > 1,
        "unknown_place": bool(find_unknown_places(subject, body)),
        "link_in_subject": str(Place.LINK) in subject,
        "link_missing": needs_link(kind) and not links,
        "link_not_alone": may_link and (links > alone or alone > 1),
        "link_not_allowed": not may_link and links > 0,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def find_unknown_places(*texts: str) -> Sequence[str]:
    """Return what stands between braces without being a place, and braces that stand alone."""
    found = [match for text in texts for match in _BRACES.findall(text)]
    known = {str(place) for place in Place}
    return list(dict.fromkeys(each for each in found if each not in known))


def fill_in(text: str, values: Mapping[Place, str]) -> str:
    """Put values in their places; a place without a value stays, and a value is never read."""
    written = {place.value: value for place, value in values.items()}
    return _PLACE.sub(lambda match: written.get(match[1], match[0]), text)


def tidy_line(text: str) -> str:
    """Return a text as one line of printable characters, fit for a header."""
    return " ".join(_printable(" ".join(text.split())).split())


def tidy_text(text: str) -> str:
    """Return a text as lines of printable characters, without white space at the ends."""
    return "\n".join(_printable(line).rstrip() for line in text.splitlines()).strip()


def _printable(line: str) -> str:
    return "".join(
        sign
        for sign in line.replace("\t", " ")
        if unicodedata.category(sign) not in _UNPRINTABLE and sign not in _TURNING
    )
