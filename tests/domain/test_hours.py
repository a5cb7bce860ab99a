"""What is told of a party's hours, and when the work is too heavy."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.hours import find_middle, find_overloaded, publish_load
from monitor.domain.load import HoursBand, LoadWeight
from monitor.domain.measurement import MeasuredHours
from monitor.domain.publishing import Permission
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedHours,
    PublishedLoad,
    PublishedQuestion,
    Tier,
)
from monitor.domain.tiers import PartyTiers
from tests.factories import make_published_party, make_release

HIDDEN = PublishedHours(hidden_because=HiddenReason.TOO_FEW_ANSWERS)


def permit(tier: Tier, *, minimum_group: int = 3) -> Permission:
    return Permission(PartyTiers(tier, dict.fromkeys(Dimension, tier), tier), minimum_group)


def publish(answers: Sequence[int], permission: Permission) -> PublishedHours:
    return publish_load(MeasuredHours(answers, ()), permission).unpaid


@pytest.mark.parametrize(
    ("answers", "band"),
    [([1, 2, 5], HoursBand.FEW), ([2, 3, 4, 5], HoursBand.SOME), ([4], HoursBand.MANY)],
)
def test_the_middle_one_of_an_even_number_is_the_one_with_fewer(
    answers: Sequence[int], band: HoursBand
) -> None:
    assert find_middle(answers) is band


def test_of_five_or_more_only_the_weight_is_told() -> None:
    assert publish([1, 3, 4, 5, 5], permit(Tier.DETAIL)) == PublishedHours(LoadWeight.HEAVY)


def test_of_fewer_nothing_is() -> None:
    assert publish([4] * 4, permit(Tier.DETAIL)) == HIDDEN
    assert publish([4] * 4, permit(Tier.COARSE)) == HIDDEN
    assert publish([4] * 7, permit(Tier.DETAIL, minimum_group=8)) == HIDDEN


def test_unpaid_and_paid_are_judged_apart() -> None:
    load = publish_load(MeasuredHours([1] * 5, [5] * 4), permit(Tier.DETAIL))

    assert load == PublishedLoad(PublishedHours(LoadWeight.LIGHT), HIDDEN)


def test_a_hidden_party_tells_nothing_and_why() -> None:
    permission = replace(permit(Tier.HIDDEN), because=HiddenReason.TOO_FEW_CHANGED)

    shown = publish([4] * 6, permission)

    assert shown == PublishedHours(hidden_because=HiddenReason.TOO_FEW_CHANGED)


def test_where_all_is_shown_so_are_the_hours() -> None:
    shown = PublishedHours(LoadWeight.MEDIUM, HoursBand.SOME)

    assert publish([3], permit(Tier.OPEN)) == shown
    assert publish([], permit(Tier.OPEN)).hidden_because is HiddenReason.NOT_ANSWERED


def test_heavy_unpaid_hours_or_low_sustainability_are_too_much() -> None:
    heavy = PublishedLoad(PublishedHours(LoadWeight.HEAVY), PublishedHours(LoadWeight.LIGHT))
    paid = PublishedLoad(PublishedHours(LoadWeight.LIGHT), PublishedHours(LoadWeight.HEAVY))
    parties = [
        replace(make_published_party(party_id=1), load=heavy),
        replace(make_published_party(party_id=2), load=paid),
        make_published_party(party_id=3, questions=[PublishedQuestion("X9", 2.9)]),
        make_published_party(party_id=4, questions=[PublishedQuestion("X9", 3.0)]),
        make_published_party(party_id=5, questions=[PublishedQuestion("X9")]),
    ]

    assert find_overloaded(make_release(parties=parties)) == [1, 3]
