"""Both parties write their farewell at the same time, and nobody's words are lost."""

from datetime import date

from monitor.domain.register.farewell import (
    LONGEST_TEXT,
    Farewell,
    is_too_long,
    merge_farewells,
    tidy,
)

SEEN = Farewell(call="Ada", words="Dank")


def test_what_one_types_replaces_what_they_saw() -> None:
    typed = Farewell(call="Ada en Bo", words="Dank", last_on=date(2026, 12, 1))

    assert merge_farewells(SEEN, SEEN, typed) == typed


def test_what_another_typed_in_another_field_meanwhile_stays() -> None:
    stored = Farewell(call="Ada", words="Dank", keeps="De tuin")

    merged = merge_farewells(stored, SEEN, Farewell(call="Bo", words="Dank"))

    assert merged == Farewell(call="Bo", words="Dank", keeps="De tuin")


def test_what_two_typed_in_the_same_field_stays_one_under_the_other() -> None:
    stored = Farewell(call="Ada", words="Dank jullie")

    merged = merge_farewells(stored, SEEN, Farewell(call="Ada", words="Tot ziens"))

    assert merged.words == "Dank jullie\nTot ziens"


def test_the_same_words_of_two_stand_once() -> None:
    stored = Farewell(call="Ada", words="Tot ziens")

    assert merge_farewells(stored, SEEN, stored) == stored


def test_emptying_a_field_that_another_changed_takes_nothing_of_the_other_away() -> None:
    stored = Farewell(call="Ada", words="Dank jullie")

    assert merge_farewells(stored, SEEN, Farewell(call="Ada")).words == "Dank jullie"


def test_of_two_days_the_last_one_counts() -> None:
    stored = Farewell(last_on=date(2026, 12, 1))

    merged = merge_farewells(stored, Farewell(), Farewell(last_on=date(2026, 12, 9)))

    assert merged.last_on == date(2026, 12, 9)


def test_texts_are_stored_without_space_and_signs_around_them() -> None:
    typed = Farewell(call=" Ada\x00 ", last_on=date(2026, 12, 1))

    assert tidy(typed) == Farewell(call="Ada", last_on=date(2026, 12, 1))


def test_a_text_is_too_long_above_its_limit() -> None:
    assert not is_too_long(Farewell(words="a" * LONGEST_TEXT))
    assert is_too_long(Farewell(words="a" * (LONGEST_TEXT + 1)))
