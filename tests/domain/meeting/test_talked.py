"""A worry was talked about where a screen was about it, not where it was merely seen."""

from dataclasses import replace

import pytest

from monitor.domain.flags.worry import NO_ID, Worry, WorryKind, WorryState
from monitor.domain.meeting.deck import (
    AgreedRow,
    CardSlide,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MovedSlide,
    Slide,
)
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.meeting.talked import was_talked_about
from monitor.domain.partnership import PartnershipId, PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.record import Record
from monitor.domain.results import Severity
from monitor.domain.story import Change
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, NOOR
from tests.factories import (
    NOW,
    QUARTER,
    TODAY,
    make_agreement,
    make_card,
    make_gap,
    make_score,
)

LAST_TIME = default_step(StepKind.LAST_TIME)
DIFFERENCES = default_step(StepKind.DIFFERENCES)
MOVED = default_step(StepKind.MOVED)
CARD = default_step(StepKind.CARD)
ROW = AgreedRow(
    Record(RecordId(1), PartnershipId(1), make_agreement(), NOOR), was_asked=False, noticed=None
)
FELL = Change(INITIATIVE, Dimension.TRUST, make_score(mean=3.9), make_score(mean=3.1))


def worry_of(
    kind: WorryKind, dimension: Dimension | None = None, party: PartyId | None = None
) -> Worry:
    return Worry(
        id=NO_ID,
        partnership_id=PartnershipId(1),
        kind=kind,
        severity=Severity.ACT,
        state=WorryState.NEW,
        opened_on=TODAY,
        changed_at=NOW,
        party=party,
        dimension=dimension,
    )


GAP = worry_of(WorryKind.GAP, Dimension.TRUST)


def test_going_through_the_agreements_of_last_time_is_about_those_that_are_late() -> None:
    slide = LastTimeSlide(LAST_TIME, (ROW,))

    assert was_talked_about(worry_of(WorryKind.OVERDUE), [slide])
    assert was_talked_about(worry_of(WorryKind.NO_FOLLOW_THROUGH, party=MUNICIPALITY), [slide])
    assert not was_talked_about(worry_of(WorryKind.OVERDUE), [replace(slide, rows=())])
    assert not was_talked_about(GAP, [slide])


def test_the_screen_of_differences_is_about_its_own_dimension_and_the_gap_over_all() -> None:
    slide = DifferencesSlide(DIFFERENCES, is_closed=False, gap=make_gap(dimension=Dimension.TRUST))

    assert was_talked_about(GAP, [slide])
    assert was_talked_about(replace(GAP, dimension=None), [slide])
    assert not was_talked_about(replace(GAP, dimension=Dimension.GROWTH), [slide])
    assert not was_talked_about(worry_of(WorryKind.LOW, Dimension.TRUST), [slide])


def test_a_screen_that_stayed_covered_is_about_nothing() -> None:
    covered: list[Slide] = [
        DifferencesSlide(DIFFERENCES, is_closed=True),
        MovedSlide(MOVED, is_closed=True, before=QUARTER),
    ]

    assert not was_talked_about(GAP, covered)
    assert not was_talked_about(worry_of(WorryKind.DECLINE, Dimension.TRUST, INITIATIVE), covered)


def test_what_moved_is_about_the_party_and_the_dimension_that_fell() -> None:
    rose = Change(MUNICIPALITY, Dimension.TRUST, make_score(mean=3.1), make_score(mean=3.9))
    slide = MovedSlide(MOVED, is_closed=False, before=QUARTER, changes=(FELL, rose))
    fell = worry_of(WorryKind.DECLINE, Dimension.TRUST, INITIATIVE)

    assert was_talked_about(fell, [slide])
    assert was_talked_about(replace(fell, dimension=None), [slide])
    assert not was_talked_about(replace(fell, party=MUNICIPALITY), [slide])


@pytest.mark.parametrize(
    ("kind", "dimension", "is_about"),
    [
        (WorryKind.GAP, Dimension.TRUST, True),
        (WorryKind.GAP, Dimension.GROWTH, False),
        (WorryKind.LOW, Dimension.TRUST, False),
        (WorryKind.NO_CONTACT, None, True),
    ],
)
def test_a_card_is_about_the_worries_and_dimensions_it_is_good_for(
    kind: WorryKind, dimension: Dimension | None, *, is_about: bool
) -> None:
    worries = (WorryKind.GAP, WorryKind.NO_CONTACT)
    slide = CardSlide(CARD, make_card(worries=worries, dimensions=(Dimension.TRUST,)))

    assert was_talked_about(worry_of(kind, dimension), [slide]) is is_about


def test_a_card_for_no_dimension_is_about_all_of_them() -> None:
    assert was_talked_about(GAP, [CardSlide(CARD, make_card(worries=(WorryKind.GAP,)))])


def test_the_joint_picture_is_about_no_worry() -> None:
    joint = JointSlide(default_step(StepKind.JOINT), {}, None, frozenset())

    assert not was_talked_about(GAP, [joint])
