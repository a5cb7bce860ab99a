from random import Random

from monitor.domain.sample.names import draw_initiative, draw_person_name, draw_place


def test_names_vary_and_repeat_with_their_seed() -> None:
    for draw in (draw_person_name, draw_place, draw_initiative):
        first, second = (Random(1) for _ in range(2))  # noqa: S311 - Not a secret.

        names = [draw(first) for _ in range(100)]

        assert len(set(names)) > 50
        assert names == [draw(second) for _ in range(100)]


def test_a_person_has_a_first_and_a_last_name() -> None:
    random = Random(1)  # noqa: S311 - Not a secret.

    assert all(" " in draw_person_name(random) for _ in range(100))
