import logging

import pytest

from monitor.domain.errors import StorageUnavailableError
from monitor.services.one_by_one import describe_failure, one_by_one

ADDRESS = "anna@voorbeeld.nl"


def halve(number: int) -> int | None:
    """Halve an even number; there is nothing to do for zero, and odd ones fail."""
    if number % 2:
        raise ValueError(ADDRESS)
    return number // 2 or None


def test_one_that_fails_does_not_stop_the_others() -> None:
    outcome = one_by_one([1, 2, 3, 4], halve, "Halving")

    assert (list(outcome.done), outcome.failed) == ([1, 2], 2)


def test_what_there_was_nothing_to_do_for_is_neither_done_nor_failed() -> None:
    outcome = one_by_one([0], halve, "Halving")

    assert (list(outcome.done), outcome.failed) == ([], 0)


def test_the_log_tells_which_one_failed_and_where_but_not_the_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        one_by_one([2, 7], halve, "Halving")

    (record,) = caplog.records
    assert record.getMessage().startswith("Halving failed for 7: ValueError")
    assert "in halve" in record.getMessage()
    assert ADDRESS not in caplog.text


def test_a_database_that_is_away_stops_all() -> None:
    tried: list[int] = []

    def fail(number: int) -> int:
        tried.append(number)
        raise StorageUnavailableError

    with pytest.raises(StorageUnavailableError):
        one_by_one([1, 2], fail, "Storing")

    assert tried == [1]


def test_a_failure_is_described_by_its_kind_when_it_has_no_place() -> None:
    assert describe_failure(KeyError(ADDRESS)) == "KeyError"
