import numpy as np
import pytest

from monitor.services.analyse import layout
from monitor.services.analyse.layout import Layout, Members, place_members, rank, starts_of
from monitor.services.analyse.rows import Codes


def codes(*values: int) -> Codes:
    return np.array(values, np.int32)


@pytest.mark.parametrize("largest_table", [2**25, 1], ids=["table", "dictionary"])
def test_keys_are_ranked_in_sorted_order(
    largest_table: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "_LARGEST_TABLE", largest_table)

    different, places = rank(codes(70, -3, 70, 9))

    assert different.tolist() == [-3, 9, 70]
    assert places.tolist() == [2, 0, 2, 1]


def test_members_are_placed_by_owner() -> None:
    members, slots = place_members(codes(1, 0, 1, 1, 0), codes(8, 8, 2, 8, 5), 2)

    assert members.of.tolist() == [5, 8, 2, 8]
    assert members.starts.tolist() == [0, 2, 4]
    assert members.counts.tolist() == [2, 2]
    assert slots.tolist() == [1, 1, 0, 1, 0]


def test_some_owners_can_be_taken_out() -> None:
    members = Members(np.array([5, 8, 2, 8, 9]), np.array([0, 2, 4, 5]))

    some = members.take(range(1, 3))

    assert some.of.tolist() == [2, 8, 9]
    assert some.starts.tolist() == [0, 2, 3]


def test_lengths_become_starts() -> None:
    assert starts_of(np.array([3, 0, 2])).tolist() == [0, 3, 3, 5]


def test_blocks_and_cells_follow_each_other_without_gaps() -> None:
    two_and_one = Members(np.array([0, 1, 0]), np.array([0, 2, 3]))
    one_and_two = Members(np.array([7, 7, 8]), np.array([0, 1, 3]))

    placed = Layout(two_and_one, one_and_two, np.array([3, 1]), questions=4)

    assert placed.block_starts.tolist() == [0, 2, 4]
    assert placed.cell_starts.tolist() == [0, 24, 32]
    assert placed.block_cells.tolist() == [0, 12, 24, 28]
