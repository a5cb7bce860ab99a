import pytest

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedScore, Tier
from tests.factories import make_published_party, make_release


@pytest.mark.parametrize(
    ("tier", "is_fine"),
    [(Tier.OPEN, True), (Tier.DETAIL, True), (Tier.COARSE, False), (Tier.HIDDEN, False)],
)
def test_one_decimal_is_for_the_open_and_the_detailed_tier(tier: Tier, is_fine: bool) -> None:  # noqa: FBT001 - A parameter.
    assert tier.is_fine is is_fine


def test_tiers_go_from_the_most_to_the_least_that_is_shown() -> None:
    assert list(Tier) == [Tier.OPEN, Tier.DETAIL, Tier.COARSE, Tier.HIDDEN]


def test_a_score_is_shown_when_it_has_a_mean() -> None:
    assert PublishedScore(Dimension.TRUST, mean=3.0).is_shown
    assert not PublishedScore(Dimension.TRUST).is_shown


def test_the_response_share_needs_both_counts() -> None:
    assert make_published_party(respondents=6, invited=8).response_share == 0.75
    assert make_published_party(respondents=None, invited=8).response_share is None
    assert make_published_party(respondents=None, invited=None).response_share is None
    assert make_published_party(respondents=0, invited=0).response_share is None


def test_a_release_finds_its_parties() -> None:
    release = make_release()

    assert release.party(PartyId(2)).party_id == 2
    with pytest.raises(KeyError):
        release.party(PartyId(3))


def test_a_release_with_one_hidden_party_has_not_all_parties() -> None:
    hidden = make_published_party(party_id=2, tier=Tier.HIDDEN, has_enough=False)

    assert make_release().has_all_parties
    assert not make_release(parties=(make_published_party(), hidden)).has_all_parties
