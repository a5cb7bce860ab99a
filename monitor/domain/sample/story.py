"""A fictional partnership: who takes part, what happens to them, and what they write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from monitor.domain.partnership import Language, PartyKind, Phase, PrivacyMode
from monitor.domain.response import Audience, Comment
from monitor.domain.sample.simulation import Course

WENT_WELL, TO_IMPROVE = "O1", "O2"
_CONTENT_FROM = 3.2
_WRITING_SHARE: Mapping[str, float] = {WENT_WELL: 0.30, TO_IMPROVE: 0.35}
_AUDIENCES = (Audience.SHARED_SCREEN, Audience.COACH_ONLY, Audience.NOT_VERBATIM)
_AUDIENCE_WEIGHTS = (5, 2, 3)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A fictional person, invited from their first to their last round."""

    name: str
    language: Language = Language.DUTCH
    first_round: int = 1
    last_round: int | None = None

    def takes_part(self, sequence: int) -> bool:
        """Tell whether this person is invited to a round."""
        return self.first_round <= sequence and (
            self.last_round is None or sequence <= self.last_round
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person of a party writes in one round of the story."""

    round: int
    question: str
    text: str
    audience: Audience = Audience.SHARED_SCREEN


@dataclass(frozen=True, slots=True)
class SampleParty:
    """A fictional party."""

    organisation: str
    kind: PartyKind
    course: Course
    people: Sequence[SamplePerson]
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A fictional partnership with ``closed_rounds`` quarters behind it and one open.

    ``phases``: each phase with the round in which it began. ``take``: which drawing of chance it
    is, so that one story can be drawn again without the others.
    """

    name: str
    summary: str
    closed_rounds: int
    phases: Mapping[Phase, int]
    parties: Sequence[SampleParty]
    contact: str | None = None
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL
    minimum_group: int = 3
    take: int = 1

    def phase(self, sequence: int) -> Phase:
        """Return the phase in which a round takes place."""
        return max(
            (phase for phase, first_round in self.phases.items() if first_round <= sequence),
            key=self.phases.__getitem__,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """Sentences that people of one kind of party may write.

    ``is_content``: only those who are content with the cooperation, only the others, or (None) all.
    """

    kind: PartyKind
    question: str
    texts: Sequence[str]
    is_content: bool | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """All stories, and the sentences that any of their people may write."""

    stories: Sequence[Story]
    pools: Sequence[Pool]


class Writer:
    """Writes the comments of one party in one round, no sentence twice."""

    def __init__(self, random: Random, pools: Sequence[Pool], party: SampleParty) -> None:
        self._random = random
        self._fresh: dict[tuple[str, bool], list[str]] = {}
        for pool in pools:
            if pool.kind is party.kind:
                texts = random.sample(pool.texts, len(pool.texts))
                for is_content in (True, False):
                    if pool.is_content in {None, is_content}:
                        self._fresh[pool.question, is_content] = texts

    def write(self, person: SamplePerson, level: float) -> dict[str, Comment]:
        """Return what a person adds in words; the sentences of the pools are Dutch."""
        if person.language is not Language.DUTCH:
            return {}
        return {
            question: Comment(texts.pop(), self._choose_audience())
            for question, share in _WRITING_SHARE.items()
            if self._random.random() < share
            and (texts := self._fresh.get((question, level >= _CONTENT_FROM)))
        }

    def _choose_audience(self) -> Audience:
        return self._random.choices(_AUDIENCES, _AUDIENCE_WEIGHTS)[0]
