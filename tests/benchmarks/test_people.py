import numpy as np

from benchmarks.signals.people import lingering, take_places, unlink
from benchmarks.signals.scenarios import Scenario, Setting
from benchmarks.signals.simulators import ALL
from monitor.domain.analysis.cube import NOT_ANSWERED, AnswerCube, score_cube

SIMULATE = ALL["rounded Gaussian"]


def test_people_leave_as_often_as_asked() -> None:
    members = take_places(np.random.default_rng(1), np.full((500, 2), 8), 24, turnover=0.04)

    joins = members.joins[:, :, 1:]

    assert abs(joins.mean() - 0.04) < 0.002


def test_every_person_has_one_seat_and_nobody_elses() -> None:
    members = take_places(np.random.default_rng(2), np.full((50, 2), 5), 24, turnover=0.2)

    seats = members.seats()

    persons = members.predecessors * 5 + np.arange(5)
    for partnership, party in np.ndindex(50, 2):
        pairs = set(
            zip(persons[partnership, party].flat, seats[partnership, party].flat, strict=True)
        )
        assert len({person for person, _ in pairs}) == len(pairs)
        assert len({seat for _, seat in pairs}) == len(pairs)


def test_seats_beyond_the_size_of_a_party_stay_empty_from_the_start() -> None:
    cube = simulate(sizes=np.array([[2, 6]] * 100), rounds=1)

    assert cube.respondents[:, 0].max() == 2
    assert cube.respondents[:, 1].max() == 6
    assert (cube.invited[:, :, 0] == (2, 6)).all()


def test_who_sent_no_form_answered_nothing() -> None:
    cube = simulate(sizes=np.full((100, 2), 4))

    assert (cube.values[~cube.present] == NOT_ANSWERED).all()


def test_unlinked_answers_are_the_same_answers() -> None:
    cube = simulate(sizes=np.full((100, 2), 4))

    loose = unlink(cube, np.random.default_rng(3))

    assert not loose.is_linked
    assert (loose.respondents == cube.respondents).all()
    np.testing.assert_allclose(score_cube(loose).means, score_cube(cube).means)


def test_unlinked_answers_keep_nobody_in_place() -> None:
    cube = simulate(sizes=np.full((400, 2), 4))

    loose = score_cube(unlink(cube, np.random.default_rng(3))).scores

    assert correlate_rounds(loose) < 0.6 * correlate_rounds(score_cube(cube).scores)


def test_moods_linger_as_long_as_asked() -> None:
    moods = lingering(np.random.default_rng(4), (2000, 1, 6, 1), persistence=0.6)

    assert abs(np.corrcoef(moods[:, 0, 4, 0], moods[:, 0, 5, 0])[0, 1] - 0.6) < 0.05
    assert abs(moods.std() - 1) < 0.03


def simulate(*, sizes: np.ndarray, rounds: int = 12) -> AnswerCube:
    return SIMULATE(Setting(Scenario.QUIET, sizes, rounds), np.random.default_rng(5)).cube


def correlate_rounds(scores: np.ndarray) -> float:
    first, second = scores[:, :, 0, :, 0].ravel(), scores[:, :, 1, :, 0].ravel()
    both = np.isfinite(first) & np.isfinite(second)
    return float(np.corrcoef(first[both], second[both])[0, 1])
