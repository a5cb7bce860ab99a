from dataclasses import replace

import numpy as np
import pytest

from monitor.domain.analysis.cube import DIMENSIONS, DONT_KNOW, NOT_ANSWERED
from monitor.domain.questionnaire import Dimension
from monitor.services.results.answer_cubes import make_cube
from monitor.services.results.measure_round import ClosedRound
from tests.builders import (
    CORE_CODES,
    INITIATIVE,
    MUNICIPALITY,
    current_questionnaire,
    link,
    make_answers,
    make_closed_round,
    make_levels,
)

SCORED = [each.code for each in current_questionnaire().questions() if each.dimension]


def test_answers_stand_by_party_round_seat_and_question() -> None:
    first = make_closed_round({MUNICIPALITY: make_levels(4, 2), INITIATIVE: make_levels(3)})
    second = make_closed_round({MUNICIPALITY: make_levels(5), INITIATIVE: make_levels(1, 1, 1)})

    cube = make_cube([first, second], current_questionnaire())

    assert cube.values.shape == (1, 2, 2, 3, len(CORE_CODES))
    assert cube.values[0, 0, 0, :, 0].tolist() == [4, 2, NOT_ANSWERED]
    assert cube.values[0, 1, 1, :, 0].tolist() == [1, 1, 1]
    assert cube.respondents[0].tolist() == [[2, 1], [1, 3]]
    assert cube.rounds.tolist() == [2]
    assert not cube.is_linked


def test_dont_know_and_no_answer_are_told_apart() -> None:
    form = make_answers(4, TRU1=None)
    del form["EQU3"]

    cube = make_cube([make_closed_round({MUNICIPALITY: [form]})], current_questionnaire())

    values = dict(zip(SCORED, cube.values[0, 0, 0, 0].tolist(), strict=True))
    assert values["TRU1"] == DONT_KNOW
    assert values["EQU3"] == NOT_ANSWERED
    assert values["TRU2"] == 4


def test_every_question_has_the_place_of_its_dimension() -> None:
    cube = make_cube([make_closed_round({MUNICIPALITY: []})], current_questionnaire())

    places = dict(zip(SCORED, cube.dimensions, strict=True))
    assert places["GRO2"] == DIMENSIONS.index(Dimension.GROWTH)
    assert np.bincount(cube.dimensions).tolist() == [3, 3, 3, 3]


def test_a_party_that_was_not_there_yet_had_nobody_invited() -> None:
    before = make_closed_round({MUNICIPALITY: make_levels(4)})
    after = make_closed_round(
        {MUNICIPALITY: make_levels(4), INITIATIVE: make_levels(3)}, invited={INITIATIVE: 5}
    )

    cube = make_cube([before, after], current_questionnaire())

    assert cube.invited[0].tolist() == [[1, 1], [0, 5]]


def test_in_linked_rounds_everyone_keeps_a_seat() -> None:
    first = link(make_closed_round({MUNICIPALITY: make_levels(4, 2)}), order=[0, 1])
    second = link(make_closed_round({MUNICIPALITY: make_levels(1, 5, 3)}), order=[1, 0, 2])

    cube = make_cube([first, second], current_questionnaire())

    assert cube.is_linked
    assert cube.values[0, 0, :, :, 0].tolist() == [[4, 2, NOT_ANSWERED], [5, 1, 3]]
    assert cube.respondents[0].tolist() == [[2, 3]]


def test_who_comes_after_another_left_gets_a_seat_of_their_own() -> None:
    before = link(make_closed_round({MUNICIPALITY: make_levels(4, 2)}), order=[0, 1])
    after = link(make_closed_round({MUNICIPALITY: make_levels(3, 2)}), order=[2, 1])

    cube = make_cube([before, after], current_questionnaire())

    assert cube.values[0, 0, :, :, 0].tolist() == [[4, 2, NOT_ANSWERED], [NOT_ANSWERED, 2, 3]]
    assert cube.respondents[0].tolist() == [[2, 2]]


LINKED = link(make_closed_round({MUNICIPALITY: make_levels(4, 2)}))
FROM_BEFORE = make_closed_round({MUNICIPALITY: make_levels(4, 2)})
ONE_WITHOUT = replace(
    LINKED, responses=[LINKED.responses[0], replace(LINKED.responses[1], pseudonym=None)]
)


@pytest.mark.parametrize("other", [FROM_BEFORE, ONE_WITHOUT], ids=["a round", "a response"])
def test_one_unlinked_part_makes_the_whole_unlinked(other: ClosedRound) -> None:
    assert make_cube([LINKED, LINKED], current_questionnaire()).is_linked
    assert not make_cube([other, LINKED], current_questionnaire()).is_linked
    assert not make_cube([LINKED, other], current_questionnaire()).is_linked
