from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.cube import DONT_KNOW, NOT_ANSWERED
from monitor.services.analyse.grouping import Grouped
from tests.services.analyse.files import CORE, QUESTIONS, SPRING, SUMMER, form, group, small_file

DAY = date.fromisoformat(SPRING).toordinal()
FALL = date(2026, 9, 30).toordinal()


def cells_of(grouped: Grouped, number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    layout = grouped.layout
    cells = grouped.cells[layout.cell_starts[number] : layout.cell_starts[number + 1]]
    parties, rounds = layout.parties.counts[number], layout.rounds.counts[number]
    return cells.reshape(parties, rounds, layout.seats[number], layout.questions)


def test_every_answer_lies_in_its_place() -> None:
    grouped = group(small_file())

    assert grouped.ids == ["Ash", "Elm"]
    assert grouped.party_names == ["initiative", "municipality"]
    assert grouped.layout.seats.tolist() == [3, 5]
    elm = cells_of(grouped, 1)
    assert elm.shape == (2, 2, 5, len(QUESTIONS))
    assert elm[0, :, :, 0].tolist() == [[4, 4, 4, 5, 3], [2, 2, 1, 2, 2]]
    assert elm[1, 1, :, 11].tolist() == [4, 4, 3, 4, 4]
    assert (elm[..., len(CORE) :] == NOT_ANSWERED).all()
    assert grouped.is_sound


@given(st.permutations(small_file()))
def test_the_order_of_rows_does_not_matter(rows: list[str]) -> None:
    grouped, expected = group(rows), group(small_file())

    assert grouped.ids == expected.ids
    assert grouped.cells.tolist() == expected.cells.tolist()


def test_linked_people_keep_their_seat_and_may_miss_a_round() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", 1),
        *form(f"Elm,a,{SPRING},y", 2),
        *form(f"Elm,a,{SUMMER},z", 3),
        *form(f"Elm,a,{SUMMER},y", 4),
        *form(f"Elm,b,{SUMMER},x", 5),
    ]

    elm = cells_of(group(rows), 0)[..., 0]

    assert elm.tolist() == [[[1, 2, 0], [0, 4, 3]], [[0, 0, 0], [5, 0, 0]]]


def test_unlinked_people_sit_wherever_there_is_room() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},x", 1),
        *form(f"Elm,a,{SPRING},y", 2),
        *form(f"Elm,a,{SUMMER},z", 3),
        *form(f"Elm,b,{SUMMER},x", 5),
    ]

    grouped = group(rows, is_linked=False)

    assert cells_of(grouped, 0)[..., 0].tolist() == [[[1, 2], [3, 0]], [[0, 0], [5, 0]]]
    assert grouped.known.tolist() == [2, 1, 0, 1]
    assert grouped.unknown_people == 0


def test_answers_of_nobody_are_dealt_out_over_as_many_seats_as_they_need() -> None:
    rows = [
        *form(f"Elm,a,{SPRING},", [5, 5, 5], questions=CORE[:3]),
        *form(f"Elm,a,{SPRING},", [3, 3, 3], questions=CORE[:3]),
        *form(f"Elm,a,{SPRING},", [1, None, 1], questions=CORE[:3]),
        *form(f"Elm,b,{SPRING},known", 4),
        *form(f"Elm,b,{SPRING},", 2),
    ]

    grouped = group(rows, is_linked=False)

    dealt = cells_of(grouped, 0)
    assert dealt[0, 0, :, :3].T.tolist() == [[1, 3, 5], [DONT_KNOW, 3, 5], [3, 5, 1]]
    assert dealt[1, 0, :, 0].tolist() == [4, 2, 0]
    assert grouped.known.tolist() == [0, 1]
    assert grouped.unknown_people == 4
    assert grouped.is_sound


def test_more_than_two_parties_lie_side_by_side() -> None:
    rows = [
        row for party in "cab" for row in form(f"Elm,{party},{SPRING},x", "abc".index(party) + 1)
    ]

    grouped = group(rows)

    assert grouped.party_names == ["a", "b", "c"]
    assert cells_of(grouped, 0)[:, 0, 0, 0].tolist() == [1, 2, 3]


def test_invitations_add_parties_and_rounds_in_which_nobody_came() -> None:
    rows = [*form(f"Elm,b,{SPRING},x", 1), *form(f"Elm,c,{SPRING},x", 2)]
    invited = {
        ("Elm", "a", DAY): 4,
        ("Elm", "b", FALL): 3,
        ("Elm", "b", DAY): 2,
        ("Oak", "b", DAY): 9,
    }

    grouped = group(rows, invited)

    assert grouped.ids == ["Elm"]
    assert grouped.party_names == ["a", "b", "c"]
    assert grouped.layout.rounds.of.tolist() == [DAY, FALL]
    assert grouped.invited.tolist() == [4, 0, 2, 3, 0, 0]
    assert grouped.is_sound


def test_an_answer_given_twice_is_not_sound() -> None:
    rows = [*form(f"Elm,a,{SPRING},x", 1), *form(f"Elm,b,{SPRING},x", 2)]

    assert group(rows).is_sound
    assert not group([*rows, rows[0]]).is_sound


def test_a_party_of_one_row_is_not_sound_unless_it_was_invited() -> None:
    rows = [*form(f"Elm,a,{SPRING},x", 1), *form(f"Elm,b,{SPRING},x", 2)]
    odd = [*rows, f"Elm,c,{SPRING},x,TRU1,3"]

    assert not group(odd).is_sound
    assert group(odd, {("Elm", "c", DAY): 1}).is_sound


def test_a_partnership_of_one_party_is_not_sound() -> None:
    assert not group(form(f"Elm,a,{SPRING},x", 1)).is_sound


def test_some_partnerships_can_be_taken_out() -> None:
    rows = [*small_file(), *form(f"Oak,x,{SPRING},p", 1), *form(f"Oak,y,{SPRING},p", 2)]
    grouped = group(rows, {("Oak", "y", DAY): 7})

    some = grouped.take(range(1, 3))

    assert some.ids == ["Elm", "Oak"]
    assert cells_of(some, 0).tolist() == cells_of(grouped, 1).tolist()
    assert cells_of(some, 1).tolist() == cells_of(grouped, 2).tolist()
    last = grouped.take(range(2, 3))
    assert last.party_names == ["x", "y"]
    assert last.layout.parties.of.tolist() == [0, 1]
    assert last.invited.tolist() == [0, 7]
