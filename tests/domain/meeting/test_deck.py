"""The screens of a meeting as they are looked up."""

from dataclasses import replace

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import CardSlide, JointSlide, is_covered
from monitor.domain.meeting.plan import NEEDS_KEYS, StepKind, card_step, default_step
from monitor.domain.questionnaire import Dimension
from tests.domain.meeting.making import BOTH, CARD, make_material, make_meeting, make_plan
from tests.factories import make_card

JOINT = default_step(StepKind.JOINT)


def test_every_step_of_a_plan_finds_its_own_screen() -> None:
    deck = build_deck(make_material())

    assert [deck.slide_of(step) for step in deck.plan.steps] == list(deck.slides)


def test_a_step_finds_its_screen_behind_a_card_that_no_longer_exists() -> None:
    gone = card_step(make_card(code="GONE"))
    plan = replace(make_plan(), steps=(gone, card_step(CARD), JOINT))

    deck = build_deck(make_material(plan=plan))

    assert [type(deck.slide_of(step)) for step in plan.steps] == [
        type(None),
        CardSlide,
        JointSlide,
    ]


def test_only_what_tells_parties_apart_is_covered_until_all_keys_are_turned() -> None:
    closed, opened = (build_deck(make_material(meeting=make_meeting(keys=k))) for k in ((), BOTH))

    covered = {each.step.kind for each in closed.slides if is_covered(each)}

    assert covered == NEEDS_KEYS & {each.step.kind for each in closed.slides}
    assert covered
    assert not any(is_covered(each) for each in opened.slides)


def test_a_picture_without_a_single_mean_is_empty() -> None:
    hidden: dict[Dimension, float | None] = dict.fromkeys(Dimension)
    one_shown = {**hidden, Dimension.TRUST: 3.4}

    pictures = [JointSlide(JOINT, means, None, frozenset()) for means in (hidden, one_shown)]

    assert [each.is_empty for each in pictures] == [True, False]
