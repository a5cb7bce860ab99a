from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from monitor.domain.analysis.cube import DONT_KNOW
from monitor.services.analyse.rows import VALUES, NameColumn, Names, Source, join_names, parse_day
from tests.services.analyse.files import CORE, QUESTIONS


def column(*names: str) -> NameColumn:
    return pa.array(names, pa.string()).dictionary_encode()


def test_names_of_all_parts_get_one_place_each_in_sorted_order() -> None:
    names = join_names([column("b", "a", "b"), column("c", "a")])

    assert names.different == ["a", "b", "c"]
    assert names.codes.tolist() == [1, 0, 1, 2, 0]


def test_the_order_of_rows_does_not_change_the_names() -> None:
    one, other = join_names([column("b", "a")]), join_names([column("a"), column("b")])

    assert one.different == other.different


def test_nothing_joins_to_nothing() -> None:
    assert join_names([]).different == []


@pytest.mark.parametrize(("names", "expected"), [(["", "a"], True), (["a"], False), ([], False)])
def test_it_knows_whether_a_name_is_empty(names: list[str], expected: bool) -> None:  # noqa: FBT001 - A case.
    assert Names(names, np.zeros(0, np.int32)).has_empty is expected


def test_values_are_one_to_five_and_empty_for_dont_know() -> None:
    assert VALUES[""] == DONT_KNOW
    assert [VALUES[text] for text in "12345"] == [1, 2, 3, 4, 5]
    assert VALUES["4.0"] == 4
    assert not {"0", "6", "3.5", "x", " 3"} & set(VALUES)


@pytest.mark.parametrize("text", ["2026-03-31", "2024-02-29"])
def test_a_date_is_iso(text: str) -> None:
    assert parse_day(text)


@pytest.mark.parametrize(
    "text", ["", "31-03-2026", "2026-02-29", "20260331", "2026-W01-1", "٢٠٢٦-٠٣-٣١"]
)
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_day(text) is None


def test_questions_of_the_scale_may_be_asked_and_no_others() -> None:
    assert CORE[0] == "TRU1"
    assert CORE[-1] == "EQU3"
    assert "X1" in QUESTIONS
    assert not {"X4", "O1"} & set(QUESTIONS)


def test_a_source_can_be_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(b"abc")

    source = Source.of_path(path)

    assert (source.name, source.size) == ("answers.csv", 3)
    for _ in range(2):
        with source.open() as file:
            assert file.read() == b"abc"
