"""The rules of what may be shown in one round (method.md section 3).

The attacks that they refuse, over rounds as well, are in ``test_attacks.py``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.partnership import PartyId, Phase, PrivacyMode
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.response import Answer, Audience, Comment
from monitor.domain.results import (
    FlagKind,
    HiddenReason,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    Severity,
    Tier,
)
from monitor.services.results.measure_round import ClosedRound
from tests.builders import (
    CORE_CODES,
    INITIATIVE,
    MUNICIPALITY,
    THIRD,
    codes_of,
    make_answers,
    make_closed_round,
    make_levels,
    make_responses,
    release_of,
)

SHARED = {"O1": Comment("Goed overleg.", Audience.SHARED_SCREEN)}

answers = st.sampled_from([1, 2, 3, 4, 5, None])
forms = st.fixed_dictionaries(
    dict.fromkeys(CORE_CODES, answers), optional={"X4": st.sampled_from([1, 5, 10, None])}
)


def groups(minimum: int, maximum: int) -> st.SearchStrategy[list[dict[str, Answer]]]:
    return st.lists(forms, min_size=minimum, max_size=maximum)


def release_two(
    municipality: Sequence[Mapping[str, Answer]],
    initiative: Sequence[Mapping[str, Answer]],
    *,
    invited: Mapping[PartyId, int] | None = None,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
    comments: Mapping[str, Comment] | None = None,
) -> PublishedRound:
    return release_of(
        make_closed_round(
            {MUNICIPALITY: municipality, INITIATIVE: initiative},
            invited=invited,
            privacy_mode=privacy_mode,
            minimum_group=minimum_group,
            comments=comments,
        )
    )


def numbers_of(party: PublishedParty) -> list[float]:
    """Return every number that is published of a party, but for counts of people."""
    values = [party.overall, party.mark, party.dont_know_share]
    for score in party.scores.values():
        values += [score.mean, score.low, score.high, score.dont_know_share]
    values += [question.mean for question in party.questions]
    return [value for value in values if value is not None]


def question_of(party: PublishedParty, code: str) -> PublishedQuestion:
    return next(question for question in party.questions if question.code == code)


def spread(total: int) -> list[dict[str, Answer]]:
    """Make three forms whose nine answers on trust add up to a total."""
    values = [total // 9 + (place < total % 9) for place in range(9)]
    codes = codes_of(Dimension.TRUST)
    return [
        make_answers(4, **dict(zip(codes, values[first : first + 3], strict=True)))
        for first in (0, 3, 6)
    ]


# Tiers (R1).


# H38.
def test_of_two_answers_nothing_is_shown() -> None:
    party = release_two(make_levels(1, 5), make_levels(4, 4, 4, 4, 4)).party(MUNICIPALITY)

    assert party.tier is Tier.HIDDEN
    assert not party.has_enough
    assert numbers_of(party) == []
    assert {score.hidden_because for score in party.scores.values()} == {
        HiddenReason.TOO_FEW_ANSWERS
    }
    assert {question.hidden_because for question in party.questions} == {
        HiddenReason.TOO_FEW_ANSWERS
    }


@pytest.mark.parametrize("levels", [(3, 3, 4), (3, 3, 4, 4)])
def test_of_three_and_four_answers_means_are_shown_in_halves(levels: tuple[int, ...]) -> None:
    party = release_two(make_levels(*levels), make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert party.tier is Tier.COARSE
    assert party.scores[Dimension.TRUST].mean == 3.5
    assert party.overall == 3.5
    assert party.dont_know_share is None


def test_from_five_answers_means_are_shown_with_one_decimal() -> None:
    party = release_two(make_levels(3, 3, 4, 4, 4), make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert party.tier is Tier.DETAIL
    assert party.scores[Dimension.TRUST].mean == 3.6
    assert party.overall == 3.6
    assert party.dont_know_share == 0


def test_a_stricter_agreement_hides_what_would_be_shown() -> None:
    release = release_two(make_levels(3, 3, 3, 3, 3), make_levels(*[4] * 6), minimum_group=6)

    assert not release.party(MUNICIPALITY).has_enough
    assert release.party(INITIATIVE).has_enough


def test_a_laxer_agreement_changes_nothing() -> None:
    release = release_two(make_levels(3, 3), make_levels(*[4] * 6), minimum_group=1)

    assert not release.party(MUNICIPALITY).has_enough


def test_a_dimension_that_only_one_of_five_scored_is_not_shown() -> None:
    # The mean would be that person's own score.
    silent = make_answers(4, TRU1=None, TRU2=None, TRU3=None)
    release = release_two(
        [*[silent] * 4, make_answers(4, TRU1=2, TRU2=2, TRU3=1)], make_levels(4, 4, 4, 4, 4)
    )

    party = release.party(MUNICIPALITY)
    assert party.scores[Dimension.TRUST].mean is None
    assert party.scores[Dimension.TRUST].hidden_because is HiddenReason.TOO_FEW_ANSWERS
    assert party.scores[Dimension.GROWTH].mean == 4
    assert party.overall is None
    assert release.joint[Dimension.TRUST] is None
    assert release.gaps[Dimension.TRUST].hidden_because is HiddenReason.OTHER_PARTY_HIDDEN
    assert FlagKind.LOW not in {flag.kind for flag in release.flags}


def test_a_dimension_that_only_three_of_five_scored_is_shown_in_halves() -> None:
    silent = make_answers(4, TRU1=None, TRU2=None, TRU3=None)
    forms = [silent, silent, *spread(30)]

    party = release_two(forms, make_levels(4, 4, 4, 4, 4)).party(MUNICIPALITY)

    assert party.scores[Dimension.TRUST].mean == 3.5
    assert party.overall == 4


def test_a_mark_that_only_two_of_five_gave_is_not_shown() -> None:
    forms = [make_answers(4, X4=2), make_answers(4, X4=9), *make_levels(4, 4, 4)]

    party = release_two(forms, make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert party.mark is None


def test_the_mark_of_a_coarse_party_is_shown_in_halves() -> None:
    forms = [make_answers(4, X4=mark) for mark in (7, 7, 8)]

    assert release_two(forms, make_levels(4, 4, 4)).party(MUNICIPALITY).mark == 7.5


# Complementary hiding (R2).


def test_hiding_one_party_hides_the_gap_and_the_joint_scores() -> None:
    release = release_two(make_levels(*[4] * 6), make_levels(2, 2))

    assert release.party(MUNICIPALITY).scores[Dimension.TRUST].mean == 4
    assert {gap.difference for gap in release.gaps.values()} == {None}
    assert {gap.higher for gap in release.gaps.values()} == {None}
    assert {gap.hidden_because for gap in release.gaps.values()} == {
        HiddenReason.OTHER_PARTY_HIDDEN
    }
    assert set(release.joint.values()) == {None}
    assert release.overall is None
    assert not release.has_all_parties


def test_hiding_one_of_three_parties_hides_the_gap_and_the_joint_scores_too() -> None:
    release = release_of(
        make_closed_round(
            {
                MUNICIPALITY: make_levels(*[5] * 6),
                INITIATIVE: make_levels(*[1] * 6),
                THIRD: make_levels(2),
            }
        )
    )

    assert {gap.difference for gap in release.gaps.values()} == {None}
    assert set(release.joint.values()) == {None}
    assert FlagKind.GAP not in {flag.kind for flag in release.flags}


def test_attack_1_the_total_minus_one_side_is_refused() -> None:
    # Eight people with mean 3.8, of whom six have 4.1, would give the hidden two: 2.9.
    visible = make_levels(4, 4, 4, 4, 4, 5)

    releases = [release_two(visible, make_levels(*hidden)) for hidden in [(2, 4), (5, 5), (1, 1)]]

    assert releases[0] == releases[1] == releases[2]


def test_attack_3_of_two_people_one_does_not_learn_of_the_other() -> None:
    own = make_answers(4)

    with_two = release_two([own, make_answers(2)], make_levels(4, 4, 4))
    with_five = release_two([own, make_answers(5)], make_levels(4, 4, 4))

    assert with_two == with_five


# H38.
@settings(max_examples=60)
@given(groups(3, 9), groups(1, 2), groups(1, 2))
def test_no_answer_of_a_hidden_party_changes_the_release(
    visible: list[dict[str, Answer]],
    hidden: list[dict[str, Answer]],
    changed: list[dict[str, Answer]],
) -> None:
    changed = (changed * 2)[: len(hidden)]
    hidden = hidden[: len(changed)]

    assert release_two(visible, hidden) == release_two(visible, changed)


def test_the_partnership_score_is_the_plain_mean_of_the_parties_whatever_their_size() -> None:
    release = release_two(make_levels(*[4] * 20), make_levels(*[2] * 5))

    assert release.joint[Dimension.TRUST] == 3
    assert release.overall == 3


def test_the_joint_scores_come_from_the_published_ones_only() -> None:
    # Exactly 3.44 and 3.33: the mean would be 3.4, from what is shown it is 3.5.
    release = release_two(spread(31), spread(30))

    assert [party.scores[Dimension.TRUST].mean for party in release.parties] == [3.5, 3.5]
    assert release.joint[Dimension.TRUST] == 3.5


# No fine statistics (R3).


def test_attack_4_neither_spread_nor_extremes_are_published() -> None:
    # Means of a question and their standard deviation give all answers of three people in 99%.
    same = release_two(make_levels(3, 3, 3), make_levels(4, 4, 4))
    divided = release_two(make_levels(1, 3, 5), make_levels(4, 4, 4))

    assert same == divided


def test_questions_are_shown_from_eight_answers_as_means_only() -> None:
    seven, eight = make_levels(*[4] * 7), make_levels(*[4] * 8)

    release = release_two(seven, eight)

    few, enough = (question_of(party, "TRU1") for party in release.parties)
    assert few.mean is None
    assert few.hidden_because is HiddenReason.TOO_FEW_FOR_QUESTIONS
    assert enough.mean == 4
    assert {question.counts for party in release.parties for question in party.questions} == {None}


def test_a_question_that_seven_of_eight_answered_is_not_shown() -> None:
    forms = [make_answers(4, TRU1=None), *make_levels(*[4] * 7)]

    party = release_two(forms, make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert question_of(party, "TRU1").mean is None
    assert question_of(party, "TRU2").mean == 4


def test_a_stricter_agreement_holds_for_questions_too() -> None:
    forms = [make_answers(4, TRU1=None), *make_levels(*[4] * 9)]

    party = release_two(forms, make_levels(*[4] * 10), minimum_group=10).party(MUNICIPALITY)

    assert question_of(party, "TRU1").mean is None


def test_the_share_of_dont_know_per_dimension_needs_eight_who_scored_it() -> None:
    unsure = make_answers(4, TRU1=None)

    seven, eight = release_two([unsure] * 7, [unsure] * 8).parties

    assert seven.scores[Dimension.TRUST].dont_know_share is None
    assert eight.scores[Dimension.TRUST].dont_know_share == pytest.approx(0.35)


def test_the_share_of_dont_know_is_told_in_twentieths() -> None:
    one_of_sixty = [make_answers(4, TRU1=None), *make_levels(4, 4, 4, 4)]

    assert release_two(one_of_sixty, make_levels(4, 4, 4)).parties[0].dont_know_share == 0


def test_questions_of_other_phases_and_later_rounds_are_not_part_of_a_release() -> None:
    first = make_closed_round({MUNICIPALITY: make_levels(4, 4, 4)}, phase=Phase.BEFORE)
    second = make_closed_round({MUNICIPALITY: make_levels(4, 4, 4)}, phase=Phase.DURING, sequence=2)

    codes = [
        {question.code for question in release_of(closed).parties[0].questions}
        for closed in (first, second)
    ]

    assert codes[0] == {*CORE_CODES, "V1", "V2", "V3", "V4", "V5", "X1", "X2"}
    assert codes[1] == {*CORE_CODES, "D1", "D2", "D3", "D4", "X1", "X3", "X5"}


# Ends of the scale (R4).


@pytest.mark.parametrize(("level", "shown"), [(1, 1.5), (5, 4.5)])
def test_attack_5_a_mean_at_the_end_of_the_scale_tells_nobodys_answer(
    level: int, shown: float
) -> None:
    party = release_two(make_levels(*[level] * 5), make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert {score.mean for score in party.scores.values()} == {shown}
    assert party.overall == shown


@pytest.mark.parametrize(
    ("everyone", "not_everyone", "other"),
    [((1, 1, 1, 1, 1), (1, 1, 1, 2, 2), 4), ((5, 5, 5, 5, 5), (5, 5, 5, 4, 4), 2)],
)
def test_attack_5_holds_for_intervals_and_flags_too(
    everyone: tuple[int, ...], not_everyone: tuple[int, ...], other: int
) -> None:
    # Once the ends of the interval and the exact probability told the two apart.
    releases = [
        release_two(make_levels(*levels), make_levels(*[other] * 5))
        for levels in (everyone, not_everyone)
    ]

    assert releases[0] == releases[1]


@pytest.mark.parametrize(("mark", "shown"), [(1, 1.5), (10, 9.5)])
def test_a_mark_at_the_end_of_its_scale_tells_nobodys_mark(mark: int, shown: float) -> None:
    forms = [make_answers(4, X4=mark)] * 5

    assert release_two(forms, make_levels(4, 4, 4)).party(MUNICIPALITY).mark == shown


@pytest.mark.parametrize("level", [1, 5])
def test_the_interval_of_a_mean_at_the_end_reaches_the_end(level: int) -> None:
    party = release_two(make_levels(*[level] * 5), make_levels(4, 4, 4)).party(MUNICIPALITY)

    score = party.scores[Dimension.TRUST]
    assert level in {score.low, score.high}


# What a published number gives away.


@settings(max_examples=80)
@given(groups(3, 4), groups(1, 9))
def test_every_number_of_a_coarse_party_is_a_multiple_of_a_half(
    coarse: list[dict[str, Answer]], other: list[dict[str, Answer]]
) -> None:
    party = release_two(coarse, other).party(MUNICIPALITY)

    assert {value % 0.5 for value in numbers_of(party)} <= {0.0}
    assert all(question.mean is None for question in party.questions)


@settings(max_examples=80)
@given(groups(5, 9), groups(1, 9))
def test_no_number_of_a_detailed_party_is_finer_than_a_tenth_or_a_twentieth(
    detailed: list[dict[str, Answer]], other: list[dict[str, Answer]]
) -> None:
    party = release_two(detailed, other).party(MUNICIPALITY)

    assert all(math.isclose(value * 20, round(value * 20)) for value in numbers_of(party))
    means = [score.mean for score in party.scores.values() if score.mean is not None]
    assert all(1.5 <= mean <= 4.5 and mean == round(mean, 1) for mean in means)


@settings(max_examples=80)
@given(groups(1, 9), groups(1, 9))
def test_the_interval_of_a_published_score_holds_its_mean(
    one: list[dict[str, Answer]], other: list[dict[str, Answer]]
) -> None:
    shown = [
        score
        for party in release_two(one, other).parties
        for score in party.scores.values()
        if score.is_shown
    ]

    assert all(score.low is not None and score.high is not None for score in shown)
    assert all(1 <= (score.low or 0) < (score.high or 0) <= 5 for score in shown)


@pytest.mark.parametrize("total", range(9, 46))
def test_the_scores_of_a_coarse_party_tell_nothing_beyond_their_rounding(total: int) -> None:
    # Two totals that round alike look alike; once the ends of the interval told them apart.
    party = release_two(spread(total), make_levels(4, 4, 4)).party(MUNICIPALITY)
    rounded = min(4.5, max(1.5, round(total / 9 * 2) / 2))
    alike = release_two(make_trust(rounded), make_levels(4, 4, 4)).party(MUNICIPALITY)

    assert party.scores[Dimension.TRUST] == alike.scores[Dimension.TRUST]


def make_trust(mean: float) -> list[dict[str, Answer]]:
    return spread(math.ceil(mean * 9))


def test_a_flag_tells_which_probability_was_passed_and_not_the_probability() -> None:
    flags = release_two(make_levels(1, 1, 1, 1, 1), make_levels(5, 5, 5, 5, 5)).flags

    assert {flag.probability for flag in flags} == {0.9}
    assert {flag.severity for flag in flags} == {Severity.ACT}


def test_a_coarse_party_is_flagged_without_its_dimension() -> None:
    flags = release_two(make_levels(1, 1, 1), make_levels(1, 1, 1, 1, 1)).flags

    coarse = [flag for flag in flags if flag.party == MUNICIPALITY]
    detailed = [flag for flag in flags if flag.party == INITIATIVE]
    assert [flag.dimension for flag in coarse] == [None]
    assert {flag.dimension for flag in detailed} == set(Dimension)


@settings(max_examples=50)
@given(groups(1, 9), groups(1, 9), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    one: list[dict[str, Answer]],
    other: list[dict[str, Answer]],
    random: Random,
) -> None:
    closed = make_closed_round({MUNICIPALITY: one, INITIATIVE: other})
    shuffled = list(closed.responses)
    random.shuffle(shuffled)

    assert release_of(replace(closed, responses=shuffled)) == release_of(closed)


# Response (R7).


@pytest.mark.parametrize(
    ("answered", "invited", "shown"),
    [
        (3, 4, (None, None)),
        (4, 4, (None, None)),
        (3, 5, (3, 5)),
        (5, 5, (5, 5)),
        (2, 5, (None, 5)),
        (0, 5, (None, 5)),
    ],
)
def test_response_is_counted_from_five_invited_and_three_answers(
    answered: int, invited: int, shown: tuple[int | None, int | None]
) -> None:
    release = release_two(
        make_levels(*[4] * answered), make_levels(4, 4, 4), invited={MUNICIPALITY: invited}
    )

    party = release.party(MUNICIPALITY)
    assert (party.respondents, party.invited) == shown


@settings(max_examples=40)
@given(st.lists(st.sampled_from([3, 4]), min_size=4, max_size=4))
def test_of_four_invited_the_scores_do_not_tell_whether_all_answered(levels: list[int]) -> None:
    # Three of four or all four: with means alike, only the width of the interval could tell.
    all_four = make_levels(*[levels[0]] * 4)
    three = make_levels(*[levels[0]] * 3)

    releases = [
        release_two(forms, make_levels(4, 4, 4), invited={MUNICIPALITY: 4})
        for forms in (all_four, three)
    ]

    assert releases[0].party(MUNICIPALITY) == releases[1].party(MUNICIPALITY)


def test_attack_11_a_silent_party_of_three_is_neither_counted_nor_named() -> None:
    release = release_two(make_levels(4, 4), make_levels(4, 4, 4, 4, 4), invited={MUNICIPALITY: 3})

    silence = [flag for flag in release.flags if flag.kind is FlagKind.SILENCE]
    assert silence == []
    assert release.party(MUNICIPALITY).respondents is None
    assert release.party(MUNICIPALITY).response_share is None


# Comments.


def test_comments_for_the_shared_screen_are_shown_when_all_parties_are_fine() -> None:
    release = release_two(make_levels(*[4] * 5), make_levels(*[4] * 5), comments=SHARED)

    assert [comment.text for comment in release.comments] == ["Goed overleg."] * 10


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_no_comment_is_shown_when_one_party_is_not_fine(people: int) -> None:
    release = release_two(make_levels(*[4] * 5), make_levels(*[4] * people), comments=SHARED)

    assert list(release.comments) == []


@pytest.mark.parametrize("audience", [Audience.COACH_ONLY, Audience.NOT_VERBATIM])
@pytest.mark.parametrize("mode", list(PrivacyMode))
def test_no_comment_for_other_eyes_reaches_the_shared_screen(
    audience: Audience, mode: PrivacyMode
) -> None:
    comments = {"O1": Comment("Alleen voor de coach.", audience)}

    release = release_two(
        make_levels(*[4] * 5), make_levels(*[4] * 5), privacy_mode=mode, comments=comments
    )

    assert list(release.comments) == []


def test_comments_stand_in_an_order_that_chance_decides() -> None:
    closed = commented_round()

    orders = {
        tuple(comment.text for comment in release_of(closed, seed).comments) for seed in range(20)
    }

    assert len(orders) > 10
    assert {tuple(sorted(order)) for order in orders} == {tuple(str(n) for n in range(5))}


def commented_round() -> ClosedRound:
    closed = make_closed_round({MUNICIPALITY: make_levels(*[4] * 5)})
    responses = [
        replace(response, comments={"O1": Comment(str(number), Audience.SHARED_SCREEN)})
        for number, response in enumerate(closed.responses)
    ]
    return replace(closed, responses=responses)


# Open and joint modes.


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_where_everything_may_be_shown_one_answer_a_party_is_shown_in_full(
    mode: PrivacyMode,
) -> None:
    release = release_two(
        [make_answers(1, X4=1)], [make_answers(5, TRU1=None, X4=10)], privacy_mode=mode
    )

    one, other = release.parties
    assert one.tier is other.tier is Tier.OPEN
    assert (one.overall, one.mark, one.respondents, one.invited) == (1, 1, 1, 1)
    assert other.scores[Dimension.TRUST].mean == 5
    assert other.scores[Dimension.TRUST].dont_know_share == pytest.approx(0.35)
    assert question_of(one, "TRU1").counts == (1, 0, 0, 0, 0)
    assert release.gaps[Dimension.TRUST].difference == 4


def test_in_open_mode_a_dimension_that_nobody_scored_says_so() -> None:
    release = release_two(
        [make_answers(4, TRU1=None, TRU2=None)], make_levels(4), privacy_mode=PrivacyMode.OPEN
    )

    score = release.party(MUNICIPALITY).scores[Dimension.TRUST]
    assert score.hidden_because is HiddenReason.NOT_ANSWERED
    assert release.gaps[Dimension.TRUST].hidden_because is HiddenReason.NOT_ANSWERED


def test_in_open_mode_a_party_that_answered_nothing_hides_the_gap() -> None:
    release = release_two([], make_levels(4), privacy_mode=PrivacyMode.OPEN)

    assert not release.party(MUNICIPALITY).has_enough
    assert release.overall is None
    assert release.gaps[Dimension.TRUST].hidden_because is HiddenReason.OTHER_PARTY_HIDDEN


# The gap.


def test_a_gap_names_the_higher_and_the_lower_party_and_its_kind() -> None:
    release = release_two(make_levels(*[2] * 5), make_levels(*[4] * 5))

    gap = release.gaps[Dimension.TRUST]
    assert (gap.difference, gap.higher, gap.lower) == (2, INITIATIVE, MUNICIPALITY)
    assert gap.kind is QuestionKind.MIRRORED
    assert release.gaps[Dimension.EQUALITY].kind is QuestionKind.SHARED


def test_of_three_parties_the_two_farthest_apart_make_the_gap() -> None:
    release = release_of(
        make_closed_round(
            {
                MUNICIPALITY: make_levels(*[3] * 5),
                INITIATIVE: make_levels(*[2] * 5),
                THIRD: make_levels(*[4] * 5),
            }
        )
    )

    gap = release.gaps[Dimension.TRUST]
    assert (gap.difference, gap.higher, gap.lower) == (2, THIRD, INITIATIVE)
    assert release.overall == 3


# The release as a whole.


def test_a_round_that_nobody_answered_is_released_without_a_number() -> None:
    release = release_two([], [], invited={MUNICIPALITY: 6, INITIATIVE: 6})

    assert [numbers_of(party) for party in release.parties] == [[], []]
    assert release.overall is None
    assert {flag.kind for flag in release.flags} == {FlagKind.SILENCE}


def test_a_release_carries_what_its_round_agreed() -> None:
    closed = make_closed_round({MUNICIPALITY: make_levels(4)}, minimum_group=4, sequence=3)

    release = release_of(closed)

    assert (release.round_id, release.quarter) == (closed.round.id, closed.round.quarter)
    assert (release.minimum_group, release.sequence, release.phase) == (4, 3, Phase.DURING)
    assert release.questionnaire_version == closed.round.questionnaire_version


def test_answers_of_a_party_that_was_not_invited_are_left_out() -> None:
    closed = make_closed_round({MUNICIPALITY: make_levels(4, 4, 4)})
    stray = make_responses(THIRD, make_levels(1, 1, 1))

    release = release_of(replace(closed, responses=[*closed.responses, *stray]))

    assert release == release_of(closed)
