"""What is measured of a closed round: who answered it beside the rounds before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from monitor.domain.analysis.engine import ENGINE_VERSION
from monitor.domain.analysis.findings import Pattern, PatternKind
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.disclosure import release
from monitor.domain.measurement import MeasuredHours, Turnover
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import ParticipantId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer, Audience, Comment
from monitor.domain.results import EngineVersion
from monitor.domain.round import Quarter
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.builders import (
    INITIATIVE,
    MUNICIPALITY,
    THIRD,
    link,
    make_answers,
    make_closed_round,
    make_levels,
    make_responses,
)
from tests.factories import make_round

People = Mapping[int, int]
# People who differ much; in the last round each of them is one point lower.
STEADY, FALLEN = (5, 4, 3), (4, 3, 2)


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


def test_the_round_of_a_quarter_that_differs_least_counts() -> None:
    quarter = Quarter(2026, 1)
    first = close({1: 4, 2: 3, 3: 2}, 1, quarter=quarter)
    second, third = (close({1: 4, 2: 3, 3: 5}, number, quarter=quarter) for number in (2, 3))

    corrected = measure_round(third, [first, second]).corrected

    assert corrected == {MUNICIPALITY: 1, INITIATIVE: 0}


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


def test_a_fall_of_each_person_weighs_more_when_people_can_be_followed() -> None:
    linked = make_history(is_linked=True)
    unlinked = make_history(is_linked=False)

    found = measure_round(linked[-1], linked[:-1]).findings
    blurred = measure_round(unlinked[-1], unlinked[:-1]).findings

    assert found.evidence > 2 * blurred.evidence


def test_the_order_of_the_forms_tells_nothing_in_a_linked_round() -> None:
    rounds = make_history(is_linked=True)
    turned = [*rounds[:-1], turn(rounds[-1])]

    assert measure_round(turned[-1], turned[:-1]).findings == (
        measure_round(rounds[-1], rounds[:-1]).findings
    )


def test_a_round_from_before_makes_all_count_as_unlinked() -> None:
    unlinked = make_history(is_linked=False)
    partly = [unlinked[0], *make_history(is_linked=True)[1:]]

    assert measure_round(partly[-1], partly[:-1]).findings == (
        measure_round(unlinked[-1], unlinked[:-1]).findings
    )


def test_a_release_names_no_pseudonym() -> None:
    (closed,) = make_history(is_linked=True, rounds=1)

    published = repr(release(measure_round(closed, []), [], Random(1)))  # noqa: S311 - No secret.

    assert not any(str(each.pseudonym) in published for each in closed.responses)


def make_history(*, is_linked: bool, rounds: int = 6) -> Sequence[ClosedRound]:
    """Make rounds in which nothing happens until the last one."""
    levels = [STEADY] * (rounds - 1) + [FALLEN]
    closed = [
        make_closed_round(
            {MUNICIPALITY: make_levels(*each), INITIATIVE: make_levels(*each)}, sequence=sequence
        )
        for sequence, each in enumerate(levels, start=1)
    ]
    return [link(each) for each in closed] if is_linked else closed


def turn(closed: ClosedRound) -> ClosedRound:
    return replace(closed, responses=list(reversed(closed.responses)))


# Light rounds: one question of each dimension, and nothing to judge a change by.


def make_light(closed: ClosedRound) -> ClosedRound:
    return replace(closed, round=replace(closed.round, is_light=True))


def test_a_light_round_has_a_score_of_one_answer_and_is_judged_by_who_answered_alone() -> None:
    history = [close(dict(enumerate(STEADY)), sequence) for sequence in range(1, 6)]
    fallen = make_light(close(dict(enumerate(FALLEN)), 6))

    measured = measure_round(fallen, history)

    assert measured.parties[0].dimensions[Dimension.TRUST].people == 3
    assert measured.parties[0].forms == [(2,) * 4, (3,) * 4, (4,) * 4]
    assert measured.findings.severity is None
    assert measured.findings.levels == [dict.fromkeys(Dimension)] * 2


def test_who_falls_silent_in_a_light_round_is_found() -> None:
    full = dict.fromkeys(range(10), 4)
    history = [close(full, sequence) for sequence in range(1, 6)]
    silent = replace(make_light(close({0: 4}, 6)), invited={MUNICIPALITY: 10, INITIATIVE: 3})

    findings = measure_round(silent, history).findings

    assert findings.patterns[0].pattern == Pattern(PatternKind.SILENCE, 0)
    assert findings.severity is not None


def test_a_light_round_between_changes_nothing_of_what_is_found_in_a_full_one() -> None:
    before = [close(dict(enumerate(STEADY)), sequence) for sequence in range(1, 6)]
    light = make_light(close(dict(enumerate((1, 1, 1))), 6))
    fallen = close(dict(enumerate(FALLEN)), 7)

    assert (
        measure_round(fallen, [*before, light]).findings == measure_round(fallen, before).findings
    )


def test_a_light_round_is_compared_with_light_ones_only() -> None:
    full = close({1: 4, 2: 3, 3: 2}, 1)
    light = make_light(close({1: 4, 2: 3, 3: 2}, 2))
    now = make_light(close({1: 4, 2: 3, 4: 5}, 3))

    assert turnover_of(now, full, light) == [Turnover(2, left=[(2,) * 4], joined=[(5,) * 4])]
    assert turnover_of(close({1: 4, 2: 3, 3: 2}, 4), full, light) == [Turnover(1, [], [])]


def test_a_light_round_of_the_same_quarter_is_no_correction() -> None:
    full = close({1: 4, 2: 3, 3: 2}, 1, quarter=Quarter(2026, 1))
    light = make_light(close({1: 4, 2: 3, 3: 2}, 2, quarter=Quarter(2026, 1)))

    assert measure_round(light, [full]).corrected == {}


ASKED = AskedAgreement(RecordId(4), MUNICIPALITY, "We bellen elke maand.")
MIRROR = ("SP1", "SP2", "SP3", "SP4")


def answer(closed: ClosedRound, *added: Mapping[str, Answer]) -> ClosedRound:
    """Give the people of the initiative these answers besides, in a round that asks for all."""
    forms = {
        each.key: form for each, form in zip(closed.responses_of(INITIATIVE), added, strict=True)
    }
    responses = [
        replace(each, answers={**each.answers, **forms.get(each.key, {})})
        for each in closed.responses
    ]
    round_ = replace(closed.round, has_mirror=True, asks_load=True)
    return replace(closed, responses=responses, round=round_, asked_agreements=[ASKED])


def test_only_the_other_parties_are_measured_on_an_agreement_and_only_who_knows() -> None:
    closed = answer(close({1: 4}, 1), {ASKED.code: 3}, {ASKED.code: None}, {ASKED.code: 1})

    (notice,) = measure_round(closed, []).notices

    assert (notice.agreement_id, notice.party_id) == (ASKED.agreement_id, INITIATIVE)
    assert notice.answers == [1, 3]


def test_who_knew_then_is_compared_with_who_knows_now() -> None:
    knows, knows_not = {ASKED.code: 3}, {ASKED.code: None}
    first = answer(close({1: 4}, 1), knows, knows, knows_not)
    second = answer(close({1: 4}, 2), knows, knows_not, knows)
    unknown = replace(first, people={})

    (notice,) = measure_round(second, [first]).notices
    (untold,) = measure_round(second, [unknown]).notices

    assert notice.changed == {1: 2}
    assert untold.changed == {1: None}


def test_hours_are_measured_where_they_were_asked() -> None:
    closed = answer(close({1: 4}, 1), {"HOURS1": 4, "HOURS2": 1}, {"HOURS1": None}, {"HOURS1": 2})

    hours = measure_round(closed, []).hours[INITIATIVE]

    assert hours == MeasuredHours(unpaid=[2, 4], paid=[1])
    assert measure_round(close({1: 4}, 1), []).hours == {}


def test_the_mirror_is_scored_like_the_dimensions() -> None:
    closed = answer(
        close({1: 4}, 1), dict.fromkeys(MIRROR, 2), dict.fromkeys(MIRROR, 4), {"SP1": 3}
    )

    mirror = measure_round(closed, []).mirror

    assert mirror is not None
    expected = next(each for each in mirror.parties if each.party_id == INITIATIVE)
    assert expected.dimensions[Dimension.TRUST].scores == (2, 3, 4)
    assert expected.dimensions[Dimension.EQUALITY].people == 2
    assert measure_round(close({1: 4}, 1), []).mirror is None


def test_who_answered_the_mirror_is_compared_question_by_question() -> None:
    all_four = dict.fromkeys(MIRROR, 2)
    first = answer(close({1: 4}, 1), all_four, all_four, {"SP1": 5})
    second = answer(close({1: 4}, 2), all_four, {"SP2": 4}, all_four)

    mirror = measure_round(second, [first]).mirror

    assert mirror is not None
    (turnover,) = mirror.turnover[INITIATIVE] or []
    assert turnover.left == [[2, 0, 2, 2]]
    assert turnover.joined == [[0, 2, 2, 2]]


def test_who_answered_the_mirror_may_be_unknown() -> None:
    first, second = (answer(close({1: 4}, n), {}, {}, {}) for n in (1, 2))

    mirror = measure_round(second, [replace(first, people={})]).mirror

    assert mirror is not None
    assert mirror.turnover[INITIATIVE] is None
