"""The audit's working paper: what is published beside what was answered."""

import pytest

from monitor.domain.audit.sheet import link_overall
from monitor.domain.audit.sums import Person, Window
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from tests.audits import make_sheet

THREE = [(5, 4, 0, *[3] * 6), (4, 4, 4, *[3] * 6), (2, 0, 0, *[4] * 6)]


def test_people_are_scored_who_answered_enough() -> None:
    sheet = make_sheet(THREE)

    assert sorted(sheet.people(Dimension.TRUST), key=lambda each: each.score) == [
        Person(24, 3),
        Person(27, 2),
    ]
    assert sheet.sum(Dimension.EQUALITY) == (3 + 3 + 4) * 6
    assert sheet.people(Dimension.TRUST, []) == []


def test_a_published_mean_tells_between_what_the_sum_lies() -> None:
    sheet = make_sheet([(4, 4, 4, *[3] * 6)] * 3)

    assert sheet.window(Dimension.TRUST) == Window(68, 76)
    assert sheet.shown == list(Dimension)


def test_what_is_hidden_leaves_every_sum_open() -> None:
    sheet = make_sheet([(4, 4, 4, *[3] * 6)] * 3, Tier.HIDDEN)

    assert sheet.window(Dimension.TRUST) == Window(18, 90)
    assert sheet.shown == []
    assert link_overall(sheet) is None


@pytest.mark.parametrize("with_questions", [False, True])
def test_dimensions_of_which_questions_are_shown_are_known(*, with_questions: bool) -> None:
    sheet = make_sheet([(4, 4, 4, *[3] * 6)] * 3, with_questions=with_questions)

    assert set(sheet.detailed) == (set(Dimension) if with_questions else set())


def test_the_overall_mean_ties_the_sums_of_groups_of_different_size() -> None:
    # On trust 2 people scored, on the others 3.
    sheet = make_sheet(THREE)
    link = link_overall(sheet)
    assert link is not None

    sums = {each: Window(sheet.sum(each), sheet.sum(each)) for each in Dimension}
    del sums[Dimension.TRUST]
    rest = link.rest(Dimension.TRUST, sums)

    assert link.weights[Dimension.TRUST] == 3
    assert link.weights[Dimension.GROWTH] == 2
    assert rest.low <= sheet.sum(Dimension.TRUST) <= rest.high
