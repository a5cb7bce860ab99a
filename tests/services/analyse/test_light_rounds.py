"""Which rounds are left out of an analysis because they asked one question of each dimension."""

from dataclasses import replace

import numpy as np

from monitor.services.analyse.grouping import Grouped
from monitor.services.analyse.light_rounds import leave_out_light
from tests.builders import current_questionnaire
from tests.services.analyse.files import SPRING, SUMMER, form, group, small_file, team

LIGHT = ("TRU1", "TRA2", "GRO2", "EQU1")
AUTUMN = "2026-09-30"


def light_rows(partnership: str, day: str) -> list[str]:
    return [
        row
        for party in ("initiative", "municipality")
        for number in range(3)
        for row in form(f"{partnership},{party},{day},{party}-{number}", 1, questions=LIGHT)
    ]


def leave_out(rows: list[str]) -> Grouped:
    return leave_out_light(group(rows), current_questionnaire())


def assert_same(one: Grouped, other: Grouped) -> None:
    assert list(one.ids) == list(other.ids)
    assert np.array_equal(one.cells, other.cells)
    assert np.array_equal(one.layout.block_starts, other.layout.block_starts)
    assert np.array_equal(one.layout.rounds.of, other.layout.rounds.of)
    assert np.array_equal(one.invited, other.invited)
    assert np.array_equal(one.known, other.known)


def test_a_light_round_between_full_ones_is_left_out_and_counted() -> None:
    kept = leave_out([*small_file(), *light_rows("Elm", AUTUMN)])

    assert kept.light_rounds == 1
    assert_same(kept, group(small_file()))


def test_a_partnership_with_light_rounds_only_goes_as_a_whole() -> None:
    kept = leave_out([*small_file(), *light_rows("Beech", SPRING), *light_rows("Beech", SUMMER)])

    assert kept.light_rounds == 2
    assert_same(kept, group(small_file()))


def test_of_light_rounds_alone_nothing_is_left() -> None:
    kept = leave_out(light_rows("Elm", SPRING))

    assert (list(kept.ids), len(kept.cells), kept.light_rounds) == ([], 0, 1)


def test_without_light_rounds_all_stays_as_it_is() -> None:
    grouped = group(small_file())

    assert leave_out_light(grouped, current_questionnaire()) is grouped


def test_a_round_with_one_more_question_is_a_full_one() -> None:
    more = form(f"Elm,initiative,{AUTUMN},initiative-0", [2], questions=["X1"])

    assert leave_out([*small_file(), *light_rows("Elm", AUTUMN), *more]).light_rounds == 0


def test_a_round_that_nobody_answered_is_no_light_one() -> None:
    invitations = {("Elm", "initiative", 740000): 5}

    kept = leave_out_light(group(small_file(), invitations), current_questionnaire())

    assert kept.light_rounds == 0


def test_a_questionnaire_without_a_short_form_knows_no_light_rounds() -> None:
    grouped = group([*small_file(), *light_rows("Elm", AUTUMN)])

    assert leave_out_light(grouped, replace(current_questionnaire(), light=None)) is grouped


def test_rounds_of_some_and_not_of_others_are_left_out() -> None:
    ash = [*team("Ash", "initiative", AUTUMN, [3, 3]), *team("Ash", "municipality", AUTUMN, [4, 4])]

    kept = leave_out([*small_file(), *ash, *light_rows("Ash", SUMMER), *light_rows("Elm", AUTUMN)])

    assert kept.light_rounds == 2
    assert_same(kept, group([*small_file(), *ash]))
