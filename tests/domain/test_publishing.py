"""What is shown of one party when its tiers are given."""

import pytest

from monitor.domain.publishing import Permission, publish_party
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import HiddenReason, PublishedParty, PublishedQuestion, Tier
from monitor.domain.scoring import PartyScores, score_party
from monitor.domain.tiers import PartyTiers
from tests.builders import (
    MUNICIPALITY,
    current_questionnaire,
    make_answers,
    make_levels,
    make_responses,
)


def score(*levels: int, invited: int | None = None) -> PartyScores:
    return score_party(
        MUNICIPALITY,
        make_responses(MUNICIPALITY, make_levels(*levels)),
        invited=len(levels) if invited is None else invited,
        asked=current_questionnaire(),
    )


def permit(tier: Tier) -> Permission:
    return Permission(PartyTiers(tier, dict.fromkeys(Dimension, tier), tier), minimum_group=3)


def question_of(party: PublishedParty, code: str) -> PublishedQuestion:
    return next(each for each in party.questions if each.code == code)


def test_every_shown_score_tells_how_exact_it_is() -> None:
    party = publish_party(score(3, 4, 4, 4, 4), permit(Tier.COARSE))

    assert {each.tier for each in party.scores.values()} == {Tier.COARSE}
    assert {each.mean for each in party.scores.values()} == {4.0}


def test_what_the_audit_hid_says_so() -> None:
    party = publish_party(score(3, 4, 4, 4, 4), permit(Tier.DETAIL).cap(Tier.HIDDEN))

    assert not party.has_enough
    assert {each.hidden_because for each in party.scores.values()} == {HiddenReason.AUDIT}
    assert {each.tier for each in party.scores.values()} == {None}
    assert question_of(party, "TRU1").hidden_because is HiddenReason.AUDIT


def test_questions_that_the_audit_gave_up_are_hidden_alone() -> None:
    permission = permit(Tier.DETAIL).without({"TRU1"}).without({"TRU2"})

    party = publish_party(score(*[4] * 8), permission)

    assert question_of(party, "TRU1").hidden_because is HiddenReason.AUDIT
    assert question_of(party, "TRU2").hidden_because is HiddenReason.AUDIT
    assert question_of(party, "TRU3").mean == 4
    assert party.scores[Dimension.TRUST].mean == 4


def test_a_large_group_that_is_shown_coarsely_shows_no_questions() -> None:
    party = publish_party(score(*[4] * 9), permit(Tier.COARSE))

    assert {each.mean for each in party.questions} == {None}


def test_a_mark_is_given_up_alone() -> None:
    responses = make_responses(MUNICIPALITY, [make_answers(4, X4=8)] * 5)
    scores = score_party(MUNICIPALITY, responses, invited=5, asked=current_questionnaire())

    party = publish_party(scores, permit(Tier.DETAIL).without_mark())

    assert party.mark is None
    assert party.overall == 4


@pytest.mark.parametrize(("people", "is_alike"), [(4, True), (6, False)])
def test_the_interval_of_a_small_group_does_not_tell_how_many_answered(
    people: int, *, is_alike: bool
) -> None:
    three = publish_party(score(4, 4, 4, invited=9), permit(Tier.COARSE))
    more = publish_party(score(*[4] * people, invited=9), permit(Tier.COARSE))

    one, other = three.scores[Dimension.TRUST], more.scores[Dimension.TRUST]
    assert ((one.low, one.high) == (other.low, other.high)) is is_alike


def test_unknown_numbers_of_invited_people_are_not_counted() -> None:
    party = publish_party(score(4, 4, 4, 4, 4, invited=0), permit(Tier.DETAIL))

    assert party.invited is None
    assert party.respondents is None


def test_of_a_light_round_the_share_of_dont_know_needs_eight_people() -> None:
    permission = Permission(permit(Tier.DETAIL).tiers, minimum_group=3, is_light=True)

    assert publish_party(score(*[4] * 7), permission).dont_know_share is None
    assert publish_party(score(*[4] * 8), permission).dont_know_share == 0


def test_a_hidden_light_party_says_the_reason_and_not_that_questions_need_more() -> None:
    permission = Permission(permit(Tier.HIDDEN).tiers, minimum_group=3, is_light=True)

    party = publish_party(score(4, 4), permission)

    assert {each.hidden_because for each in party.scores.values()} == {HiddenReason.TOO_FEW_ANSWERS}
