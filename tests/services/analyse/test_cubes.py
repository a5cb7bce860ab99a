from datetime import date

import numpy as np
import pytest

from monitor.domain.analysis.cube import DIMENSIONS
from monitor.domain.questionnaire import Dimension
from monitor.services.analyse import cubes
from monitor.services.analyse.cubes import Core, make_batches, take_forms
from tests.builders import codes_of, current_questionnaire
from tests.services.analyse.files import QUESTIONS, SPRING, SUMMER, form, group, small_file, team

CORE = Core.of(current_questionnaire())
DAY = date.fromisoformat(SPRING).toordinal()


def test_the_core_is_scored_dimension_by_dimension() -> None:
    assert [QUESTIONS[place] for place in CORE.places][:3] == codes_of(Dimension.TRUST)
    assert [DIMENSIONS[place] for place in CORE.dimensions][3:6] == [Dimension.TRANSPARENCY] * 3


def test_partnerships_of_different_size_come_in_different_cubes() -> None:
    grouped = group(small_file())

    batches = list(make_batches(grouped, range(2), CORE))

    assert sorted(batch.numbers[0] for batch in batches) == [0, 1]
    elm = next(batch for batch in batches if batch.numbers == [1])
    assert elm.cube.values.shape == (1, 2, 2, 5, 12)
    assert elm.cube.values[0, 0, 1, :, 0].tolist() == [2, 2, 1, 2, 2]
    assert elm.cube.rounds.tolist() == [2]
    assert elm.cube.is_linked


def test_a_shorter_history_is_padded_at_the_end() -> None:
    rows = [
        *team("Elm", "a", SPRING, [4, 4]),
        *team("Elm", "b", SPRING, [3, 3]),
        *team("Ash", "a", SPRING, [4, 4]),
        *team("Ash", "b", SUMMER, [3]),
    ]

    (batch,) = make_batches(group(rows, {("Elm", "b", DAY): 5}), range(2), CORE)

    assert batch.numbers == [0, 1]
    assert batch.cube.rounds.tolist() == [2, 1]
    assert batch.cube.respondents.tolist() == [[[2, 0], [0, 1]], [[2, 0], [2, 0]]]
    assert batch.cube.invited.tolist() == [[[0, 0], [0, 0]], [[0, 0], [5, 0]]]


def test_no_cube_is_larger_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cubes, "_MOST_CELLS", 1)
    rows = [
        row
        for name in ("Ash", "Elm", "Oak")
        for party in "ab"
        for row in team(name, party, SPRING, [4])
    ]

    batches = list(make_batches(group(rows), range(3), CORE))

    assert [batch.numbers for batch in batches] == [[0], [1], [2]]


def test_who_sent_a_form_without_a_core_answer_is_present() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", [4, 4], questions=["X1", "D1"]),
        *form(f"Elm,b,{SPRING},x", 4),
    ]

    (batch,) = make_batches(group(rows), range(1), CORE)

    assert batch.cube.respondents.tolist() == [[[1], [1]]]
    assert not batch.cube.values[0, 0].any()


def test_seats_of_unknown_people_are_marked() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", 4),
        *form(f"Elm,a,{SPRING},", 3),
        *form(f"Elm,b,{SPRING},x", 4),
    ]

    (batch,) = make_batches(group(rows, is_linked=False), range(1), CORE)

    assert batch.is_unknown.tolist() == [[[[False, True]], [[False, False]]]]


def test_forms_come_in_an_order_that_tells_nothing() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", [5, None, *[4] * 10]),
        *form(f"Elm,a,{SPRING},y", 2),
        *form(f"Elm,b,{SPRING},x", 4),
    ]
    (batch,) = make_batches(group(rows), range(1), CORE)

    forms = take_forms(batch, (0, 0, 0), np.array([True, True]))

    assert forms == [(2,) * 12, (5, 0, *(4,) * 10)]
