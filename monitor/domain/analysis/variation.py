"""How much scores vary within a round and from round to round: sums for estimating variances."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, Bools, Floats, Integers, Panel
from monitor.domain.analysis.levels import count_members

# Two rounds are compared up to a year apart, so that moods that linger count as moods and slow
# changes hardly do.
_FURTHEST = 4


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves of a party's mean between two rounds, one per row.

    ``squares``: squared length of the move; ``answering`` and ``person``: how many times those
    variances it holds by chance; ``partnership``: to whom it belongs.
    """

    squares: Floats
    answering: Floats
    person: Floats
    partnership: Integers

    def of(self, chosen: Bools) -> "Moves":
        """Keep those of the chosen partnerships."""
        is_kept = chosen[self.partnership]
        return Moves(
            self.squares[is_kept],
            self.answering[is_kept],
            self.person[is_kept],
            self.partnership[is_kept],
        )


@dataclass(frozen=True, slots=True)
class Variation:
    """The variation of one component. Sums per partnership, each with its degrees of freedom.

    ``width``: how many independent scores the component has. ``spread``: squares of people around
    their party's mean in one round. ``restless``: squares of one person's moves around the move
    of the party, only of linked answers.
    """

    width: int
    spread: Floats
    spread_freedom: Floats
    restless: Floats
    restless_freedom: Floats
    moves: Moves

    def of(self, chosen: Bools) -> Self:
        """Keep the chosen partnerships."""
        return type(self)(
            self.width,
            self.spread[chosen],
            self.spread_freedom[chosen],
            self.restless[chosen],
            self.restless_freedom[chosen],
            self.moves.of(chosen),
        )


def measure_overall(panels: Sequence[Panel]) -> Variation:
    """Measure each person's mean over the dimensions."""
    scores = [panel.scores.mean(axis=4, keepdims=True) for panel in panels]
    return _measure(panels, scores, width=1)


def measure_contrasts(panels: Sequence[Panel]) -> Variation:
    """Measure how each person's dimensions differ from that mean."""
    scores = [panel.scores - panel.scores.mean(axis=4, keepdims=True) for panel in panels]
    return _measure(panels, scores, width=len(DIMENSIONS) - 1)


def _measure(panels: Sequence[Panel], scores: Sequence[Floats], *, width: int) -> Variation:
    starts = np.cumsum([0, *(len(panel.rounds) for panel in panels)])
    parts = [
        _measure_panel(panel, each, width=width, start=int(start))
        for panel, each, start in zip(panels, scores, starts, strict=False)
    ]
    return Variation(
        width=width,
        spread=np.concatenate([part.spread for part in parts]),
        spread_freedom=np.concatenate([part.spread_freedom for part in parts]),
        restless=np.concatenate([part.restless for part in parts]),
        restless_freedom=np.concatenate([part.restless_freedom for part in parts]),
        moves=_join([part.moves for part in parts]),
    )


def _measure_panel(panel: Panel, scores: Floats, *, width: int, start: int) -> Variation:
    spread, freedom = _spread(scores)
    restless, moves = np.zeros((2, len(panel.rounds))), []
    for lag in range(1, min(_FURTHEST + 1, scores.shape[2])):
        if panel.is_linked:
            steps = scores[:, :, lag:] - scores[:, :, :-lag]
            squares, steps_freedom = _spread(steps)
            # A step holds the noise of two answers.
            restless += np.stack([squares / 2, steps_freedom])
            moves.append(_linked_moves(steps, start))
        else:
            moves.append(_unlinked_moves(panel, scores, lag, start))
    return Variation(width, spread, freedom * width, restless[0], restless[1] * width, _join(moves))


def _spread(scores: Floats) -> tuple[Floats, Floats]:
    """Sum the squares of people around their mean, and count the people after the first."""
    people, means = _mean_of_people(scores)
    squares = np.nansum((scores - means[:, :, :, None]) ** 2, axis=(1, 2, 3, 4))
    return squares, np.maximum(people - 1, 0).sum(axis=(1, 2)).astype(np.float64)


def _mean_of_people(scores: Floats) -> tuple[Integers, Floats]:
    people = np.isfinite(scores[..., 0]).sum(axis=3)
    return people, np.nansum(scores, axis=3) / np.maximum(people, 1)[..., None]


def _linked_moves(steps: Floats, start: int) -> Moves:
    people, means = _mean_of_people(steps)
    is_there = people > 0
    return Moves(
        squares=(means**2).sum(axis=-1)[is_there],
        answering=2 / people[is_there],
        person=np.zeros(int(is_there.sum())),
        partnership=np.nonzero(is_there)[0] + start,
    )


def _unlinked_moves(panel: Panel, scores: Floats, lag: int, start: int) -> Moves:
    people, means = _mean_of_people(scores)
    counts = np.maximum(people, 1)
    answering = 1 / counts
    person = np.maximum(1 - people / np.maximum(count_members(panel), 1), 0) / counts
    is_there = (people[:, :, lag:] > 0) & (people[:, :, :-lag] > 0)
    moved = means[:, :, lag:] - means[:, :, :-lag]
    return Moves(
        squares=(moved**2).sum(axis=-1)[is_there],
        answering=(answering[:, :, lag:] + answering[:, :, :-lag])[is_there],
        person=(person[:, :, lag:] + person[:, :, :-lag])[is_there],
        partnership=np.nonzero(is_there)[0] + start,
    )


def _join(moves: Sequence[Moves]) -> Moves:
    if not moves:
        nothing = np.zeros(0)
        return Moves(nothing, nothing, nothing, partnership=nothing.astype(np.int64))
    return Moves(
        squares=np.concatenate([each.squares for each in moves]),
        answering=np.concatenate([each.answering for each in moves]),
        person=np.concatenate([each.person for each in moves]),
        partnership=np.concatenate([each.partnership for each in moves]),
    )
