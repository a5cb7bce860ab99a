"""Attacks on single people: each works on the numbers as measured, and fails on what is released.

The numbers are those of the method, section 3. What an attacker could compute is computed here, so
that a rule that is switched off is seen to let the attack through.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from statistics import fmean, pstdev

import pytest

from monitor.domain.analysis.uncertainty import estimate_level
from monitor.domain.audit.problem import KnownSum, Unknowns, find_range
from monitor.domain.disclosure import release
from monitor.domain.partnership import ParticipantId, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer
from monitor.domain.results import (
    FlagKind,
    HiddenReason,
    PublishedParty,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.domain.round import Quarter
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.builders import (
    INITIATIVE,
    MUNICIPALITY,
    THIRD,
    make_answers,
    make_closed_round,
    make_levels,
    release_of,
)
from tests.factories import make_round

Form = Mapping[str, Answer]
# Of each person what they gave to every question.
Levels = Mapping[str, int]

CALM = make_levels(4, 4, 3, 4, 4, 3)


@dataclass
class Partnership:
    """A municipality whose people are known, beside an initiative that never changes."""

    rounds: list[ClosedRound] = field(default_factory=list)
    releases: list[PublishedRound] = field(default_factory=list)

    def close(
        self, people: Mapping[str, Form], *, quarter: Quarter | None = None, linkable: bool = True
    ) -> PublishedParty:
        """Close the next round; return what is released of the municipality."""
        closed = make_closed_round({MUNICIPALITY: list(people.values()), INITIATIVE: CALM})
        sequence = len(self.rounds) + 1
        keys = [each.key for each in closed.responses]
        names = [*people, *(f"initiative {number}" for number in range(len(CALM)))]
        who = {
            key: ParticipantId(sum(name.encode()) * 1000 + len(name))
            for key, name in zip(keys, names, strict=True)
        }
        closed = replace(
            closed,
            round=make_round(
                id=sequence,
                sequence=sequence,
                quarter=quarter or Quarter(2025, 1).shift(sequence),
            ),
            people=who if linkable else {},
        )
        measured = measure_round(closed, self.rounds)
        published = release(measured, self.releases, Random(1))  # noqa: S311 - Not a secret.
        self.rounds.append(closed)
        self.releases.append(published)
        return published.party(MUNICIPALITY)


def give(levels: Levels) -> dict[str, Form]:
    return {name: make_answers(level) for name, level in levels.items()}


def release_parties(forms: Mapping[PartyId, Sequence[Form]]) -> PublishedRound:
    return release_of(make_closed_round(forms))


def trust_of(party: PublishedParty) -> float | None:
    return party.scores[Dimension.TRUST].mean


def numbers_of(published: PublishedRound) -> object:
    """Return every number of a release, without its flags."""
    return published.parties, published.gaps, published.joint, published.overall


# The attacks of signals.md 4.4, in its order.


def test_attack_1_the_total_minus_one_side() -> None:
    visible, hidden = [4, 4, 4, 4, 4, 5], [2, 4]
    total, side = fmean([*visible, *hidden]), fmean(visible)

    worked_back = (8 * total - 6 * side) / 2

    assert worked_back == pytest.approx(fmean(hidden))
    releases = [
        release_parties({MUNICIPALITY: make_levels(*visible), INITIATIVE: make_levels(*two)})
        for two in ([2, 4], [5, 5], [1, 1])
    ]
    assert releases[0] == releases[1] == releases[2]
    assert releases[0].overall is None
    assert {gap.hidden_because for gap in releases[0].gaps.values()} == {
        HiddenReason.OTHER_PARTY_HIDDEN
    }


def test_attack_2_a_result_before_and_after_one_more_answer() -> None:
    before, after = fmean([4, 4, 3]), fmean([4, 4, 3, 3])

    assert 4 * after - 3 * before == pytest.approx(3)
    partnership, quarter = Partnership(), Quarter(2026, 1)
    partnership.close(give({"a": 4, "b": 4, "c": 3}), quarter=quarter)
    party = partnership.close(give({"a": 4, "b": 4, "c": 3, "d": 3}), quarter=quarter)
    assert trust_of(party) is None
    assert party.scores[Dimension.TRUST].hidden_because is HiddenReason.TOO_FEW_CHANGED


def test_attack_3_of_two_people_each_knows_the_other() -> None:
    own, mean = 4.0, fmean([4, 2])

    assert 2 * mean - own == 2
    releases = [
        release_parties({MUNICIPALITY: make_levels(4, other), INITIATIVE: CALM})
        for other in (1, 2, 5)
    ]
    assert releases[0] == releases[1] == releases[2]


def test_attack_4_a_mean_with_its_spread() -> None:
    mean, spread = 3.67, 1.15 * (2 / 3) ** 0.5  # The sample's own, of three answers.

    fitting = {
        tuple(sorted(three))
        for three in product(range(1, 6), repeat=3)
        if abs(fmean(three) - mean) < 0.005 and abs(pstdev(three) - spread) < 0.005
    }

    assert fitting == {(3, 3, 5)}
    releases = [
        release_parties({MUNICIPALITY: make_levels(*three), INITIATIVE: CALM})
        for three in ([3, 3, 5], [3, 4, 4], [2, 4, 5])
    ]
    assert releases[0] == releases[1] == releases[2]


@pytest.mark.parametrize(("level", "shown"), [(1, 1.5), (5, 4.5)])
def test_attack_5_a_mean_at_the_end_of_the_scale(level: int, shown: float) -> None:
    everyone = [level] * 5

    assert [five for five in product(range(1, 6), repeat=5) if fmean(five) == fmean(everyone)] == [
        tuple(everyone)
    ]
    same = release_parties({MUNICIPALITY: make_levels(*everyone), INITIATIVE: CALM})
    mixed = [level, level, level, level, 3]
    other = release_parties({MUNICIPALITY: make_levels(*mixed), INITIATIVE: CALM})
    assert trust_of(same.party(MUNICIPALITY)) == trust_of(other.party(MUNICIPALITY)) == shown


def test_attack_6_a_rolling_mean_with_one_hidden_round() -> None:
    shown, hidden = [4.0, 3.5, 4.0], 2.0
    rolling = fmean([*shown, hidden])

    assert 4 * rolling - sum(shown) == pytest.approx(hidden)
    histories = []
    for level in (1, 5):
        partnership = Partnership()
        partnership.close(give({"a": 4, "b": 4, "c": 4}))
        partnership.close(give({"a": level, "b": level}))
        partnership.close(give({"a": 4, "b": 3, "c": 4}))
        partnership.close(give({"a": 4, "b": 4, "c": 4}))
        histories.append([numbers_of(each) for each in partnership.releases])
    assert histories[0] == histories[1]


def test_attack_7_who_left_between_two_rounds() -> None:
    stayed, left = [4, 4, 5], 2
    before, after = fmean([*stayed, left]), fmean(stayed)

    assert 4 * before - 3 * after == pytest.approx(left)
    released = []
    for leaver in (2, 3):
        partnership = Partnership()
        first = partnership.close(give({"a": 4, "b": 4, "c": 5, "d": leaver}))
        second = partnership.close(give({"a": 4, "b": 4, "c": 5}))
        assert second.tier is Tier.COARSE
        released.append((trust_of(first), trust_of(second)))
    assert released[0][1] == released[1][1]
    # In halves, the difference leaves the leaver more than three points.
    first_low, second_high = 4 * 3.25, 3 * 4.75
    assert max(1.0, first_low - second_high) == 1.0


def test_attack_7_a_group_of_six_loses_its_decimal_when_one_left() -> None:
    partnership = Partnership()
    six = {"a": 4, "b": 3, "c": 4, "d": 2, "e": 4, "f": 3}

    first = partnership.close(give(six))
    second = partnership.close(give({name: six[name] for name in "abcde"}))

    assert first.tier is Tier.DETAIL
    assert second.tier is Tier.COARSE
    assert trust_of(second) == 3.5


def test_attack_7_who_answers_unlinked_may_have_changed() -> None:
    partnership = Partnership()
    six = give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 4, "f": 3})
    partnership.close(six, linkable=False)

    assert partnership.close(six, linkable=False).tier is Tier.COARSE


def test_attack_7_the_same_people_keep_their_decimal() -> None:
    partnership = Partnership()
    partnership.close(give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 4, "f": 3}))

    party = partnership.close(give({"a": 3, "b": 3, "c": 2, "d": 2, "e": 4, "f": 3}))

    assert party.tier is Tier.DETAIL
    assert trust_of(party) == 2.8


# H38.
def test_attack_8_two_views_that_differ_by_one_person() -> None:
    everyone = [4, 3, 4, 2, 4, 3, 4, 1]
    view, narrower = fmean(everyone), fmean(everyone[:-1])

    assert 8 * view - 7 * narrower == pytest.approx(1)
    # There is one view: nobody can ask for a part of the people, and a second one is refused.
    assert list(inspect.signature(release).parameters) == ["measured", "earlier", "random"]
    names = dict(zip("abcdefgh", everyone, strict=True))
    partnership, quarter = Partnership(), Quarter(2026, 1)
    partnership.close(give(names), quarter=quarter)
    del names["h"]
    assert trust_of(partnership.close(give(names), quarter=quarter)) is None


def test_attack_11_a_response_rate_with_a_flag_on_a_party_of_three() -> None:
    answered, invited = 2, 3

    assert invited - answered == 1  # Whoever answered knows who did not.
    published = release_of(
        make_closed_round(
            {MUNICIPALITY: make_levels(4, 4), INITIATIVE: CALM}, invited={MUNICIPALITY: invited}
        )
    )
    party = published.party(MUNICIPALITY)
    assert (party.respondents, party.invited) == (None, None)
    assert FlagKind.SILENCE not in {flag.kind for flag in published.flags}


# More attacks.


def test_an_insider_whose_two_colleagues_gave_the_highest() -> None:
    own, mean_in_halves = 2, 4.0
    others_at_least = 3 * (mean_in_halves - 0.25) - own

    assert others_at_least - 5 > 4  # Each of the two gave more than 4.
    published = release_parties({MUNICIPALITY: make_levels(2, 5, 5), INITIATIVE: CALM})
    assert published.party(MUNICIPALITY).scores[Dimension.TRUST].hidden_because is (
        HiddenReason.AUDIT
    )
    assert published.audit is not None
    assert published.audit.hidden == (MUNICIPALITY,)
    assert published.overall is None


def test_an_insider_among_five_costs_the_decimal_and_not_the_whole() -> None:
    five = [1, 5, 5, 5, 5]
    others_at_least = 5 * (fmean(five) - 0.05) - 1

    assert others_at_least - 3 * 5 > 4  # From one decimal each of the four gave more than 4.
    party = release_parties({MUNICIPALITY: make_levels(*five), INITIATIVE: CALM}).party(
        MUNICIPALITY
    )
    assert party.tier is Tier.COARSE
    assert trust_of(party) == 4.0


def test_a_coalition_of_two_of_three_is_left_a_point_in_the_middle_of_the_scale() -> None:
    # Not promised, see the limits in the method: what two know together leaves one sum.
    known, target = [3, 4], 3
    exact = 3 * fmean([*known, target]) - sum(known)

    assert exact == target
    party = release_parties({MUNICIPALITY: make_levels(*known, target), INITIATIVE: CALM}).party(
        MUNICIPALITY
    )
    assert trust_of(party) == 3.5
    low, high = 3 * 3.25 - sum(known), 3 * 3.75 - sum(known)
    assert high - low >= 1


def test_a_dimension_that_one_person_less_answered() -> None:
    # Two means over people that differ by one: a mark that only some gave is a filter as well.
    forms = [make_answers(4, X4=8), make_answers(4, X4=3), *make_levels(4, 4, 4)]

    assert fmean([8, 3]) * 2 - 8 == 3
    party = release_parties({MUNICIPALITY: forms, INITIATIVE: CALM}).party(MUNICIPALITY)
    assert party.mark is None


def test_a_mark_that_two_colleagues_gave_at_the_end_of_its_scale() -> None:
    own, marks = 2, [2, 10, 10]
    others_at_least = 3 * (7.5 - 0.25) - own

    assert others_at_least - 10 > 9
    forms = [make_answers(level, X4=mark) for level, mark in zip([3, 4, 3], marks, strict=True)]
    party = release_parties({MUNICIPALITY: forms, INITIATIVE: CALM}).party(MUNICIPALITY)
    assert party.mark is None
    assert trust_of(party) == 3.5


def test_two_rounds_in_one_quarter_that_differ_in_one_form() -> None:
    first, second = fmean([4, 3, 4, 2, 4]), fmean([4, 3, 4, 2, 1])

    assert 5 * (first - second) == pytest.approx(4 - 1)
    partnership, quarter = Partnership(), Quarter(2026, 1)
    partnership.close(give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 4}), quarter=quarter)
    party = partnership.close(
        give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 1}), quarter=quarter, linkable=False
    )
    assert party.scores[Dimension.TRUST].hidden_because is HiddenReason.TOO_FEW_CHANGED


def test_a_refused_correction_that_is_handed_in_once_more() -> None:
    partnership, quarter = Partnership(), Quarter(2026, 1)
    partnership.close(give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 4}), quarter=quarter)
    corrected = give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 1})
    partnership.close(corrected, quarter=quarter)

    assert trust_of(partnership.close(corrected, quarter=quarter)) is None


def test_a_correction_of_three_forms_is_shown() -> None:
    partnership, quarter = Partnership(), Quarter(2026, 1)
    partnership.close(give({"a": 4, "b": 3, "c": 4, "d": 2, "e": 4}), quarter=quarter)

    party = partnership.close(give({"a": 1, "b": 1, "c": 5, "d": 2, "e": 4}), quarter=quarter)

    assert trust_of(party) == 2.6


def test_a_round_is_compared_with_more_than_the_round_before() -> None:
    # Between the two, ten others answered: the last round tells nothing, the one before it does.
    stayed = {name: 3 + (place < 5) for place, name in enumerate("abcdefgh")}
    before, after = 9 * (3.8 - 0.05), 8 * (3.6 + 0.05)

    assert before - after > 4.5  # Who left gave 5 to nearly everything.
    partnership = Partnership()
    partnership.close(give({**stayed, "i": 5}))
    partnership.close(give(dict.fromkeys("klmnopqrst", 3)))
    party = partnership.close(give(stayed))
    assert party.tier is Tier.HIDDEN
    assert partnership.releases[-1].audit is not None
    assert partnership.releases[-1].audit.hidden == (MUNICIPALITY,)


def test_the_exact_probability_of_a_flag() -> None:
    # Once shown, it gives the mean back; what was passed is the same for all of these.
    means = [1 + step / 10 for step in range(11)]
    chances = [
        estimate_level(mean, respondents=5, invited=5).probability_below(3.0) for mean in means
    ]

    assert len(set(chances)) == len(means)
    told = {
        (flag.severity, flag.probability)
        for levels in ([1, 1, 1, 1, 2], [2, 2, 2, 2, 2], [1, 2, 2, 2, 2])
        for flag in release_parties({MUNICIPALITY: make_levels(*levels), INITIATIVE: CALM}).flags
        if flag.kind is FlagKind.LOW
    }
    assert told == {(Severity.ACT, 0.9)}


def test_the_ends_of_an_interval() -> None:
    # An interval around the exact mean would tell 3.17 from 3.33, both shown as 3.0 or 3.5.
    exact = [estimate_level(mean, respondents=3, invited=3).interval() for mean in (3.34, 3.67)]

    assert exact[0] != exact[1]
    ends = []
    for levels in ([3, 3, 4], [3, 4, 4]):
        party = release_parties({MUNICIPALITY: make_levels(*levels), INITIATIVE: CALM}).party(
            MUNICIPALITY
        )
        score = party.scores[Dimension.TRUST]
        ends.append((score.mean, score.low, score.high))
    assert ends[0] == ends[1]


def test_the_number_of_checks_of_the_audit() -> None:
    # One check per pair of people would tell how many answered, where no count is shown (R7).
    pairs = [people * (people - 1) for people in (3, 4)]

    assert pairs[0] != pairs[1]
    three = release_parties({MUNICIPALITY: make_levels(3, 4, 3), INITIATIVE: CALM})
    four = release_parties({MUNICIPALITY: make_levels(3, 4, 3, 4), INITIATIVE: CALM})
    assert three.audit == four.audit


def test_of_three_parties_the_hidden_one_cannot_be_worked_back_from_the_others() -> None:
    # A trap for hiding by halves: the hidden party with one of the shown in a sum of their own.
    known = {MUNICIPALITY: 4.0, INITIATIVE: 2.0}
    total = fmean([4.0, 2.0, 3.0])
    places = {MUNICIPALITY: 0, INITIATIVE: 1, THIRD: 2}
    shown = [KnownSum({places[party]: 1.0}, mean, mean) for party, mean in known.items()]
    everything = Unknowns(
        [1] * 3, [5] * 3, [*shown, KnownSum(dict.fromkeys(range(3), 1.0), 3 * total, 3 * total)]
    )

    assert find_range(everything, {2: 1.0}) == (3, 3)
    published = release_parties(
        {
            MUNICIPALITY: make_levels(*[4] * 5),
            INITIATIVE: make_levels(*[2] * 5),
            THIRD: make_levels(3, 3),
        }
    )
    assert find_range(Unknowns([1] * 3, [5] * 3, shown), {2: 1.0}) == (1, 5)
    assert published.overall is None
    assert set(published.joint.values()) == {None}
    assert {gap.difference for gap in published.gaps.values()} == {None}


def test_a_party_hidden_by_the_audit_is_not_called_silent() -> None:
    published = release_of(
        make_closed_round(
            {MUNICIPALITY: make_levels(2, 5, 5), INITIATIVE: CALM}, invited={MUNICIPALITY: 5}
        )
    )

    assert published.party(MUNICIPALITY).tier is Tier.HIDDEN
    assert FlagKind.SILENCE not in {flag.kind for flag in published.flags}
