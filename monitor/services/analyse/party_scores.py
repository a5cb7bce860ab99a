"""Scores of every party in every round of a batch, counted all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Self

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, DONT_KNOW, NOT_ANSWERED, Bools, Panel
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.scoring import DimensionScore, PartyScores
from monitor.services.analyse.cubes import Batch, take_forms


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """What was counted, as nested lists by partnership, party, round and dimension.

    ``forms`` and ``scores`` (of people) stay arrays: only an audit looks at them, so they are taken
    out when ``has_forms`` says that there will be one.
    """

    batch: Batch
    panel: Panel
    means: Any
    people: Any
    answers: Any
    dont_know: Any
    respondents: Any
    invited: Any
    has_forms: bool

    @classmethod
    def of(cls, batch: Batch, panel: Panel, *, has_forms: bool) -> Self:
        """Count everything."""
        cube = batch.cube
        return cls(
            batch=batch,
            panel=panel,
            means=panel.means.tolist(),
            people=panel.people.tolist(),
            answers=_count(cube.values > NOT_ANSWERED, cube.dimensions),
            dont_know=_count(cube.values == DONT_KNOW, cube.dimensions),
            respondents=cube.respondents.tolist(),
            invited=cube.invited.tolist(),
            has_forms=has_forms,
        )

    def score_party(self, partnership: int, party: int, round_: int) -> PartyScores:
        """Put together what is known of one party in one round."""
        place = partnership, party, round_
        dimensions = {
            dimension: self._score_dimension(place, number)
            for number, dimension in enumerate(DIMENSIONS)
        }
        means = [each.mean for each in dimensions.values() if each.mean is not None]
        return PartyScores(
            party_id=PartyId(party + 1),
            invited=_at(self.invited, place),
            respondents=_at(self.respondents, place),
            dimensions=dimensions,
            overall=fmean(means) if len(means) == len(Dimension) else None,
            mark=None,
            mark_answers=0,
            dont_know_share=_share(sum(_at(self.dont_know, place)), sum(_at(self.answers, place))),
            questions={},
            forms=take_forms(self.batch, place, self.batch.cube.present[place])
            if self.has_forms
            else (),
        )

    def _score_dimension(self, place: tuple[int, int, int], dimension: int) -> DimensionScore:
        people = _at(self.people, place)[dimension]
        known = (
            self.panel.scores[(*place, slice(None), dimension)] if self.has_forms else np.empty(0)
        )
        return DimensionScore(
            mean=_at(self.means, place)[dimension] if people else None,
            people=people,
            dont_know_share=_share(
                _at(self.dont_know, place)[dimension], _at(self.answers, place)[dimension]
            ),
            scores=sorted(known[np.isfinite(known)].tolist()),
        )


def _count(is_counted: Bools, dimensions: Sequence[int]) -> Any:  # noqa: ANN401 - nested lists.
    places = np.asarray(dimensions)
    return np.stack(
        [is_counted[..., places == number].sum(axis=(3, 4)) for number in range(len(DIMENSIONS))],
        axis=-1,
    ).tolist()


def _at(table: Any, place: tuple[int, int, int]) -> Any:  # noqa: ANN401 - nested lists.
    partnership, party, round_ = place
    return table[partnership][party][round_]


def _share(dont_know: int, answers: int) -> float | None:
    given = dont_know + answers
    return dont_know / given if given else None
