from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.round import GRACE, Quarter, RoundState
from tests.factories import NOW, make_round

QUARTERS = st.builds(Quarter, st.integers(1000, 9000), st.integers(1, 4))
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 1, 1), "2026-Q1"),
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 9, 30), "2026-Q3"),
        (date(2026, 10, 1), "2026-Q4"),
        (date(2026, 12, 31), "2026-Q4"),
    ],
)
def test_a_day_falls_in_its_calendar_quarter(day: date, label: str) -> None:
    assert str(Quarter.of(day)) == label


@given(quarter=QUARTERS)
def test_the_label_of_a_quarter_is_read_as_that_quarter(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize("label", ["", "2026", "2026-Q0", "2026-Q5", "2026-Q12", "Q4", "x-Q1"])
def test_what_is_no_quarter_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r"Not a quarter|invalid literal"):
        Quarter.parse(label)


@given(quarter=QUARTERS, quarters=st.integers(-400, 400))
def test_shifting_there_and_back_returns_the_same_quarter(quarter: Quarter, quarters: int) -> None:
    assert quarter.shift(quarters).shift(-quarters) == quarter


def test_shifting_goes_over_the_end_of_a_year() -> None:
    assert Quarter(2026, 4).shift(1) == Quarter(2027, 1)
    assert Quarter(2026, 1).shift(-1) == Quarter(2025, 4)
    assert Quarter(2026, 2).shift(4) == Quarter(2027, 2)


@given(one=QUARTERS, later=st.integers(1, 40))
def test_a_later_quarter_is_greater(one: Quarter, later: int) -> None:
    assert one < one.shift(later)


def test_a_round_opens_and_has_its_deadline_to_the_second() -> None:
    round_ = make_round(opens_at=NOW)

    assert round_.state(NOW - SECOND) is RoundState.PLANNED
    assert round_.state(NOW) is RoundState.OPEN
    assert round_.state(round_.closes_at - SECOND) is RoundState.OPEN
    assert round_.state(round_.closes_at) is RoundState.GRACE


def test_a_form_may_be_sent_until_the_grace_is_over() -> None:
    round_ = make_round()
    end = round_.closes_at + GRACE

    assert round_.state(end - SECOND) is RoundState.GRACE
    assert round_.state(end) is RoundState.CLOSED


def test_a_round_that_was_made_final_is_closed_at_any_moment() -> None:
    round_ = make_round(closed_at=NOW)

    assert round_.state(NOW) is RoundState.CLOSED
    assert round_.state(NOW - timedelta(days=400)) is RoundState.CLOSED


def test_a_round_is_due_to_close_once_its_grace_is_over() -> None:
    round_ = make_round()
    end = round_.closes_at + GRACE

    assert not round_.is_due_to_close(end - SECOND)
    assert round_.is_due_to_close(end)
    assert not make_round(closed_at=end).is_due_to_close(end)
