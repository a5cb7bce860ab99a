"""What a check-in may ask besides its questionnaire: was it noticed, the mirror, the hours."""

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from monitor.domain.noticing import AskedAgreement
from monitor.domain.questionnaire import Part, Questionnaire, Quote
from monitor.domain.round import Round

FILE = Path(__file__).parents[3] / "data" / "additions" / "additions.toml"
# They stand before the last page, which ends with the open questions.
_PAGES_AFTER = 1


@dataclass(frozen=True, slots=True)
class Additions:
    """Pages that some rounds have; the question of ``noticed`` is asked of every agreement."""

    noticed: Part
    mirror: Part
    load: Part

    @property
    def parts(self) -> Sequence[Part]:
        """All pages, the question of the first as it stands for every agreement."""
        return self.noticed, self.mirror, self.load

    def ask_noticed(self, asked: Sequence[AskedAgreement]) -> Part:
        """Return the page that asks about these agreements."""
        (question,) = self.noticed.questions
        return replace(
            self.noticed,
            questions=[
                replace(question, code=each.code, quote=Quote(each.owner, each.text))
                for each in asked
            ],
        )

    @property
    def mirror_questionnaire(self) -> Questionnaire:
        """The mirror as a questionnaire of one question of each dimension."""
        return Questionnaire(self.mirror.code, [self.mirror])


@functools.cache
def read_additions() -> Additions:
    """Return the pages from their file."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return TypeAdapter(Additions).validate_python(content)


def add_parts(
    parts: Sequence[Part], round_: Round, asked: Sequence[AskedAgreement]
) -> Sequence[Part]:
    """Return the pages of a round with those it has besides, for whoever is asked about these."""
    if round_.is_light:
        return parts
    additions = read_additions()
    added = [additions.ask_noticed(asked)] if asked else []
    added += [additions.mirror] if round_.has_mirror else []
    added += [additions.load] if round_.asks_load else []
    return [*parts[:-_PAGES_AFTER], *added, *parts[-_PAGES_AFTER:]]
