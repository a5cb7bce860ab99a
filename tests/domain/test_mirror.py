"""Expectations are released as a light round is: of each dimension from eight, else their mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest

from monitor.domain.disclosure import release
from monitor.domain.mirror import MirrorRow, compare_mirror
from monitor.domain.partnership import ParticipantId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer
from monitor.domain.results import HiddenReason, PublishedParty, PublishedRound, Tier
from monitor.services.results.measure_round import ClosedRound, measure_round
from tests.builders import INITIATIVE, MUNICIPALITY, make_answers, make_closed_round
from tests.factories import make_round

CODES = ("SP1", "SP2", "SP3", "SP4")
# People who differ enough to be shown, and who expect as much of all four.
LEVELS = (2, 3, 3, 4, 4, 3, 2, 4, 3, 3)


def form(level: Answer, expected: Answer) -> Mapping[str, Answer]:
    return make_answers(level, **dict.fromkeys(CODES, expected))


def close(
    people: Sequence[int],
    *,
    mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    sequence: int = 1,
    minimum_group: int = 3,
) -> ClosedRound:
    """Close a round of people by number: the level of each, expected of the other party too."""
    forms = [form(LEVELS[each], LEVELS[each]) for each in people]
    others = [make_answers(level) for level in (4, 4, 3, 5, 4, 4)]
    closed = make_closed_round(
        {MUNICIPALITY: forms, INITIATIVE: others},
        privacy_mode=mode,
        sequence=sequence,
        minimum_group=minimum_group,
    )
    keys = [each.key for each in closed.responses_of(MUNICIPALITY)]
    known = dict(zip(keys, map(ParticipantId, people), strict=True))
    rest = [each.key for each in closed.responses_of(INITIATIVE)]
    known |= {key: ParticipantId(100 + place) for place, key in enumerate(rest)}
    round_ = replace(
        make_round(id=sequence, sequence=sequence, privacy_mode=mode, minimum_group=minimum_group),
        has_mirror=True,
    )
    return replace(closed, round=round_, people=known)


def publish(*rounds: ClosedRound) -> PublishedRound:
    """Release rounds one after the other; return the last."""
    released: list[PublishedRound] = []
    for place, closed in enumerate(rounds):
        measured = measure_round(closed, rounds[:place])
        released.append(release(measured, released, Random(1)))  # noqa: S311 - Not a secret.
    return released[-1]


def municipality_of(*rounds: ClosedRound) -> PublishedParty:
    return publish(*rounds).party(MUNICIPALITY)


def test_from_eight_answers_each_dimension_is_told() -> None:
    party = municipality_of(close(range(8)))

    assert {each.mean for each in party.expected.values()} == {3.1}
    assert {each.tier for each in party.expected.values()} == {Tier.DETAIL}


@pytest.mark.parametrize("people", [5, 7])
def test_from_five_only_their_mean_is_in_halves(people: int) -> None:
    party = municipality_of(close(range(people)))

    reasons = {each.hidden_because for each in party.expected.values()}
    assert reasons == {HiddenReason.TOO_FEW_FOR_QUESTIONS}
    assert party.expected_overall == 3.0


def test_below_five_or_below_what_was_agreed_nothing_is() -> None:
    for closed in (close(range(4)), close(range(7), minimum_group=8)):
        party = municipality_of(closed)

        assert party.expected_overall is None
        assert {each.mean for each in party.expected.values()} == {None}
        assert HiddenReason.NOT_ANSWERED not in {
            each.hidden_because for each in party.expected.values()
        }


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_where_all_is_shown_one_answer_is_enough(mode: PrivacyMode) -> None:
    party = municipality_of(close([0], mode=mode))

    assert {each.mean for each in party.expected.values()} == {2.0}


def test_who_was_not_asked_or_said_nothing_expects_nothing() -> None:
    published = publish(close(range(8)))
    unasked = publish(replace(close(range(8)), round=make_round()))

    silent = published.party(INITIATIVE)
    assert {each.mean for each in silent.expected.values()} == {None}
    assert unasked.party(MUNICIPALITY).expected == {}


def test_colleagues_who_expect_alike_at_an_end_are_protected() -> None:
    closed = close(range(8))
    extreme = [
        replace(each, answers={**each.answers, **dict.fromkeys(CODES, 5)})
        if each.party_id == MUNICIPALITY
        else each
        for each in closed.responses
    ]

    party = municipality_of(replace(closed, responses=extreme))

    # A colleague who expected 1 would have known that all others expected 5.
    assert all(each.mean is None or each.mean == 4.5 for each in party.expected.values())


def test_one_who_left_costs_the_decimal_of_less_than_eight() -> None:
    first, second = close(range(9)), close(range(8), sequence=2)

    before, after = municipality_of(first), municipality_of(first, second)

    assert before.expected[Dimension.TRUST].tier is Tier.DETAIL
    assert after.expected_overall is None or after.expected[Dimension.TRUST].mean is not None


def test_expected_stands_beside_own_and_real() -> None:
    published = publish(close(range(8)))

    rows = compare_mirror(published, MUNICIPALITY)

    assert [row.dimension for row in rows] == list(Dimension)
    assert rows[0] == MirrorRow(Dimension.TRUST, 3.1, 3.1, 4.0, is_fine=True)
    assert rows[0].surprise == pytest.approx(0.9)


def test_without_dimensions_the_means_of_all_four_are_compared() -> None:
    published = publish(close(range(6)))

    (row,) = compare_mirror(published, MUNICIPALITY)

    assert (row.dimension, row.expected, row.is_fine) == (None, 3.0, False)
    assert row.real == published.party(INITIATIVE).overall


def test_what_is_hidden_of_the_others_stays_so() -> None:
    published = publish(close(range(8)))
    hidden = [
        each
        if each.party_id == MUNICIPALITY
        else replace(
            each, scores={key: replace(score, mean=None) for key, score in each.scores.items()}
        )
        for each in published.parties
    ]

    rows = compare_mirror(replace(published, parties=hidden), MUNICIPALITY)

    assert {row.real for row in rows} == {None}
    assert {row.surprise for row in rows} == {None}


def test_of_what_nobody_may_see_there_is_no_row() -> None:
    assert compare_mirror(publish(close(range(4))), MUNICIPALITY) == []
