"""Answers that look like life, for sample data and measurements.

A latent normal model: an answer is the true level of a party on a dimension, moved by the person,
the round and the question, plus noise, rounded to the scale. Its variances are those with which
the figures of ``docs/method.md`` were simulated. Pure: chance comes in as an argument.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import NormalDist, fmean

from monitor.domain.questionnaire import AnswerType, Dimension, Question
from monitor.domain.response import Answer

_QUESTION_SD = 0.20
_PARTY_WOBBLE_SD = 0.12
_DIMENSION_WOBBLE_SD = 0.08
_PERSON_SD = 0.50
_PERSON_DIMENSION_SD = 0.25
_PERSON_ROUND_SD = 0.25
_NOISE_SD = 0.70
_MARK_NOISE_SD = 0.60
_RESPONSE_SLOPE = 0.8  # The less content answer less.
_SKIPPED_SHARE = 0.03
_DONT_KNOW_SHARE = 0.06
# Questions about what people cannot always see.
_OFTEN_UNKNOWN: Mapping[str, float] = {"TRA1": 0.09, "TRA3": 0.14, "EQU3": 0.11, "X3": 0.18}
_LOW_ANSWER = 2
_LIKELY_TO_PICK = 0.85
_MARKS = (1, 10)

# Answers are drawn from tables: four borders of the cumulative distribution for each true value.
_TABLE_STEPS = 20
_TABLE_LOW, _TABLE_HIGH = -1, 7
_BORDERS = (1.5, 2.5, 3.5, 4.5)
_NOISE = NormalDist(0.0, _NOISE_SD)
_TABLE = [
    [_NOISE.cdf(border - _TABLE_LOW - step / _TABLE_STEPS) for border in _BORDERS]
    for step in range((_TABLE_HIGH - _TABLE_LOW) * _TABLE_STEPS + 1)
]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happens to a party: from a round on, in full after ``over`` rounds.

    ``points`` per dimension and ``response`` are added; ``split`` is how far its people drift
    apart, half of them up and half of them down.
    """

    from_round: int
    over: int = 1
    points: Mapping[Dimension, float] = field(default_factory=dict)
    response: float = 0.0
    split: float = 0.0

    def share(self, sequence: int) -> float:
        """Return how much of the change has happened in a round, 0 to 1."""
        return min(1.0, max(0.0, (sequence - self.from_round + 1) / self.over))


@dataclass(frozen=True, slots=True)
class Condition:
    """How a party truly is in one round."""

    levels: Mapping[Dimension, float]
    response: float
    split: float


@dataclass(frozen=True, slots=True)
class Course:
    """How a party starts, and what happens to it."""

    levels: Mapping[Dimension, float]
    response: float = 0.85
    changes: Sequence[Change] = ()

    def at(self, sequence: int) -> Condition:
        """Return how the party is in a round, counted from 1."""
        shares = [(change, change.share(sequence)) for change in self.changes]
        return Condition(
            levels={
                dimension: level
                + sum(each.points.get(dimension, 0) * part for each, part in shares)
                for dimension, level in self.levels.items()
            },
            response=self.response + sum(each.response * part for each, part in shares),
            split=sum(each.split * part for each, part in shares),
        )


@dataclass(frozen=True, slots=True)
class Temper:
    """What stays the same of one person: their leaning, and where they stand in a split."""

    leaning: float
    by_dimension: Mapping[Dimension, float]
    unsure: float
    direction: int


@dataclass(frozen=True, slots=True)
class Mood:
    """How a party is in one round, the wobble of the day included."""

    levels: Mapping[Dimension, float]
    response: float
    split: float
    question_effects: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Form:
    """What one person filled in; ``level`` is how content that person truly was."""

    answers: Mapping[str, Answer]
    choices: Mapping[str, tuple[str, ...]]
    level: float


def draw_tempers(random: Random, count: int) -> Sequence[Temper]:
    """Draw the people of a party, who differ around its level: together they are that level.

    Neighbours stand on opposite sides when their party splits.
    """
    leanings = _draw_centred(random, _PERSON_SD, count)
    by_dimension = {each: _draw_centred(random, _PERSON_DIMENSION_SD, count) for each in Dimension}
    return [
        Temper(
            leaning=leaning,
            by_dimension={each: by_dimension[each][number] for each in Dimension},
            unsure=random.uniform(0.4, 1.6),
            direction=1 if number % 2 else -1,
        )
        for number, leaning in enumerate(leanings)
    ]


def _draw_centred(random: Random, sd: float, count: int) -> Sequence[float]:
    drawn = [random.gauss(0, sd) for _ in range(count)]
    mean = fmean(drawn)
    return [each - mean for each in drawn]


def draw_question_effects(random: Random, questions: Sequence[Question]) -> Mapping[str, float]:
    """Draw how much easier a party agrees with each question, the same in every round."""
    return {question.code: random.gauss(0, _QUESTION_SD) for question in questions}


def draw_mood(random: Random, condition: Condition, question_effects: Mapping[str, float]) -> Mood:
    """Draw how a party is on the day of a round."""
    wobble = random.gauss(0, _PARTY_WOBBLE_SD)
    return Mood(
        levels={
            dimension: level + wobble + random.gauss(0, _DIMENSION_WOBBLE_SD)
            for dimension, level in condition.levels.items()
        },
        response=condition.response,
        split=condition.split,
        question_effects=question_effects,
    )


def does_answer(random: Random, mood: Mood, temper: Temper) -> bool:
    """Decide whether a person answers this time."""
    if not 0 < mood.response < 1:
        return mood.response >= 1
    contentment = temper.leaning + mood.split * temper.direction
    logit = math.log(mood.response / (1 - mood.response)) + _RESPONSE_SLOPE * contentment
    return random.random() < 1 / (1 + math.exp(-logit))


def fill_in(random: Random, mood: Mood, temper: Temper, questions: Sequence[Question]) -> Form:
    """Fill in one form."""
    shift = temper.leaning + mood.split * temper.direction + random.gauss(0, _PERSON_ROUND_SD)
    levels: dict[Dimension | None, float] = {
        dimension: level + shift + temper.by_dimension[dimension]
        for dimension, level in mood.levels.items()
    }
    overall = levels[None] = fmean(levels.values())
    answers: dict[str, Answer] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for question in questions:
        if question.answer_type is AnswerType.MARK:
            answers[question.code] = _draw_mark(random, overall)
        elif question.answer_type is AnswerType.AGREEMENT:
            value = levels[question.dimension] + mood.question_effects[question.code]
            _answer(random, answers, question.code, value, temper.unsure)
            if question.options and _is_low(answers.get(question.code)):
                choices.update(_pick(random, question))
    return Form(answers, choices, overall)


def _answer(
    random: Random, answers: dict[str, Answer], code: str, value: float, unsure: float
) -> None:
    # One random number decides whether there is an answer and which: millions are drawn.
    chance = random.random()
    if chance < _SKIPPED_SHARE:
        return
    silent = _SKIPPED_SHARE + _OFTEN_UNKNOWN.get(code, _DONT_KNOW_SHARE) * unsure
    if chance < silent:
        answers[code] = None
        return
    place = int((min(max(value, _TABLE_LOW), _TABLE_HIGH) - _TABLE_LOW) * _TABLE_STEPS + 0.5)
    answers[code] = bisect_right(_TABLE[place], (chance - silent) / (1 - silent)) + 1


def _draw_mark(random: Random, level: float) -> int:
    # People give marks kinder than a straight line: 6.4 goes with a level of about 3.3.
    lowest, highest = _MARKS
    mark = round(0.65 + 1.75 * level + random.gauss(0, _MARK_NOISE_SD))
    return min(highest, max(lowest, mark))


def _is_low(answer: Answer) -> bool:
    return answer is not None and answer <= _LOW_ANSWER


def _pick(random: Random, question: Question) -> Mapping[str, tuple[str, ...]]:
    if random.random() > _LIKELY_TO_PICK:
        return {}
    codes = [option.code for option in question.options]
    picked = set(random.sample(codes, random.randint(1, 2)))
    return {question.code: tuple(code for code in codes if code in picked)}
