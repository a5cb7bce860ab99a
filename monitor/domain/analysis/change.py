"""Evidence that something changed recently: a mixture of interpretable patterns.

Every pattern, start and shape gives a Bayes factor against "nothing changed". Their weighted sum
over the starts is a Shiryaev-Roberts statistic, an e-detector: J. Shin, A. Ramdas and A. Rinaldo,
"E-detectors: a nonparametric framework for sequential change detection", New England Journal of
Statistics in Data Science 2 (2024), 229-260.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from monitor.domain.analysis.components import BETWEEN, OVERALL, compute_components
from monitor.domain.analysis.cube import Floats, Panel
from monitor.domain.analysis.drops import log_bayes_factor
from monitor.domain.analysis.patterns import PatternSet
from monitor.domain.analysis.regression import Regression, regress
from monitor.domain.analysis.series import History, LinkedSeries, Series, UnlinkedSeries
from monitor.domain.analysis.shapes import SHAPES
from monitor.domain.analysis.variances import ComponentVariances, Variances

# How firmly the variances are believed, as if seen with so many degrees of freedom; the rest is
# learnt from the partnership, so that a noisier one does not cry wolf.
_PEOPLE_FREEDOM = 20.0
_MOOD_FREEDOM = 60.0
# Variance of a mood that all parties share, in squared scale points.
_SHARED_MOOD = 0.01
# Below it only rounding errors are left; a change of one point is worth at least 1.
_NO_INFORMATION = 1e-9
# Keeps sums finite: e to this power is certainty.
_LARGEST_LOG = 50.0


@dataclass(frozen=True, slots=True)
class ChangeEvidence:
    """Evidence of one round, per pattern: (partnerships, patterns).

    ``fall_starts``, ``rise_starts``: (partnerships, rounds), how much of it is for a change that
    began in each round.
    """

    fall: Floats
    rise: Floats
    fall_starts: Floats
    rise_starts: Floats


class ChangeDetector:
    """The components of many partnerships, ready to be judged round after round."""

    def __init__(self, panel: Panel, variances: Variances, patterns: PatternSet) -> None:
        """Sum the persons out, once for all rounds."""
        self._parties = panel.scores.shape[1]
        self._patterns = patterns
        components = compute_components(panel)
        self._series: Sequence[Series] = [
            _make_series(panel, components[..., kind], chosen)
            for kind, chosen in ((OVERALL, variances.overall), (BETWEEN, variances.contrast))
        ]

    def judge(self, last: int) -> ChangeEvidence:
        """Judge round ``last`` (counted from 0, at least 1) by it and the rounds before it."""
        histories = [series.until(last) for series in self._series]
        noise = self._learn_noise(histories)
        drawn = np.concatenate([shape.draw(last) for shape in SHAPES])
        fits = [self._moderate(regress(history, noise, drawn)) for history in histories]
        scores = np.concatenate([fit.scores for fit in fits], axis=-1)
        information = np.stack([fit.information for fit in fits[:1] + fits[1:] * 3], axis=-1)
        return self._weigh(*self._combine(scores, information), last)

    def _learn_noise(self, histories: Sequence[History]) -> Floats:
        """Compare the spread between people with what was expected; one scale a partnership."""
        residual = self._sum_parties(np.add.reduce([history.residual for history in histories]))
        freedom = self._sum_parties(np.add.reduce([history.freedom for history in histories]))
        return (_PEOPLE_FREEDOM + residual) / (_PEOPLE_FREEDOM + freedom)

    def _moderate(self, fit: Regression) -> Regression:
        """Scale by how much the party's mood moved apart from the best fitting change."""
        informed = fit.information > _NO_INFORMATION
        squares = (fit.scores**2).sum(axis=-1)
        explained = np.divide(squares, fit.information, out=np.zeros_like(squares), where=informed)
        left = np.maximum(fit.residual.sum(axis=-1) - explained.max(axis=1), 0.0)
        freedom = np.maximum(fit.freedom - 1, 0.0) * fit.residual.shape[-1]
        scale = (_MOOD_FREEDOM + self._sum_parties(left)) / (
            _MOOD_FREEDOM + self._sum_parties(freedom)
        )
        return replace(
            fit,
            scores=fit.scores / scale[:, None, None],
            information=fit.information / scale[:, None],
        )

    def _sum_parties(self, values: Floats) -> Floats:
        """Give every party the sum over the parties of its partnership: (parties,)."""
        together = values.reshape(-1, self._parties).sum(axis=1)
        return np.repeat(together, self._parties)

    def _combine(self, scores: Floats, information: Floats) -> tuple[Floats, Floats]:
        """Sum over parties and components: (partnerships, shapes, patterns) both."""
        flat = (len(scores) // self._parties, self._parties, *scores.shape[1:])
        loadings = self._patterns.loadings
        path = "xpc,npsc->nsx"
        summed = np.einsum(path, loadings, scores.reshape(flat), optimize=True)
        known = np.einsum(path, loadings**2, information.reshape(flat), optimize=True)
        for place in self._patterns.of_all_parties:
            shared = 1 + _SHARED_MOOD * known[..., place]
            summed[..., place] /= shared
            known[..., place] /= shared
        return summed, known

    def _weigh(self, scores: Floats, information: Floats, last: int) -> ChangeEvidence:
        starts = np.concatenate([list(shape.starts(last)) for shape in SHAPES])
        began = np.equal.outer(starts, np.arange(last + 1)).astype(np.float64)
        weights = self._patterns.weights
        fall = _average_factors(scores, information, last) * weights
        rise = _average_factors(-scores, information, last) * weights
        fall, rise = self._choose_direction(fall, rise)
        return ChangeEvidence(
            fall=fall.sum(axis=1),
            rise=rise.sum(axis=1),
            fall_starts=fall.sum(axis=2) @ began,
            rise_starts=rise.sum(axis=2) @ began,
        )

    def _choose_direction(self, fall: Floats, rise: Floats) -> tuple[Floats, Floats]:
        """Weaken what the opposite explains better, of the same parties.

        When one dimension rises, the others fall beside it, and the other way round.
        """
        falling, rising = fall.copy(), rise.copy()
        for places in self._patterns.by_parties:
            down = fall[..., places].sum(axis=(1, 2))
            up = rise[..., places].sum(axis=(1, 2))
            falling[..., places] *= _share_of_better(down, up)[:, None, None]
            rising[..., places] *= _share_of_better(up, down)[:, None, None]
        return falling, rising


def _share_of_better(evidence: Floats, opposite: Floats) -> Floats:
    better = np.maximum(evidence, opposite)
    return np.divide(evidence, better, out=np.ones_like(evidence), where=better > 0)


def _make_series(panel: Panel, components: Floats, variances: ComponentVariances) -> Series:
    flat = components.reshape(-1, *components.shape[2:])
    if panel.is_linked:
        return LinkedSeries(flat, variances)
    return UnlinkedSeries(flat, panel.invited.reshape(len(flat), -1), variances)


def _average_factors(scores: Floats, information: Floats, last: int) -> Floats:
    """Average the Bayes factors over sizes, times the weight of the shape; same shape as given.

    Where nothing is known about a pattern its factor is left out: it could only say 1.
    """
    factors = np.zeros_like(scores)
    first = 0
    for shape in SHAPES:
        rows = slice(first, first + len(shape.starts(last)))
        for size in shape.sizes:
            logs = log_bayes_factor(scores[:, rows], information[:, rows], size)
            factors[:, rows] += shape.weight * size.share * np.exp(np.minimum(logs, _LARGEST_LOG))
        first = rows.stop
    return np.where(information > _NO_INFORMATION, factors, 0.0)
