"""What is measured of a closed round: who answered it beside the rounds before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.domain.analysis.engine import ENGINE_VERSION
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.measurement import Turnover
from monitor.domain.partnership import ParticipantId
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer, Audience, Comment
from monitor.domain.results import EngineVersion
from monitor.domain.round import Quarter
from monitor.services.measure_round import ClosedRound, measure_round
from tests.builders import (
    INITIATIVE,
    MUNICIPALITY,
    THIRD,
    make_answers,
    make_closed_round,
    make_levels,
    make_responses,
)
from tests.factories import make_round

People = Mapping[int, int]


def close(
    people: People, sequence: int, *, quarter: Quarter | None = None, with_others: bool = True
) -> ClosedRound:
    """Close a round in which each of these people gave a level to every question."""
    closed = make_closed_round(
        {
            MUNICIPALITY: make_levels(*people.values()),
            INITIATIVE: make_levels(4, 4, 4) if with_others else [],
        },
        sequence=sequence,
    )
    keys = [each.key for each in closed.responses_of(MUNICIPALITY)]
    others = [each.key for each in closed.responses_of(INITIATIVE)]
    known = dict(zip(keys, map(ParticipantId, people), strict=True))
    known |= {key: ParticipantId(100 + place) for place, key in enumerate(others)}
    return replace(
        closed,
        people=known,
        round=make_round(
            id=sequence, sequence=sequence, quarter=quarter or Quarter(2025, 1).shift(sequence)
        ),
    )


def turnover_of(newest: ClosedRound, *history: ClosedRound) -> Sequence[Turnover] | None:
    return measure_round(newest, history).turnover[MUNICIPALITY]


def form(level: int) -> tuple[int, ...]:
    return (level,) * 12


def test_who_left_and_who_joined_is_told_by_their_forms() -> None:
    before, now = close({1: 4, 2: 3, 3: 2}, 1), close({1: 4, 2: 3, 4: 5}, 2)

    assert turnover_of(now, before) == [Turnover(1, left=[form(2)], joined=[form(5)])]


def test_the_same_people_are_a_turnover_of_nobody() -> None:
    before, now = close({1: 4, 2: 3, 3: 2}, 1), close({1: 1, 2: 1, 3: 1}, 2)

    assert turnover_of(now, before) == [Turnover(1, left=[], joined=[])]


def test_rounds_that_differ_by_more_people_are_left_out() -> None:
    far = close({5: 4, 6: 3, 3: 2}, 1)
    near = close({1: 4, 2: 3}, 2)
    now = close({1: 4, 2: 3, 3: 2}, 3)

    found = turnover_of(now, far, near)

    assert found == [Turnover(2, left=[], joined=[form(2)])]


def test_without_knowing_who_answered_the_turnover_is_unknown() -> None:
    before, now = close({1: 4, 2: 3, 3: 2}, 1), close({1: 4, 2: 3, 3: 2}, 2)

    assert turnover_of(replace(now, people={}), before) is None
    assert turnover_of(now, replace(before, people={})) is None


def test_rounds_of_other_questions_are_not_compared() -> None:
    before, now = close({1: 4, 2: 3, 3: 2}, 1), close({1: 4, 2: 3, 3: 2}, 2)
    questionnaire = before.questionnaire
    other = replace(questionnaire, parts=questionnaire.parts[1:])

    assert turnover_of(now, replace(before, questionnaire=other)) == []


def test_a_second_round_of_a_quarter_counts_the_forms_that_differ() -> None:
    quarter = Quarter(2026, 1)
    before = close({1: 4, 2: 3, 3: 2}, 1, quarter=quarter)
    now = close({1: 4, 2: 3, 3: 5, 4: 1}, 2, quarter=quarter)

    assert measure_round(now, [before]).corrected == {MUNICIPALITY: 2, INITIATIVE: 0}


def test_a_first_round_of_a_quarter_corrects_nothing() -> None:
    before, now = close({1: 4, 2: 3, 3: 2}, 1), close({1: 4, 2: 3, 3: 5}, 2)

    assert measure_round(now, [before]).corrected == {}
    assert measure_round(before, []).corrected == {}


def test_a_fall_in_the_newest_round_is_found_in_the_history() -> None:
    history = [close(dict.fromkeys(range(1, 7), 4), sequence) for sequence in range(1, 7)]
    fallen = close(dict.fromkeys(range(1, 7), 2), 7)
    steady = close(dict.fromkeys(range(1, 7), 4), 7)

    assert measure_round(fallen, history).findings.severity
    assert measure_round(steady, history).findings.severity is None


def test_a_round_is_judged_by_named_variances() -> None:
    own = replace(DEFAULT_VARIANCES, version="own-1")

    measured = measure_round(close({1: 4}, 1), [], own)

    assert measured.judged_by == EngineVersion(ENGINE_VERSION, "own-1")


def test_levels_are_those_of_each_party_in_order() -> None:
    levels = measure_round(close({1: 2, 2: 2, 3: 2}, 1), []).findings.levels

    first, second = (each[Dimension.TRUST] for each in levels)
    assert first is not None
    assert second is not None
    assert first.mean < second.mean


def test_comments_keep_the_choice_of_their_writer() -> None:
    shared = Comment("Goed overleg.", Audience.SHARED_SCREEN)
    forms: list[dict[str, Answer]] = [make_answers(4)]
    closed = make_closed_round({MUNICIPALITY: forms}, comments={"O1": shared})
    stray = make_responses(THIRD, forms, {"O1": shared})

    measured = measure_round(replace(closed, responses=[*closed.responses, *stray]), [])

    assert [each.comment for each in measured.comments] == [shared]
    assert [each.party_id for each in measured.comments] == [MUNICIPALITY]
