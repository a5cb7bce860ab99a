import pytest

from monitor.domain.analysis.cube import score_cube
from monitor.domain.partnership import PartyId
from monitor.domain.scoring import score_party
from monitor.services.analyse.cubes import Core, make_batches
from monitor.services.analyse.party_scores import ScoreTable
from tests.builders import current_questionnaire, make_responses
from tests.services.analyse.files import CORE, SPRING, form, group

FORMS: list[list[int | None]] = [
    [5, 4, 3, None, 4, 4, 2, 2, 1, 5, None, None],
    [3] * 12,
    [None] * 12,
]


def table_of(*, has_forms: bool) -> ScoreTable:
    rows = [
        *(
            row
            for number, each in enumerate(FORMS)
            for row in form(f"Elm,a,{SPRING},{number}", each)
        ),
        *form(f"Elm,b,{SPRING},x", [4, 4], questions=["X1", "D1"]),
    ]
    (batch,) = make_batches(group(rows), range(1), Core.of(current_questionnaire()))
    return ScoreTable.of(batch, score_cube(batch.cube), has_forms=has_forms)


def test_it_scores_as_the_closing_of_a_round_does() -> None:
    answers = [dict(zip(CORE, each, strict=True)) for each in FORMS]
    expected = score_party(
        PartyId(1), make_responses(PartyId(1), answers), invited=0, asked=current_questionnaire()
    )

    found = table_of(has_forms=True).score_party(0, 0, 0)

    assert found.respondents == expected.respondents == 3
    assert found.overall == pytest.approx(expected.overall)
    assert found.dont_know_share == pytest.approx(expected.dont_know_share)
    assert sorted(map(list, found.forms)) == sorted(map(list, expected.forms))
    for dimension, score in expected.dimensions.items():
        mine = found.dimensions[dimension]
        assert mine.mean == pytest.approx(score.mean)
        assert mine.people == score.people
        assert mine.dont_know_share == pytest.approx(score.dont_know_share)
        assert list(mine.scores) == pytest.approx(list(score.scores))


def test_of_nobody_there_is_no_score() -> None:
    found = table_of(has_forms=False).score_party(0, 1, 0)

    assert found.respondents == 1
    assert found.overall is None
    assert found.dont_know_share is None
    assert all(score.mean is None and score.people == 0 for score in found.dimensions.values())


def test_forms_are_only_taken_out_when_somebody_will_look_at_them() -> None:
    found = table_of(has_forms=False).score_party(0, 0, 0)

    assert found.forms == ()
    assert all(list(score.scores) == [] for score in found.dimensions.values())
