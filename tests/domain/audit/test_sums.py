"""Sums of small groups: what is left possible for one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.audit.sums import (
    Pair,
    Person,
    Window,
    can_swap_a_point,
    count_answers,
    is_sum_harmless,
    is_wide,
    members_of,
    pairs_of,
    possible_scores,
    possible_totals,
    sum_set,
    unit_of,
    without,
)

SIXTHS = unit_of(3)


def test_three_questions_fit_on_sixths_of_a_point() -> None:
    assert SIXTHS == 6
    assert possible_scores(2, SIXTHS)[:3] == (6, 9, 12)
    assert possible_scores(3, SIXTHS)[-2:] == (28, 30)


def test_the_totals_of_two_people_lie_on_both_their_grids() -> None:
    totals = list(members_of(possible_totals((2, 3), SIXTHS)))

    assert totals[:5] == [12, 14, 15, 16, 17]
    assert totals[-1] == 60


@given(st.sets(st.integers(0, 300)))
def test_a_bit_set_holds_its_members(numbers: set[int]) -> None:
    assert list(members_of(sum_set(1 << number for number in numbers))) == sorted(numbers)


def test_a_window_is_cut_and_moved() -> None:
    window = Window(10, 20).within(Window(15, 30)).minus(12)

    assert window == Window(3, 8)
    assert list(members_of(window.mask)) == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("empty", [Window(5, 4), Window(-9, -3)])
def test_a_window_without_a_possible_sum_is_an_empty_set(empty: Window) -> None:
    assert empty.mask == 0


@pytest.mark.parametrize(
    ("scores", "can"),
    [
        ((4.0, 4.0, 5.0), True),
        ((3.0, 4.34, 5.0), False),
        ((1.0, 1.5, 4.0), False),
        ((1.0, 3.0, 5.0), True),
        ((1.0, 5.0), False),
    ],
)
def test_a_point_is_traded_unless_all_but_the_insider_are_at_one_end(
    scores: tuple[float, ...], *, can: bool
) -> None:
    assert can_swap_a_point(scores) is can


@pytest.mark.parametrize(
    ("scores", "is_harmless"),
    [((12, 28, 28), False), ((18, 26, 28), True), ((6, 6, 12), False)],
)
def test_a_known_sum_is_harmless_where_the_others_are_a_point_from_the_end(
    scores: tuple[int, ...], *, is_harmless: bool
) -> None:
    assert is_sum_harmless([Person(score, 3) for score in scores], SIXTHS) is is_harmless


def test_a_known_sum_is_not_judged_so_on_mixed_grids() -> None:
    assert not is_sum_harmless([Person(18, 3), Person(18, 2), Person(18, 3)], SIXTHS)


def test_every_insider_is_paired_with_every_kind_of_colleague_once() -> None:
    people = [Person(18, 3), Person(18, 3), Person(21, 2)]

    assert pairs_of(people) == {
        Pair(18, 3, (2,)),
        Pair(18, 2, (3,)),
        Pair(21, 3, (3,)),
    }


def test_who_is_left_out_is_left_out_once() -> None:
    people = [Person(18, 3), Person(18, 3), Person(21, 2)]

    assert count_answers(people) == (2, 3, 3)
    assert without(people, people[0]) == (2, 3)


def test_a_colleague_keeps_a_point_in_a_wide_window_only() -> None:
    pair = Pair(known=12, target=3, others=(3,))

    assert is_wide(pair, Window(66, 70), SIXTHS)
    assert not is_wide(pair, Window(70, 72), SIXTHS)
