"""Changing the plan of a meeting: steps on and off, their order and time, and who begins."""

from dataclasses import replace

from monitor.domain.cards import MOST_CHOSEN
from monitor.domain.meeting.plan import MINUTES, Plan, StepKind, default_step
from monitor.domain.meeting.plan_changes import (
    add_card,
    change_round,
    cover,
    find_covered,
    let_begin,
    set_minutes,
    shift,
    uncover,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedComment
from tests.domain.meeting.making import CARD, INITIATIVE, MUNICIPALITY, make_plan
from tests.factories import make_card, make_published_party, make_release, make_score

PROUD, JOINT, TALK = StepKind.PROUD, StepKind.JOINT, StepKind.TALK
RICH = make_release(
    round_id=2,
    parties=[
        replace(
            make_published_party(party_id=party_id),
            expected={Dimension.TRUST: make_score(dimension=Dimension.TRUST)},
        )
        for party_id in (1, 2)
    ],
    comments=[PublishedComment("OPEN1", "We see each other often.")],
)
PLAIN = make_release()


def kinds_of(plan: Plan) -> list[StepKind]:
    return [step.kind for step in plan.steps]


def test_what_a_plan_leaves_out_stays_covered() -> None:
    covered = find_covered(make_plan(JOINT, TALK), RICH)

    assert covered == [
        StepKind.LAST_TIME,
        PROUD,
        StepKind.PARTIES,
        StepKind.DIFFERENCES,
        StepKind.MIRROR,
        StepKind.MOVED,
        StepKind.COMMENTS,
        StepKind.WRITING,
    ]


def test_what_a_round_has_nothing_for_is_not_offered() -> None:
    covered = find_covered(make_plan(JOINT), PLAIN)

    assert not {StepKind.MIRROR, StepKind.COMMENTS} & set(covered)


def test_a_step_that_is_covered_goes_and_comes_back_in_its_own_place() -> None:
    plan = make_plan(PROUD, JOINT, TALK)

    without = cover(plan, "joint")

    assert kinds_of(without) == [PROUD, TALK]
    assert uncover(without, JOINT) == plan
    assert uncover(plan, JOINT) == plan


def test_a_step_comes_last_when_nothing_normally_follows_it() -> None:
    assert kinds_of(uncover(make_plan(PROUD), TALK)) == [PROUD, TALK]


def test_cards_stand_together_before_what_is_written_down_and_at_most_three() -> None:
    plan = make_plan(JOINT, StepKind.WRITING)
    cards = [make_card(code=code, minutes=20) for code in ("A", "B", "C", "D")]

    for card in (*cards, cards[0]):
        plan = add_card(plan, card)

    assert plan.cards == ("A", "B", "C")
    assert len(plan.cards) == MOST_CHOSEN
    assert kinds_of(plan) == [JOINT, *[StepKind.CARD] * 3, StepKind.WRITING]
    assert plan.steps[1].minutes == 20


def test_a_card_is_taken_out_by_its_code() -> None:
    plan = add_card(make_plan(JOINT), CARD)

    assert cover(plan, CARD.code) == make_plan(JOINT)


def test_a_step_moves_up_and_down_but_not_beyond_the_ends() -> None:
    plan = make_plan(PROUD, JOINT, TALK)

    assert kinds_of(shift(plan, "joint", -1)) == [JOINT, PROUD, TALK]
    assert kinds_of(shift(plan, "joint", 1)) == [PROUD, TALK, JOINT]
    assert shift(plan, "proud", -1) == plan
    assert shift(plan, "talk", 1) == plan


def test_a_step_gets_its_own_time() -> None:
    plan = set_minutes(make_plan(PROUD, JOINT), "joint", 12)

    assert [step.minutes for step in plan.steps] == [default_step(PROUD).minutes, 12]
    assert 12 in MINUTES


def test_another_party_begins_and_the_others_keep_their_order() -> None:
    plan = let_begin(make_plan(speaking_order=(INITIATIVE, MUNICIPALITY)), MUNICIPALITY)

    assert plan.speaking_order == (MUNICIPALITY, INITIATIVE)


def test_for_another_round_a_plan_keeps_what_that_round_can_show() -> None:
    plan = make_plan(JOINT, StepKind.MIRROR, StepKind.COMMENTS, TALK)

    assert kinds_of(change_round(plan, RICH)) == kinds_of(plan)
    assert kinds_of(change_round(plan, PLAIN)) == [JOINT, TALK]
    assert change_round(plan, RICH).round_id == RICH.round_id
