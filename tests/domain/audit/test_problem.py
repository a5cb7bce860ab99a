"""Ranges of unknown numbers from published sums, on tables that other tools are tried with."""

import pytest

from monitor.domain.audit.problem import KnownSum, Unknowns, find_range


def make_table(shown: dict[tuple[int, int], int], rows: list[int], columns: list[int]) -> Unknowns:
    """Make a table of counts with its totals; of some cells the number is shown."""
    cells = {
        (row, column): row * len(columns) + column
        for row in range(len(rows))
        for column in range(len(columns))
    }
    known = [
        *(KnownSum({cells[cell]: 1.0}, value, value) for cell, value in shown.items()),
        *(
            KnownSum({cells[row, column]: 1.0 for column in range(len(columns))}, total, total)
            for row, total in enumerate(rows)
        ),
        *(
            KnownSum({cells[row, column]: 1.0 for row in range(len(rows))}, total, total)
            for column, total in enumerate(columns)
        ),
    ]
    return Unknowns([0] * len(cells), [sum(rows)] * len(cells), known)


def test_one_hidden_cell_follows_from_its_row() -> None:
    table = make_table({(0, 0): 20, (1, 0): 10, (1, 1): 40}, rows=[25, 50], columns=[30, 45])

    assert find_range(table, {1: 1.0}) == (5, 5)


def test_a_rectangle_of_hidden_cells_protects_each_of_them() -> None:
    shown = {(0, 2): 10, (1, 2): 10, (2, 0): 9, (2, 1): 9, (2, 2): 9}
    table = make_table(shown, rows=[30, 30, 27], columns=[29, 29, 29])

    assert find_range(table, {0: 1.0}) == (0, 20)


def test_a_planted_trap_is_found_where_no_line_hides_a_single_cell() -> None:
    #     20   50   10    5 |  85      x    x   10    5    Rows 1 and 2 hide 70 and 60, columns 1
    #     12   30   18    7 |  67      x    x    x    7    and 2 hide 32 and 80. What the columns
    #      8   40   22    9 |  79      8   40    x    x    do not take of the rows is the third
    #      6   10   14   11 |  41      6   10    x    x    cell of row 2: 130 - 112 = 18.
    shown = {(0, 2): 10, (0, 3): 5, (1, 3): 7, (2, 0): 8, (2, 1): 40, (3, 0): 6, (3, 1): 10}
    table = make_table(shown, rows=[85, 67, 79, 41], columns=[46, 130, 64, 32])

    assert find_range(table, {6: 1.0}) == (18, 18)
    assert find_range(table, {0: 1.0}) == (0, 32)
    assert find_range(table, {10: 1.0}) == (11, 31)


def test_rounded_sums_leave_a_range() -> None:
    # Three answers with a mean shown as 4.5: a sum of 13 or 14.
    three = Unknowns([1] * 3, [5] * 3, [KnownSum(dict.fromkeys(range(3), 1.0), 12.75, 14.25)])

    assert find_range(three, {0: 1.0}) == (3, 5)


def test_sums_that_nothing_fits_have_no_range() -> None:
    impossible = Unknowns([1], [5], [KnownSum({0: 1.0}, 6, 7)])

    assert find_range(impossible, {0: 1.0}) is None


@pytest.mark.parametrize(("own", "others"), [(4, (2, 2)), (1, (5, 5))])
def test_of_two_people_one_knows_the_other(own: int, others: tuple[int, int]) -> None:
    total = own + others[0]
    pair = Unknowns([1], [5], [KnownSum({0: 1.0}, total - own, total - own)])

    assert find_range(pair, {0: 1.0}) == others


def test_without_anything_published_everything_is_possible() -> None:
    assert find_range(Unknowns([1], [5], []), {0: 1.0}) == (1, 5)
