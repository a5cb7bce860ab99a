import pytest

from monitor.domain.measurement import Turnover
from monitor.domain.partnership import PartyId
from monitor.services.analyse.cubes import Batch, Core, make_batches
from monitor.services.analyse.turnover import TurnoverTable
from tests.builders import current_questionnaire
from tests.services.analyse.files import SPRING, SUMMER, form, group

FALL = "2026-09-30"
A, B = PartyId(1), PartyId(2)


def batch_of(*, is_linked: bool = True) -> Batch:
    people = {SPRING: "pqrs", SUMMER: "pqrt", FALL: "uvwx"}
    rows = [
        *(
            row
            for day, names in people.items()
            for place, name in enumerate(names)
            for row in form(f"Elm,a,{day},{name}", place + 1)
        ),
        *(row for day in people for row in form(f"Elm,b,{day},z", 2 if day == FALL else 3)),
    ]
    core = Core.of(current_questionnaire())
    (batch,) = make_batches(group(rows, is_linked=is_linked), range(1), core)
    return batch


def test_who_left_and_who_joined_is_told_by_their_forms() -> None:
    turnover = TurnoverTable(batch_of(), 0).turnover_in(1)

    (told,) = turnover[A] or ()
    assert told.sequence == 1
    assert told.left == [(4,) * 12]
    assert told.joined == [(4,) * 12]
    assert turnover[B] == [Turnover(1, left=[], joined=[])]


def test_another_group_altogether_is_no_turnover() -> None:
    assert TurnoverTable(batch_of(), 0).turnover_in(2)[A] == []


@pytest.mark.parametrize("is_linked", [True, False])
def test_forms_that_differ_from_the_round_before_are_counted_whoever_gave_them(
    *, is_linked: bool
) -> None:
    table = TurnoverTable(batch_of(is_linked=is_linked), 0)

    assert table.corrected_in(1, [0]) == {A: 0, B: 0}
    assert table.corrected_in(2, [0, 1]) == {A: 0, B: 1}


def test_who_left_of_unlinked_answers_nobody_can_tell() -> None:
    table = TurnoverTable(batch_of(is_linked=False), 0)

    assert table.turnover_in(1) == {A: None, B: None}
