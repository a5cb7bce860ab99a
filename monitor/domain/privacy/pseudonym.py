"""A person becomes a number: what stands in place of a name, and where a name is looked for.

In running text only a name of two words or more is taken for a person's: "Jan" alone may be
anybody. Where it says who did something, a name counts whatever it looks like.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monitor.domain.partnership import Participant, ParticipantId

# With a number after it a pseudonym: no word, so that it is the same in every language.
PSEUDONYM_SIGN = "P-"
# Under these keys stands who did something, as a name alone.
_AUTHOR_KEYS = frozenset({"by", "given_by", "written_by", "adopted_by"})
_FEWEST_WORDS = 2


def pseudonym_of(participant_id: ParticipantId) -> str:
    """Return what stands in place of a person's name."""
    return f"{PSEUDONYM_SIGN}{participant_id}"


def is_nameless(participant: Participant) -> bool:
    """Tell whether a person is known by a pseudonym only."""
    return participant.name == pseudonym_of(participant.id)


@dataclass(frozen=True)
class Renaming:
    """Puts a pseudonym in place of a person's name and mail address.

    ``name`` None: the name stays, because somebody else has it too.
    """

    pseudonym: str
    name: str | None = None
    email: str | None = None

    def in_text(self, text: str) -> str:
        """Return a running text without the person."""
        return text if self._pattern is None else self._pattern.sub(self.pseudonym, text)

    def in_name(self, text: str) -> str:
        """Return who did something; the person's name in it, of one word too, is replaced."""
        is_person = self.name is not None and _fold(text) == _fold(self.name)
        return self.pseudonym if is_person else self.in_text(text)

    def in_content(self, content: Any, key: str = "") -> Any:  # noqa: ANN401 - As JSON is.
        """Return content in JSON without the person; ``key``: under which it stands."""
        match content:
            case str():
                return self.in_name(content) if key in _AUTHOR_KEYS else self.in_text(content)
            case Mapping():
                return {each: self.in_content(value, each) for each, value in content.items()}
            case list():
                return [self.in_content(each, key) for each in content]
            case _:
                return content

    def find(self, content: Any, key: str = "") -> list[str]:  # noqa: ANN401 - As JSON is.
        """Return the texts in content in JSON that hold the person, as they are."""
        match content:
            case str():
                return [content] if self.in_content(content, key) != content else []
            case Mapping():
                found = (self.find(value, each) for each, value in content.items())
            case list():
                found = (self.find(each, key) for each in content)
            case _:
                return []
        return [text for texts in found for text in texts]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        sought = []
        if self.email is not None:
            sought.append(re.escape(self.email))
        words = (self.name or "").split()
        if len(words) >= _FEWEST_WORDS:
            sought.append(r"\s+".join(map(re.escape, words)))
        if not sought:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(sought)})(?!\w)", re.IGNORECASE)


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
