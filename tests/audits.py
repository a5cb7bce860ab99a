"""Small sheets for the tests of the audit, and the attacker who tries every possible answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from monitor.domain.audit.sheet import Form, Sheet
from monitor.domain.audit.sums import PROTECTED_WIDTH
from monitor.domain.publishing import Permission, publish_party
from monitor.domain.questionnaire import (
    AnswerType,
    Dimension,
    Part,
    Question,
    QuestionKind,
    Questionnaire,
)
from monitor.domain.response import Answer
from monitor.domain.results import PublishedQuestion, Tier
from monitor.domain.rounding import show_mean
from monitor.domain.scoring import count_needed, score_party
from monitor.domain.tiers import PartyTiers
from tests.builders import MUNICIPALITY, make_responses

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Two questions about each dimension, and three about trust so that one may be skipped.
FEW_QUESTIONS: Mapping[Dimension, int] = {**dict.fromkeys(Dimension, 2), Dimension.TRUST: 3}


def make_small_questionnaire(counts: Mapping[Dimension, int] = FEW_QUESTIONS) -> Questionnaire:
    """Make a questionnaire with so many questions about each dimension."""
    questions = [
        Question(
            f"{dimension.value}{number}",
            QuestionKind.SHARED,
            AnswerType.AGREEMENT,
            {},
            dimension,
        )
        for dimension, count in counts.items()
        for number in range(count)
    ]
    return Questionnaire("small", [Part("all", {}, questions)])


def make_sheet(
    forms: Sequence[Form],
    tier: Tier = Tier.COARSE,
    *,
    counts: Mapping[Dimension, int] = FEW_QUESTIONS,
    with_questions: bool = False,
    only: Dimension | None = None,
    light_overall: Tier | None = None,
) -> Sheet:
    """Publish these forms, answers dimension by dimension, as a group of this tier.

    ``only``: the one dimension that is shown, if not all are. ``light_overall``: nothing is shown
    but the mean of all, in this tier.
    """
    asked = make_small_questionnaire(counts)
    codes = [each.code for dimension in Dimension for each in asked.questions_of(dimension)]
    answers: list[dict[str, Answer]] = [
        {code: answer for code, answer in zip(codes, form, strict=True) if answer} for form in forms
    ]
    responses = make_responses(MUNICIPALITY, answers)
    scores = score_party(MUNICIPALITY, responses, invited=len(forms), asked=asked)
    dimensions = {each: tier if only in {None, each} else Tier.HIDDEN for each in Dimension}
    if light_overall:
        dimensions = dict.fromkeys(Dimension, Tier.HIDDEN)
    tiers = PartyTiers(tier, dimensions, Tier.HIDDEN, light_overall=light_overall)
    published = publish_party(scores, Permission(tiers, minimum_group=3))
    if with_questions:
        questions = [
            PublishedQuestion(code, show_mean(score.mean, tier))
            for code, score in scores.questions.items()
        ]
        published = replace(published, questions=questions)
    return Sheet(scores, published, tiers, asked)


def unsafe_by_trying(sheet: Sheet) -> list[Dimension]:
    """Return the dimensions on which an insider who tries everything narrows a colleague."""
    forms = sheet.scores.forms
    caught = set()
    for insider in range(len(forms)):
        worlds = {each: _Worlds(sheet, each, insider) for each in Dimension}
        for dimension in sheet.at_stake:
            others = [world.totals for each, world in worlds.items() if each is not dimension]
            possible = worlds[dimension].possible(sheet, others)
            for person in range(len(forms)):
                scores = possible[:, person]
                if person != insider and np.isfinite(scores).all():
                    width = scores.max() - scores.min()
                    if width < PROTECTED_WIDTH - 1e-9:
                        caught.add(dimension)
    return [each for each in sheet.at_stake if each in caught]


class _Worlds:
    """Every way in which the others may have answered the questions of one dimension."""

    def __init__(self, sheet: Sheet, dimension: Dimension, insider: int) -> None:
        rows = np.array([sheet.answers(form, dimension) for form in sheet.scores.forms])
        open_cells = [cell for cell in np.ndindex(rows.shape) if rows[cell] and cell[0] != insider]
        tried = np.array(list(product(range(1, 6), repeat=len(open_cells))), dtype=np.int64)
        answers: Integers = np.repeat(rows[None], len(tried), axis=0)
        for column, (person, question) in enumerate(open_cells):
            answers[:, person, question] = tried[:, column]
        answers = answers[_fit_questions(answers, sheet, dimension)]
        given = (answers > 0).sum(axis=2)
        self.scores: Floats = np.where(
            given >= count_needed(rows.shape[1]), answers.sum(axis=2) / np.maximum(given, 1), np.nan
        )
        means = np.nanmean(self.scores, axis=1)
        tier = sheet.tiers.dimensions[dimension]
        fits = _are_shown(means, sheet.published.scores[dimension].mean, tier)
        self.scores, self._means = self.scores[fits], means[fits]

    @property
    def totals(self) -> Floats:
        """The means that the dimension may have."""
        return np.asarray(np.unique(self._means.round(9)), dtype=np.float64)

    def possible(self, sheet: Sheet, others: Sequence[Floats]) -> Floats:
        """Return the scores of all people in every world that fits the overall mean too."""
        if sheet.published.overall is None:
            return self.scores
        sums = np.zeros(1)
        for means in others:
            sums = np.unique((sums[:, None] + means[None]).round(9))
        distinct, place = np.unique(self._means.round(9), return_inverse=True)
        fits = np.array(
            [
                _are_shown(
                    (sums + mean) / len(Dimension), sheet.published.overall, sheet.tiers.overall
                ).any()
                for mean in distinct
            ]
        )
        return np.asarray(self.scores[fits[place]], dtype=np.float64)


def _fit_questions(answers: Integers, sheet: Sheet, dimension: Dimension) -> NDArray[np.bool_]:
    fits = np.ones(len(answers), dtype=np.bool_)
    for place, code in enumerate(sheet.codes[dimension]):
        given = (answers[0, :, place] > 0).sum()
        if code in sheet.questions and given:
            means = answers[:, :, place].sum(axis=1) / given
            fits &= _are_shown(means, sheet.questions[code], sheet.tiers.party)
    return fits


def _are_shown(means: Floats, shown: float | None, tier: Tier) -> NDArray[np.bool_]:
    if shown is None:
        return np.ones(len(means), dtype=np.bool_)
    distinct, place = np.unique(means, return_inverse=True)
    return np.array([show_mean(float(mean), tier) == shown for mean in distinct])[place]
