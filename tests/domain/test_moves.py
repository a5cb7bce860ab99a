"""Since when a mean moved, and whether at once or slowly, from the published means."""

from collections.abc import Sequence
from random import Random

import pytest

from monitor.domain.moves import Move, locate_move

BEFORE = (3.8, 3.9, 3.7, 3.8)


@pytest.mark.parametrize(
    ("after", "move"),
    [
        ((3.1,), Move(4, is_slide=False)),
        ((3.1, 3.0), Move(4, is_slide=False)),
        ((3.1, 3.0, 3.1, 3.0), Move(4, is_slide=False)),
        ((3.6, 3.4, 3.2), Move(4, is_slide=True)),
        ((3.6, 3.4, 3.2, 3.0), Move(4, is_slide=True)),
        ((4.4, 4.4), Move(4, is_slide=False)),
    ],
)
def test_the_first_round_of_a_move_is_found_with_how_it_went(
    after: Sequence[float], move: Move
) -> None:
    assert locate_move([*BEFORE, *after]) == move


def test_rounds_that_are_not_shown_are_passed_over() -> None:
    assert locate_move([3.8, None, 3.9, None, 3.1, 3.0]) == Move(4, is_slide=False)


def test_only_the_last_six_rounds_are_looked_at() -> None:
    fell_long_ago = [4.5, 4.5, *[3.6] * 9, 3.5]

    move = locate_move(fell_long_ago)

    assert move is not None
    assert move.start >= 6


@pytest.mark.parametrize("means", [[], [3.8], [None, 3.8, None]])
def test_one_mean_has_not_moved(means: Sequence[float | None]) -> None:
    assert locate_move(means) is None


def test_two_rounds_are_a_step() -> None:
    assert locate_move([3.8, 3.2]) == Move(1, is_slide=False)


def test_a_clear_step_is_found_in_its_own_round_whatever_the_noise() -> None:
    random = Random(1)  # noqa: S311 - Not a secret.

    found = [
        locate_move([random.gauss(3.8, 0.15) for _ in range(6)] + [random.gauss(3.0, 0.15)] * 3)
        for _ in range(200)
    ]

    assert sum(move is not None and move.start == 6 for move in found) >= 180
