"""Which rounds may be compared, what is current beside a light one, and what of it is shown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from monitor.domain.disclosure import release
from monitor.domain.light_rounds import (
    find_light_since,
    keep_full,
    keep_light,
)
from monitor.domain.partnership import ParticipantId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    FlagKind,
    HiddenReason,
    PublishedParty,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.domain.round import Quarter
from monitor.domain.rounding import show_mean
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.builders import (
    INITIATIVE,
    MUNICIPALITY,
    make_answers,
    make_closed_round,
    make_levels,
    release_of,
)
from tests.factories import make_release, make_round

# Of each person what they gave to every question.
People = Mapping[int, int]

LOW = Flag(FlagKind.LOW, Severity.WATCH)
OLD_SILENCE = Flag(FlagKind.SILENCE, Severity.WATCH)
NEW_SILENCE = Flag(FlagKind.SILENCE, Severity.ACT)

FIRST = make_release(sequence=1)
LIGHT = make_release(sequence=2, is_light=True)
THIRD = make_release(sequence=3)


def test_full_and_light_rounds_are_told_apart_in_their_order() -> None:
    releases = [FIRST, LIGHT, THIRD]

    assert keep_full(releases) == [FIRST, THIRD]
    assert keep_light(releases) == [LIGHT]


def test_a_light_round_is_news_until_the_next_full_one() -> None:
    assert find_light_since([FIRST, LIGHT]) is LIGHT
    assert find_light_since([LIGHT]) is LIGHT
    assert find_light_since([FIRST, LIGHT, THIRD]) is None
    assert find_light_since([]) is None


# What is released of a light round.


def release_light(people: int, mode: PrivacyMode = PrivacyMode.CONFIDENTIAL) -> PublishedRound:
    levels = make_levels(*[3, 4] * (people // 2), *[3] * (people % 2))
    closed = make_closed_round(
        {MUNICIPALITY: levels, INITIATIVE: make_levels(*[3, 4, 4] * 3)},
        is_light=True,
        privacy_mode=mode,
    )
    return release_of(closed)


@pytest.mark.parametrize("people", [3, 5, 7])
def test_of_fewer_than_eight_people_only_the_mean_of_the_four_answers_is_shown(people: int) -> None:
    party = release_light(people).party(MUNICIPALITY)

    assert party.overall == 3.5
    assert not any(score.is_shown for score in party.scores.values())
    assert {score.hidden_because for score in party.scores.values()} == {
        HiddenReason.TOO_FEW_FOR_QUESTIONS
    }
    assert not any(question.mean for question in party.questions)
    assert party.dont_know_share is None


def test_from_eight_people_on_every_answer_is_a_question_that_may_be_shown() -> None:
    party = release_light(8).party(MUNICIPALITY)

    assert {score.mean for score in party.scores.values()} == {3.5}
    assert {question.code for question in party.questions} == {"TRU1", "TRA2", "GRO2", "EQU1"}
    assert party.dont_know_share == 0


def test_of_two_people_nothing_is_shown_of_a_light_round_either() -> None:
    published = release_light(2)

    assert published.party(MUNICIPALITY).overall is None
    assert published.overall is None


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_where_everything_may_be_shown_one_answer_is(mode: PrivacyMode) -> None:
    party = release_light(1, mode).party(MUNICIPALITY)

    assert party.tier is Tier.OPEN
    assert {score.mean for score in party.scores.values()} == {3.0}


def test_the_margin_of_one_answer_is_wider_than_that_of_three() -> None:
    forms = {MUNICIPALITY: make_levels(*[3, 4] * 4), INITIATIVE: make_levels(*[3, 4] * 4)}
    light, full = (
        release_of(make_closed_round(forms, is_light=is_light))
        .party(MUNICIPALITY)
        .scores[Dimension.TRUST]
        for is_light in (True, False)
    )

    assert width_of(light.low, light.high) > width_of(full.low, full.high)


def width_of(low: float | None, high: float | None) -> float:
    assert low is not None
    assert high is not None
    return high - low


def test_a_light_round_is_told_as_one_and_judges_no_change() -> None:
    published = release_light(8)

    assert published.is_light
    assert published.change is None
    assert (published.flags, published.good_news) == ((), ())


def test_the_mean_that_is_all_that_is_shown_counts_as_checked() -> None:
    verdict = release_light(5).audit

    assert verdict is not None
    assert verdict.problems == 1 + 4
    assert verdict.narrowest == 1


class Partnership:
    """Rounds of a municipality whose people are known, beside an initiative that stays as it is."""

    def __init__(self) -> None:
        self.rounds: list[ClosedRound] = []
        self.releases: list[PublishedRound] = []

    def close(
        self, people: People, *, is_light: bool = False, quarter: int | None = None
    ) -> PublishedParty:
        """Close the next round, in the next quarter; return what is shown of the municipality."""
        sequence = len(self.rounds) + 1
        closed = make_closed_round(
            {
                MUNICIPALITY: [make_answers(level) for level in people.values()],
                INITIATIVE: make_levels(4, 4, 3, 4, 4, 3),
            }
        )
        who = dict(
            zip(
                [each.key for each in closed.responses],
                map(ParticipantId, [*people, *range(101, 107)]),
                strict=True,
            )
        )
        round_ = make_round(
            id=sequence,
            sequence=sequence,
            quarter=Quarter(2025, 1).shift(quarter or sequence),
            is_light=is_light,
        )
        closed = replace(closed, round=round_, people=who)
        published = release(
            measure_round(closed, self.rounds),
            self.releases,
            Random(1),  # noqa: S311 - Not a secret.
        )
        self.rounds.append(closed)
        self.releases.append(published)
        return published.party(MUNICIPALITY)


SIX = {1: 3, 2: 4, 3: 3, 4: 4, 5: 3, 6: 4}
EIGHT = {**SIX, 7: 3, 8: 4}
SEVEN = {**SIX, 7: 3}


def test_a_full_round_is_compared_with_the_last_full_one_not_with_the_light_one_between() -> None:
    between, without = Partnership(), Partnership()
    for partnership in (between, without):
        partnership.close(SIX, quarter=1)
    between.close({**SIX, 9: 1}, is_light=True, quarter=2)

    with_light, without_light = (each.close(SIX, quarter=3) for each in (between, without))

    assert with_light.scores == without_light.scores
    assert with_light.tier is Tier.DETAIL


def test_who_left_since_the_last_full_round_costs_the_decimal_also_after_a_light_one() -> None:
    partnership = Partnership()
    partnership.close(SEVEN)
    partnership.close(SIX, is_light=True)

    party = partnership.close(SIX)

    assert party.tier is Tier.COARSE


def test_a_light_round_of_a_quarter_is_no_correction_of_its_full_one() -> None:
    partnership = Partnership()
    partnership.close(SIX, quarter=1)

    party = partnership.close(SIX, is_light=True, quarter=1)

    assert party.overall == 3.5


def test_a_light_round_that_would_be_subtracted_from_a_larger_one_is_hidden() -> None:
    partnership = Partnership()
    partnership.close(EIGHT, is_light=True)

    party = partnership.close(SEVEN, is_light=True)

    assert not party.has_enough
    assert {score.hidden_because for score in party.scores.values()} == {HiddenReason.AUDIT}


def test_a_light_round_that_all_eight_answered_again_stays_as_it_is() -> None:
    partnership = Partnership()
    partnership.close(EIGHT, is_light=True)

    party = partnership.close(EIGHT, is_light=True)

    assert {score.mean for score in party.scores.values()} == {3.5}


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_who_left_between_two_light_rounds_cannot_be_worked_back(size: int) -> None:
    # Taken is the worst: everybody answers everything, and who stayed answers the same.
    possible = defaultdict(set)
    for stayed, left in product(range(4 * size, 20 * size + 1), range(4, 21)):
        before, after = halves((stayed + left) / (4 * size + 4)), halves(stayed / (4 * size))
        possible[before, after].add(left)

    assert min(max(sums) - min(sums) for sums in possible.values()) >= 1


def halves(mean: float) -> float:
    shown = show_mean(mean, Tier.COARSE)
    assert shown is not None
    return shown
