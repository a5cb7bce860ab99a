"""What keeps a partnership in view without flags, and which flags are one worry."""

import pytest

from monitor.domain.attention import Circumstance, belongs_to_decline, find_circumstances
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity, Tier
from tests.factories import make_published_party, make_release


def test_without_any_release_there_is_no_data() -> None:
    assert find_circumstances(None) == [Circumstance.NO_DATA]


def test_a_first_round_is_one_to_watch() -> None:
    assert find_circumstances(make_release(sequence=1)) == [Circumstance.FIRST_ROUND]


def test_a_party_that_is_not_shown_leaves_one_view() -> None:
    hidden = make_published_party(party_id=2, tier=Tier.HIDDEN, has_enough=False)
    release = make_release(sequence=4, parties=(make_published_party(), hidden))

    assert find_circumstances(release) == [Circumstance.ONE_SIDED_VIEW]


def test_in_a_later_round_with_everyone_there_is_nothing_to_watch() -> None:
    assert find_circumstances(make_release(sequence=2)) == []


@pytest.mark.parametrize(
    ("party", "dimension", "belongs"),
    [
        (None, None, True),
        (2, None, True),
        (2, Dimension.TRUST, True),
        (None, Dimension.TRUST, True),
        (1, None, False),
        (2, Dimension.GROWTH, False),
    ],
)
def test_a_low_score_belongs_to_a_decline_that_may_have_led_to_it(
    party: int | None, dimension: Dimension | None, *, belongs: bool
) -> None:
    named = None if party is None else PartyId(party)
    low = Flag(FlagKind.LOW, Severity.WATCH, PartyId(2), Dimension.TRUST)
    decline = Flag(FlagKind.DECLINE, Severity.WATCH, named, dimension)

    assert belongs_to_decline(low, [decline, low]) is belongs
    assert not belongs_to_decline(decline, [decline, low])
