from collections.abc import Sequence

import pytest

from monitor.services.analyse.checking import Expected, read_with_care
from monitor.services.analyse.faults import FaultReason, Faults
from monitor.services.analyse.invitations import Invitations
from monitor.services.analyse.reading import read_fast
from monitor.services.analyse.rows import AnswerRows
from tests.services.analyse.files import QUESTIONS, SPRING, form, small_file, source_of, write

GOOD = [
    *form(f"Elm,initiative,{SPRING},p1", 4),
    *form(f"Elm,municipality,{SPRING},p2", 3),
]
ROW = f"Elm,initiative,{SPRING},p3,TRU1,4"


def check(
    rows: Sequence[str], *, is_linked: bool = True, invitations: Invitations | None = None
) -> tuple[AnswerRows, Faults]:
    expected = Expected(QUESTIONS, is_linked, invitations or {})
    return read_with_care(source_of(rows), expected, lambda _: None)


def found(faults: Faults) -> Sequence[tuple[int, FaultReason]]:
    return [(fault.line, fault.reason) for fault in faults.first]


def test_it_reads_the_same_as_the_fast_reader() -> None:
    fast = read_fast(source_of(small_file()), QUESTIONS, lambda _: None)

    rows, faults = check(small_file())

    assert faults.total == 0
    for name in ("partnership", "party", "respondent"):
        assert getattr(rows, name).different == getattr(fast, name).different
        assert getattr(rows, name).codes.tolist() == getattr(fast, name).codes.tolist()
    for name in ("day", "question", "value"):
        assert getattr(rows, name).tolist() == getattr(fast, name).tolist()


@pytest.mark.parametrize(
    ("row", "reason", "detail"),
    [
        (ROW.replace("Elm", ""), FaultReason.NO_PARTNERSHIP, ""),
        (ROW.replace("initiative", ""), FaultReason.NO_PARTY, ""),
        (ROW.replace("p3", ""), FaultReason.NO_RESPONDENT, ""),
        (ROW.replace(SPRING, "31-3-2026"), FaultReason.ROUND, "31-3-2026"),
        (ROW.replace("TRU1", "X4"), FaultReason.QUESTION, "X4"),
        (ROW.replace(",4", ",6"), FaultReason.VALUE, "6"),
        (ROW.replace(",4", ",4.5"), FaultReason.VALUE, "4.5"),
        (ROW + ",", FaultReason.COLUMNS, "7 / 6"),
    ],
)
def test_a_bad_row_is_told_with_line_reason_and_what_stands_there(
    row: str, reason: FaultReason, detail: str
) -> None:
    rows, faults = check([*GOOD[:5], row, *GOOD[5:]])

    assert found(faults) == [(7, reason)]
    assert faults.first[0].detail == detail
    assert len(rows) == len(GOOD)


def test_lines_are_right_after_cells_of_several_lines() -> None:
    quoted = [row.replace("Elm", '"Elm\nroad"') for row in GOOD]

    _, faults = check([*quoted, ROW.replace(",4", ",9")])

    assert found(faults) == [(2 * len(GOOD) + 2, FaultReason.VALUE)]


def test_the_same_answer_twice_counts_once() -> None:
    rows, faults = check([*GOOD, GOOD[3]])

    assert found(faults) == [(len(GOOD) + 2, FaultReason.DUPLICATE)]
    assert faults.first[0].detail == "5"
    assert len(rows) == len(GOOD)


@pytest.mark.parametrize("values", ["443", "434", "344"])
def test_of_answers_that_contradict_each_other_none_counts(values: str) -> None:
    rows, faults = check([*(ROW[:-1] + value for value in values), *GOOD])

    assert found(faults) == [(line, FaultReason.CONTRADICTION) for line in (2, 3, 4)]
    assert [fault.detail for fault in faults.first] == ["3", "2", "2"]
    assert "p3" not in rows.respondent.different


def test_answers_without_respondent_are_no_duplicates_when_unlinked() -> None:
    nobody = [row.replace("p1", "").replace("p2", "") for row in GOOD]

    rows, faults = check([*nobody, *nobody], is_linked=False)

    assert faults.total == 0
    assert len(rows) == 2 * len(GOOD)


def test_a_party_with_a_single_row_is_most_likely_misspelt() -> None:
    rows, faults = check([*GOOD, ROW.replace("initiative", "initiativ")])

    assert found(faults) == [(len(GOOD) + 2, FaultReason.PARTY_ONCE)]
    assert faults.first[0].detail == "Elm / initiativ"
    assert rows.party.different == ["initiative", "municipality"]


def test_a_partnership_of_one_party_is_left_out_whole() -> None:
    alone = form(f"Ash,initiative,{SPRING},p1", 4)

    rows, faults = check([*GOOD, *alone])

    assert found(faults) == [(len(GOOD) + 2, FaultReason.LONE_PARTY)]
    assert faults.first[0].detail == "Ash"
    assert faults.total == len(alone)
    assert rows.partnership.different == ["Elm"]


def test_a_party_that_was_invited_and_never_answered_is_a_party() -> None:
    alone = form(f"Ash,initiative,{SPRING},p1", 4)
    invited = {("Ash", "municipality", 1): 3, ("Oak", "x", 1): 1}

    rows, faults = check([*GOOD, *alone], invitations=invited)

    assert faults.total == 0
    assert rows.partnership.different == ["Ash", "Elm"]


def test_a_header_alone_is_an_empty_file() -> None:
    rows, faults = check([])

    assert found(faults) == [(1, FaultReason.EMPTY_FILE)]
    assert len(rows) == 0


def test_a_file_of_bad_rows_only_leaves_nothing() -> None:
    rows, faults = check([ROW.replace(",4", ",9")])

    assert found(faults) == [(2, FaultReason.VALUE)]
    assert len(rows) == 0


def test_another_header_leaves_nothing() -> None:
    source = source_of(write(GOOD, header="a,b"))

    rows, faults = read_with_care(source, Expected(QUESTIONS, True, {}), lambda _: None)  # noqa: FBT003 - A field.

    assert found(faults) == [(1, FaultReason.HEADER)]
    assert len(rows) == 0
