from collections.abc import Sequence
from datetime import date

import pytest

from monitor.services.analyse.faults import FaultReason, Faults
from monitor.services.analyse.invitations import read_invitations
from tests.services.analyse.files import SPRING, invited_source

DAY = date.fromisoformat(SPRING).toordinal()


def found(faults: Faults) -> Sequence[tuple[int, FaultReason]]:
    return [(fault.line, fault.reason) for fault in faults.first]


def test_people_are_counted_by_partnership_party_and_day() -> None:
    counts, faults = read_invitations(
        invited_source([f"Elm,initiative,{SPRING},6", f"Elm,municipality,{SPRING},4.0"])
    )

    assert counts == {("Elm", "initiative", DAY): 6, ("Elm", "municipality", DAY): 4}
    assert found(faults) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f",initiative,{SPRING},6", FaultReason.NO_PARTNERSHIP),
        (f"Elm,,{SPRING},6", FaultReason.NO_PARTY),
        ("Elm,initiative,spring,6", FaultReason.ROUND),
        (f"Elm,initiative,{SPRING},", FaultReason.INVITED),
        (f"Elm,initiative,{SPRING},-1", FaultReason.INVITED),
        (f"Elm,initiative,{SPRING},six", FaultReason.INVITED),
    ],
)
def test_what_is_wrong_is_told_with_its_line(row: str, reason: FaultReason) -> None:
    counts, faults = read_invitations(invited_source([f"Ash,initiative,{SPRING},2", row]))

    assert len(counts) == 1
    assert found(faults) == [(3, reason)]


def test_the_same_row_twice_counts_once() -> None:
    counts, faults = read_invitations(invited_source([f"Elm,initiative,{SPRING},6"] * 2))

    assert list(counts.values()) == [6]
    assert found(faults) == [(3, FaultReason.DUPLICATE)]


@pytest.mark.parametrize("numbers", [(6, 5, 6), (6, 6, 5), (5, 6, 6)])
def test_of_a_contradiction_nothing_counts_whatever_comes_first(numbers: Sequence[int]) -> None:
    counts, faults = read_invitations(
        invited_source([f"Elm,initiative,{SPRING},{number}" for number in numbers])
    )

    assert counts == {}
    assert found(faults) == [(line, FaultReason.CONTRADICTION) for line in (2, 3, 4)]
    assert [fault.detail for fault in faults.first] == ["3", "2", "2"]


def test_a_header_alone_is_an_empty_file() -> None:
    _, faults = read_invitations(invited_source([]))

    assert found(faults) == [(1, FaultReason.EMPTY_FILE)]
