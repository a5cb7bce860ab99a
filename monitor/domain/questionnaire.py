"""What is asked: dimensions, questions and which of them a round holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from monitor.domain.partnership import Language, PartyId, Phase

Text = Mapping[Language, str]


class Dimension(StrEnum):
    """The four things the check-in measures, always shown in this order."""

    TRUST = "trust"
    TRANSPARENCY = "transparency"
    GROWTH = "growth"
    EQUALITY = "equality"


class QuestionKind(StrEnum):
    """What a question is about, which names the gap between two parties.

    Shared: both judge the same thing (a gap is a difference of view). Mirrored: each judges the
    other (a gap is one-sidedness). Own: each judges itself (no gap).
    """

    SHARED = "shared"
    MIRRORED = "mirrored"
    OWN = "own"


class AnswerType(StrEnum):
    """How a question is answered."""

    AGREEMENT = "agreement"  # 1 to 5, or don't know
    MARK = "mark"  # 1 to 10, or don't know
    OPEN = "open"  # words
    # Of what a round may ask besides its questionnaire:
    NOTICED = "noticed"  # no, a bit or yes: 1 to 3, or don't know
    EXPECTED = "expected"  # what the other party will answer: 1 to 5, or don't know
    HOURS = "hours"  # a band of hours, 1 to 5, or don't know


SCALE_VALUES: Mapping[AnswerType, range] = {
    AnswerType.AGREEMENT: range(1, 6),
    AnswerType.MARK: range(1, 11),
    AnswerType.OPEN: range(0),
    AnswerType.NOTICED: range(1, 4),
    AnswerType.EXPECTED: range(1, 6),
    AnswerType.HOURS: range(1, 6),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a pick-list."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    """What people of a party wrote, in their own words, that a question is about."""

    party_id: PartyId
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its code never changes meaning: changed text is a new code.

    ``text`` may hold ``{partner}``: the other party's name in a mirrored question.
    ``follow_up`` and ``options``: a pick-list that may be answered when the score is low.
    ``from_round``: the first round of a partnership in which it makes sense. ``rotates``: of all
    such questions each round asks one, in turn. ``quote``: the words that it asks about.
    """

    code: str
    kind: QuestionKind
    answer_type: AnswerType
    text: Text
    dimension: Dimension | None = None
    guideline: str | None = None
    from_round: int = 1
    rotates: bool = False
    follow_up: Text | None = None
    options: Sequence[Option] = field(default_factory=tuple)
    quote: Quote | None = None

    def accepts(self, value: int | None) -> bool:
        """Tell whether a value is on the scale (None is "don't know")."""
        return value is None or value in SCALE_VALUES[self.answer_type]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the check-in, with an introduction of its own or none.

    ``phase`` limits it to partnerships in that phase.
    """

    code: str
    title: Text
    questions: Sequence[Question]
    phase: Phase | None = None
    intro: Text | None = None


@dataclass(frozen=True, slots=True)
class LightCheckin:
    """The short form of a check-in, one page: the codes of its questions, one a dimension."""

    title: Text
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A version of the check-in, read from ``data/questionnaires``."""

    version: str
    parts: Sequence[Part]
    light: LightCheckin | None = None

    def parts_for(self, phase: Phase, sequence: int, *, is_light: bool = False) -> Sequence[Part]:
        """Return the pages that a round holds, given the phase and its place in the series.

        ``is_light``: the short form; KeyError if this version has none.
        """
        if is_light:
            return [self._light_part()]
        asked = {question.code for question in self._asked_in(sequence)}
        return [
            replace(part, questions=[each for each in part.questions if each.code in asked])
            for part in self.parts
            if part.phase in {None, phase}
        ]

    def _asked_in(self, sequence: int) -> Iterable[Question]:
        turn = self._whose_turn(sequence)
        for question in self.questions():
            if question.from_round <= sequence and (not question.rotates or question == turn):
                yield question

    def _whose_turn(self, sequence: int) -> Question | None:
        rotating = [question for question in self.questions() if question.rotates]
        if not rotating:
            return None
        cycle, place = divmod(sequence - 1, len(rotating))
        # A place further every cycle: or where every other round is light, half would never come.
        return rotating[(place + cycle) % len(rotating)]

    def _light_part(self) -> Part:
        if self.light is None:
            raise KeyError(self.version)
        return Part("light", self.light.title, [self.question(each) for each in self.light.codes])

    def questions(self) -> Iterable[Question]:
        """Return all questions of all parts, in order."""
        return (question for part in self.parts for question in part.questions)

    def question(self, code: str) -> Question:
        """Return one question; KeyError if this version does not have it."""
        for question in self.questions():
            if question.code == code:
                return question
        raise KeyError(code)

    def questions_of(self, dimension: Dimension) -> Sequence[Question]:
        """Return the questions whose mean is a dimension's score."""
        return [question for question in self.questions() if question.dimension is dimension]

    def gap_kind(self, dimension: Dimension) -> QuestionKind:
        """Tell which kind of gap a dimension shows: the kind of most of its questions."""
        kinds = [question.kind for question in self.questions_of(dimension)]
        return max(QuestionKind, key=kinds.count)
