import numpy as np

from monitor.domain.analysis.cube import DONT_KNOW, NOT_ANSWERED, AnswerCube, score_cube

THREE_EACH = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def cube_of(*people: list[int]) -> AnswerCube:
    """One partnership of one party in one round, of people with twelve answers each."""
    values = np.array([[[people]]], dtype=np.int8)
    return AnswerCube(
        values=values,
        dimensions=THREE_EACH,
        present=(values != NOT_ANSWERED).any(axis=-1),
        invited=np.full((1, 1, 1), len(people)),
        rounds=np.ones(1, dtype=np.int64),
        is_linked=False,
    )


def test_a_score_is_the_mean_of_the_answered_questions_of_a_dimension() -> None:
    panel = score_cube(cube_of([5, 4, 3, 2, 2, 2, 1, 1, 1, 4, 4, 5]))

    assert panel.scores[0, 0, 0, 0].tolist() == [4.0, 2.0, 1.0, 13 / 3]


def test_two_of_three_answers_are_enough_and_one_is_not() -> None:
    silent = [NOT_ANSWERED, DONT_KNOW]

    panel = score_cube(cube_of([5, 4, DONT_KNOW, *silent, 2, 1, 1, 1, 4, 4, 5]))

    assert panel.scores[0, 0, 0, 0, 0] == 4.5
    assert np.isnan(panel.scores[0, 0, 0, 0, 1])


def test_every_person_has_one_vote_however_many_questions_they_answered() -> None:
    full, half = [5] * 12, [1, 1, DONT_KNOW] * 4

    panel = score_cube(cube_of(full, half))

    assert panel.means[0, 0, 0].tolist() == [3.0] * 4
    assert panel.people[0, 0, 0].tolist() == [2] * 4


def test_nobody_gives_no_score_instead_of_zero() -> None:
    cube = cube_of([NOT_ANSWERED] * 12)

    assert np.isnan(score_cube(cube).means).all()
    assert cube.respondents.tolist() == [[[0]]]
