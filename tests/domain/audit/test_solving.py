"""The attacker's problem as a linear program, against trying every possible answer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.audit.solving import is_safe_by_solving
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from tests.audits import make_sheet, unsafe_by_trying

answers = st.sampled_from([1, 2, 4, 5, 5])
forms = st.tuples(st.permutations([0, 5, 4]).map(tuple), st.tuples(*[answers] * 6)).map(
    lambda parts: (*parts[0], *parts[1])
)


@settings(max_examples=25)
@given(
    st.lists(forms, min_size=3, max_size=3),
    st.sampled_from([Tier.COARSE, Tier.DETAIL]),
    st.booleans(),
)
def test_it_agrees_with_trying_every_answer(
    three: list[tuple[int, ...]],
    tier: Tier,
    with_questions: bool,  # noqa: FBT001
) -> None:
    sheet = make_sheet(three, tier, with_questions=with_questions)

    unsafe = [
        dimension
        for dimension in Dimension
        if not is_safe_by_solving(
            dimension, sheet, [sheet.answers(form, dimension) for form in sheet.scores.forms]
        )
    ]

    assert unsafe == unsafe_by_trying(sheet)


def test_who_did_not_score_a_dimension_has_nothing_to_give_away_there() -> None:
    silent = (0, 0, 5, *[3] * 6)
    sheet = make_sheet([silent, *[(4, 4, 4, *[3] * 6)] * 3])

    assert is_safe_by_solving(Dimension.TRUST, sheet, [(0, 0, 5)])
    assert is_safe_by_solving(Dimension.TRUST, sheet, [(4, 4, 4)])


def test_one_dimension_alone_is_solved_alone() -> None:
    forms = [(0, 2, 2, *[3] * 6), (5, 5, 5, *[3] * 6), (5, 5, 5, *[3] * 6)]
    sheet = make_sheet(forms, only=Dimension.TRUST, with_questions=True)

    assert not is_safe_by_solving(Dimension.TRUST, sheet, [(5, 5, 5)])
    assert unsafe_by_trying(sheet) == [Dimension.TRUST]


def test_more_than_can_be_tried_counts_as_not_safe() -> None:
    # Nine different insiders, and colleagues who skipped each of the questions.
    answered = [(4, first, second) for first in (2, 3, 4) for second in (2, 3, 4)]
    rows = [(0, 4, 4), (4, 0, 4), (4, 4, 0), *answered[:6]]

    sheet = make_sheet([(*row, *[3] * 6) for row in rows])

    assert not is_safe_by_solving(Dimension.TRUST, sheet, rows)
    assert is_safe_by_solving(Dimension.TRUST, sheet, rows[:1])
