import numpy as np
import pytest

from monitor.domain.analysis.cube import Panel, score_cube
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.services.analyse.cubes import Core, make_batches
from monitor.services.analyse.unknown_people import spread_unknown_people
from tests.builders import current_questionnaire
from tests.services.analyse.files import SPRING, form, group


def panel_of(rows: list[str]) -> Panel:
    (batch,) = make_batches(
        group(rows, is_linked=False), range(1), Core.of(current_questionnaire())
    )
    return spread_unknown_people(score_cube(batch.cube), batch.is_unknown, DEFAULT_VARIANCES)


def nobody(party: str, *levels: int) -> list[str]:
    return [row for level in levels for row in form(f"Elm,{party},{SPRING},", level)]


def test_the_mean_is_that_of_the_answers_and_everybody_counts() -> None:
    panel = panel_of([*nobody("a", 5, 4, 1), *nobody("b", 2, 2)])

    assert panel.people[0, :, 0].tolist() == [[3] * 4, [2] * 4]
    assert panel.means[0, :, 0] == pytest.approx(np.array([[10 / 3] * 4, [2.0] * 4]))


def test_people_differ_as_much_as_is_expected_of_anybody() -> None:
    panel = panel_of([*nobody("a", *[1, 5] * 6), *nobody("b", 3)])

    scores = panel.scores[0, 0, 0]

    overall, contrast = DEFAULT_VARIANCES.overall, DEFAULT_VARIANCES.contrast
    assert scores.mean(axis=1).var(ddof=1) == pytest.approx(overall.person + overall.answering)
    difference = (scores[:, 0] - scores[:, 1]) / np.sqrt(2)
    assert difference.var(ddof=1) == pytest.approx(contrast.person + contrast.answering)


def test_one_person_alone_is_the_mean() -> None:
    panel = panel_of([*nobody("a", 4), *nobody("b", 3)])

    assert panel.scores[0, 0, 0] == pytest.approx(np.full((1, 4), 4.0))


def test_known_people_keep_their_own_scores() -> None:
    panel = panel_of([*form(f"Elm,a,{SPRING},x", 5), *nobody("a", 1, 3), *nobody("b", 3)])

    assert panel.scores[0, 0, 0, 0] == pytest.approx(np.full(4, 5.0))
    assert panel.means[0, 0, 0] == pytest.approx(np.full(4, 3.0))


def test_who_cannot_have_answered_enough_does_not_count() -> None:
    rows = [*form(f"Elm,a,{SPRING},", [4, *[None] * 11]), *nobody("a", 2), *nobody("b", 3)]

    panel = panel_of(rows)

    assert panel.people[0, 0, 0].tolist() == [1, 1, 1, 1]


def test_without_unknown_people_nothing_changes() -> None:
    rows = [*form(f"Elm,a,{SPRING},x", 5), *form(f"Elm,b,{SPRING},x", 1)]

    assert panel_of(rows).scores[0, :, 0, 0].tolist() == [[5.0] * 4, [1.0] * 4]
