"""People of whom every acknowledged answer can be found again, or not."""

from benchmarks.spread_answers import Person

ANSWERS = [(1, "TRU1"), (1, "TRU2"), (2, "TRA1")]


def test_each_save_is_one_answer_more_of_a_page() -> None:
    person = Person(0, "/s/a", ANSWERS)

    forms = [person.next_form() for _ in range(3)]

    assert [(page, sorted(form)) for page, form in forms] == [
        (1, ["TRU1"]),
        (1, ["TRU1", "TRU2"]),
        (2, ["TRA1"]),
    ]


def test_what_was_answered_once_stays_so_until_all_is_answered() -> None:
    person = Person(3, "/s/a", ANSWERS)

    (_, first), (_, second), _, (_, again) = [person.next_form() for _ in range(4)]

    assert second["TRU1"] == first["TRU1"]
    assert again["TRU1"] != first["TRU1"]
