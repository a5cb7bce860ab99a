"""What a party noticed is a verdict, or a reason why there is none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.measurement import MeasuredNotice
from monitor.domain.notices import judge_noticed, publish_notice
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.publishing import Permission
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedNotice, Tier
from monitor.domain.tiers import PartyTiers
from tests.factories import make_release

AGREEMENT, PARTY = RecordId(1), PartyId(2)


def permit(tier: Tier, *, minimum_group: int = 3) -> Permission:
    return Permission(PartyTiers(tier, dict.fromkeys(Dimension, tier), tier), minimum_group)


def publish(answers: Sequence[int], permission: Permission) -> PublishedNotice:
    return publish_notice(MeasuredNotice(AGREEMENT, PARTY, answers), permission, [])


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([2, 2, 2, 3, 3], Noticed.YES),  # 12 of 15: just over two thirds of the way.
        ([2, 2, 2, 2, 3], Noticed.A_BIT),
        ([1, 1, 2, 2, 3], Noticed.A_BIT),
        ([1, 1, 2, 2, 2], Noticed.NO),
        ([3], Noticed.YES),
        ([1, 3], Noticed.A_BIT),
    ],
)
def test_the_mean_of_those_who_know_falls_in_a_third(
    answers: Sequence[int], verdict: Noticed
) -> None:
    assert judge_noticed(answers) is verdict


def test_five_answers_of_a_party_shown_in_detail_are_needed() -> None:
    assert publish([3] * 5, permit(Tier.DETAIL)).verdict is Noticed.YES
    for hidden in (
        publish([3] * 4, permit(Tier.DETAIL)),
        publish([3] * 4, permit(Tier.COARSE)),
        publish([3] * 7, permit(Tier.DETAIL, minimum_group=8)),
    ):
        assert hidden.verdict is None
        assert hidden.hidden_because is HiddenReason.TOO_FEW_ANSWERS


def test_a_hidden_party_tells_nothing_and_why() -> None:
    permission = replace(permit(Tier.HIDDEN), because=HiddenReason.AUDIT)

    assert publish([3] * 6, permission).hidden_because is HiddenReason.AUDIT


def test_where_all_is_shown_one_answer_is_enough_and_none_is_said_to_be_none() -> None:
    assert publish([2], permit(Tier.OPEN)).verdict is Noticed.A_BIT
    assert publish([], permit(Tier.OPEN)).hidden_because is HiddenReason.NOT_ANSWERED


def test_another_agreement_or_another_party_shown_before_hides_nothing() -> None:
    shown = [
        PublishedNotice(RecordId(9), PARTY, Noticed.NO),
        PublishedNotice(AGREEMENT, PartyId(9), Noticed.NO),
        PublishedNotice(AGREEMENT, PARTY, hidden_because=HiddenReason.TOO_FEW_ANSWERS),
    ]
    notice = MeasuredNotice(AGREEMENT, PARTY, [3] * 5, {1: 1})

    published = publish_notice(
        notice, permit(Tier.DETAIL), [replace(make_release(sequence=1), noticed=shown)]
    )

    assert published.verdict is Noticed.YES
