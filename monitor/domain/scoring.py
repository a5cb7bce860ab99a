"""Scores of a closed round from its responses. Raw numbers: only disclosure may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import AnswerType, Dimension, Questionnaire
from monitor.domain.response import Response

# A person's mean on a dimension counts from this many of its three questions; in a light round it
# is the only answer.
MINIMUM_ANSWERED = 2
MARK_QUESTION = "X4"


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Mean of one party on one dimension, and of how many people; None when of nobody.

    ``scores``: those people's own means, lowest first.
    """

    mean: float | None
    people: int
    dont_know_share: float | None
    scores: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """Mean of one party on one question, with how often each value was given."""

    mean: float | None
    answers: int
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class PartyScores:
    """Everything that was measured of one party in one round.

    ``invited``: 0 where that is not known. ``forms``: of every respondent, in no telling order,
    the answers to the questions of the dimensions, dimension by dimension, 0 where there is none.
    ``marks``: every mark that was given, lowest first.
    """

    party_id: PartyId
    invited: int
    respondents: int
    dimensions: Mapping[Dimension, DimensionScore]
    overall: float | None
    mark: float | None
    mark_answers: int
    dont_know_share: float | None
    questions: Mapping[str, QuestionScore]
    forms: Sequence[Sequence[int]] = ()
    marks: Sequence[int] = ()


def score_party(
    party_id: PartyId, responses: Sequence[Response], *, invited: int, asked: Questionnaire
) -> PartyScores:
    """Score the sent responses of one party; each person has one vote."""
    dimensions = {
        dimension: _score_dimension(dimension, responses, asked) for dimension in Dimension
    }
    means = [score.mean for score in dimensions.values() if score.mean is not None]
    marks = _given_values(MARK_QUESTION, responses)
    core = core_codes(asked)
    return PartyScores(
        party_id=party_id,
        invited=invited,
        respondents=len(responses),
        dimensions=dimensions,
        overall=fmean(means) if len(means) == len(Dimension) else None,
        mark=_mean_or_none(marks),
        mark_answers=len(marks),
        dont_know_share=_dont_know_share(core, responses),
        questions=_score_questions(responses, asked),
        forms=sorted(collect_form(each, core) for each in responses),
        marks=tuple(sorted(marks)),
    )


def core_codes(asked: Questionnaire) -> Sequence[str]:
    """Return the questions of the dimensions, dimension by dimension: the places of a form."""
    return [each.code for dimension in Dimension for each in asked.questions_of(dimension)]


def collect_form(response: Response, codes: Sequence[str]) -> tuple[int, ...]:
    """Return one person's answers to these questions, 0 where there is none."""
    return tuple(response.answers.get(code) or 0 for code in codes)


def count_needed(questions: int) -> int:
    """Return how many of so many questions a person must have answered to have a score."""
    return min(MINIMUM_ANSWERED, max(1, questions))


def person_score(response: Response, codes: Sequence[str]) -> float | None:
    """Compute one person's mean over the answered questions; None if too few were answered."""
    values = [value for code in codes if (value := response.answers.get(code)) is not None]
    return fmean(values) if len(values) >= count_needed(len(codes)) else None


def _score_dimension(
    dimension: Dimension, responses: Sequence[Response], asked: Questionnaire
) -> DimensionScore:
    codes = [question.code for question in asked.questions_of(dimension)]
    scores = [score for each in responses if (score := person_score(each, codes)) is not None]
    return DimensionScore(
        mean=_mean_or_none(scores),
        people=len(scores),
        dont_know_share=_dont_know_share(codes, responses),
        scores=tuple(sorted(scores)),
    )


def _score_questions(
    responses: Sequence[Response], asked: Questionnaire
) -> Mapping[str, QuestionScore]:
    scores = {}
    for question in asked.questions():
        if question.answer_type is AnswerType.AGREEMENT:
            values = _given_values(question.code, responses)
            counts = tuple(values.count(value) for value in range(1, 6))
            scores[question.code] = QuestionScore(_mean_or_none(values), len(values), counts)
    return scores


def _given_values(code: str, responses: Sequence[Response]) -> list[int]:
    return [value for each in responses if (value := each.answers.get(code)) is not None]


def _dont_know_share(codes: Sequence[str], responses: Sequence[Response]) -> float | None:
    given = [each.answers[code] for each in responses for code in codes if code in each.answers]
    return given.count(None) / len(given) if given else None


def _mean_or_none(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
