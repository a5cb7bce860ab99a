"""The plan of a meeting: what it begins with, and what is wrong with one."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.plan import (
    Plan,
    Step,
    StepKind,
    card_step,
    default_plan,
    default_step,
    find_plan_faults,
    fit_speakers,
)
from monitor.domain.partnership import PartyId, PartyKind
from monitor.domain.round import RoundId
from tests.domain.meeting.making import CARD, INITIATIVE, MUNICIPALITY, make_plan
from tests.factories import (
    make_card,
    make_organisation,
    make_partnership,
    make_party,
    make_two_parties,
)

THIRD = make_party(
    id=3, organisation=make_organisation(id=3, name="Netbeheer", kind=PartyKind.OTHER)
)


def test_the_plan_to_begin_from_has_every_step_but_what_people_wrote() -> None:
    plan = default_plan(make_partnership(), RoundId(1), [CARD], has_mirror=True)

    assert [step.kind for step in plan.steps] == [
        kind for kind in StepKind if kind is not StepKind.COMMENTS
    ]
    assert plan.round_id == RoundId(1)


def test_it_has_a_mirror_only_where_one_was_asked() -> None:
    plan = default_plan(make_partnership(), RoundId(1), [], has_mirror=False)

    assert StepKind.MIRROR not in {step.kind for step in plan.steps}


def test_it_has_a_step_of_each_card_that_takes_as_long_as_the_card_says() -> None:
    cards = [make_card(code="ONE", minutes=12), make_card(code="TWO", minutes=7)]

    plan = default_plan(make_partnership(), RoundId(1), cards, has_mirror=False)

    assert plan.cards == ("ONE", "TWO")
    assert [step.minutes for step in plan.steps if step.card] == [12, 7]


def test_it_has_no_step_of_a_card_where_none_was_chosen() -> None:
    plan = default_plan(make_partnership(), RoundId(1), [], has_mirror=True)

    assert StepKind.CARD not in {step.kind for step in plan.steps}
    assert find_plan_faults(plan, make_partnership()) == []


def test_it_has_three_cards_at_most() -> None:
    cards = [make_card(code=code) for code in ("ONE", "TWO", "THREE", "FOUR")]

    plan = default_plan(make_partnership(), RoundId(1), cards, has_mirror=False)

    assert plan.cards == ("ONE", "TWO", "THREE")


def test_the_initiative_speaks_first_and_others_speak_last() -> None:
    partnership = make_partnership(parties=[THIRD, *make_two_parties()])

    plan = default_plan(partnership, RoundId(1), [], has_mirror=False)

    assert plan.speaking_order == (INITIATIVE, MUNICIPALITY, THIRD.id)


def test_a_plan_takes_as_long_as_its_steps_together() -> None:
    plan = make_plan(StepKind.PROUD, StepKind.TALK)

    assert plan.minutes == sum(step.minutes for step in plan.steps) > 0


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (replace(make_plan(), steps=()), "no_steps"),
        (make_plan(StepKind.TALK, StepKind.TALK), "step_twice"),
        (replace(make_plan(), steps=(card_step(CARD), card_step(CARD))), "step_twice"),
        (
            replace(make_plan(), steps=tuple(Step(StepKind.CARD, 5, code) for code in "ABCD")),
            "too_many_cards",
        ),
        (replace(make_plan(), steps=(Step(StepKind.CARD, 5),)), "card_missing"),
        (replace(make_plan(), steps=(Step(StepKind.CARD, 5, ""),)), "card_missing"),
        (replace(make_plan(), steps=(Step(StepKind.TALK, 5, "TRIAL"),)), "card_missing"),
        (replace(make_plan(), steps=(Step(StepKind.TALK, 0),)), "minutes"),
        (replace(make_plan(), steps=(Step(StepKind.TALK, 61),)), "minutes"),
        (make_plan(speaking_order=(INITIATIVE,)), "speakers"),
        (make_plan(speaking_order=(INITIATIVE, INITIATIVE)), "speakers"),
        (make_plan(speaking_order=(INITIATIVE, PartyId(9))), "speakers"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(plan: Plan, fault: str) -> None:
    assert find_plan_faults(plan, make_partnership()) == [fault]


def test_a_plan_in_any_order_is_right() -> None:
    plan = make_plan(StepKind.TALK, StepKind.JOINT, speaking_order=(MUNICIPALITY, INITIATIVE))

    assert find_plan_faults(plan, make_partnership()) == []


def test_a_party_that_joined_since_speaks_last() -> None:
    partnership = make_partnership(parties=[*make_two_parties(), THIRD])

    assert fit_speakers(make_plan(), partnership).speaking_order == (
        INITIATIVE,
        MUNICIPALITY,
        THIRD.id,
    )


def test_a_party_that_was_taken_out_since_does_not_speak() -> None:
    plan = make_plan(speaking_order=(THIRD.id, INITIATIVE, MUNICIPALITY))

    assert fit_speakers(plan, make_partnership()).speaking_order == (INITIATIVE, MUNICIPALITY)


def test_every_kind_of_step_has_a_time_of_its_own() -> None:
    assert all(default_step(kind).minutes > 0 for kind in StepKind)
