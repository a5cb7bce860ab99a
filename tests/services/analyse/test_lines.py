from collections.abc import Sequence

import pytest

from monitor.services.analyse.faults import FaultReason, Faults
from monitor.services.analyse.lines import Line, read_lines
from tests.services.analyse.files import source_of

COLUMNS = ("a", "b")


def read(content: bytes) -> tuple[Sequence[Line], Faults]:
    faults = Faults("file.csv")
    return list(read_lines(source_of(content), COLUMNS, faults, lambda _: None)), faults


def found(faults: Faults) -> Sequence[tuple[int, FaultReason]]:
    return [(fault.line, fault.reason) for fault in faults.first]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_every_row_comes_with_its_line(end: bytes, start: bytes) -> None:
    lines, faults = read(start + end.join([b"a,b", b"1,2", b"3,4", b""]))

    assert lines == [(2, ["1", "2"]), (3, ["3", "4"])]
    assert found(faults) == []


def test_a_quoted_cell_of_several_lines_moves_what_follows_down() -> None:
    lines, _ = read(b'a,b\n"one\ntwo\nthree",2\n3,"4, or ""four"""\n')

    assert lines == [(2, ["one\ntwo\nthree", "2"]), (5, ["3", '4, or "four"'])]


def test_empty_lines_are_no_rows() -> None:
    lines, faults = read(b"a,b\n\n1,2\n\n3,4\n")

    assert [line for line, _ in lines] == [3, 5]
    assert found(faults) == []


def test_columns_come_in_any_order_and_others_are_passed_over() -> None:
    lines, _ = read(b"x,b,a\n0,2,1\n")

    assert lines == [(2, ["1", "2"])]


@pytest.mark.parametrize("header", [b"a;b", b"a,c", b"a,a,b", b"A,B", b"\xff\xfea,b"])
def test_without_the_columns_nothing_is_read(header: bytes) -> None:
    lines, faults = read(header + b"\n1,2\n")

    assert lines == []
    assert found(faults) == [(1, FaultReason.HEADER)]


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_says_so(content: bytes) -> None:
    lines, faults = read(content)

    assert lines == []
    assert found(faults) == [(1, FaultReason.EMPTY_FILE)]


def test_rows_with_too_few_or_too_many_cells_are_told() -> None:
    lines, faults = read(b"a,b\n1\n1,2\n1,2,3\n")

    assert lines == [(3, ["1", "2"])]
    assert found(faults) == [(2, FaultReason.COLUMNS), (4, FaultReason.COLUMNS)]
    assert faults.first[0].detail == "1 / 2"


def test_bytes_that_are_no_text_are_told() -> None:
    lines, faults = read("a,b\né,1\n".encode() + b"\xe9,2\n")

    assert lines == [(2, ["é", "1"])]
    assert found(faults) == [(3, FaultReason.ENCODING)]


def test_a_cell_without_end_is_told_where_it_begins() -> None:
    lines, faults = read(b'a,b\n1,2\n3,"' + b"x" * 200_000 + b"\n")

    assert lines == [(2, ["1", "2"])]
    assert found(faults) == [(3, FaultReason.MALFORMED)]


def test_how_far_it_is_is_told_in_bytes() -> None:
    told: list[int] = []

    list(read_lines(source_of(b"a,b\n1,2\n"), COLUMNS, Faults("x"), told.append))

    assert told == [8]
