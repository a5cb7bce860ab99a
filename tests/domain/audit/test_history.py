"""Two releases of nearly the same people, against trying every answer they may have given."""

from itertools import product
from statistics import fmean

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.audit.history import PastNumbers, is_safe_over_time
from monitor.domain.audit.sheet import Sheet
from monitor.domain.measurement import Turnover
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.rounding import show_mean
from tests.audits import make_sheet

Row = tuple[int, ...]

COUNTS = dict.fromkeys(Dimension, 2)
# What two answers can be on the whole.
SCORES = [total / 2 for total in range(2, 11)]

rows = st.tuples(*[st.sampled_from([1, 2, 3, 4, 5, 5])] * 2)
tiers = st.sampled_from([Tier.COARSE, Tier.DETAIL])


def publish(trust: list[Row], tier: Tier) -> Sheet:
    """Publish what people answered on trust alone."""
    forms = [(*row, *[3] * 6) for row in trust]
    return make_sheet(forms, tier, counts=COUNTS, only=Dimension.TRUST)


def recall(before: list[Row], tier: Tier, *, left: list[Row], joined: list[Row]) -> PastNumbers:
    """Recall that earlier these people answered, of whom some left before others joined."""
    turnover = Turnover(
        sequence=1,
        left=[(*row, *[3] * 6) for row in left],
        joined=[(*row, *[3] * 6) for row in joined],
    )
    return PastNumbers(publish(before, tier).published, turnover)


def is_safe_by_trying(
    stayed: list[Row], left: list[Row], joined: list[Row], tiers: tuple[Tier, Tier]
) -> bool:
    """Try every score of everyone but the insider, in both rounds at once."""
    truth = [fmean(row) for row in (*stayed, *left, *joined)]
    then = list(range(len(stayed) + len(left)))
    now = [*range(len(stayed)), *range(len(then), len(truth))]
    shown_then = show_mean(fmean(truth[each] for each in then), tiers[0])
    shown_now = show_mean(fmean(truth[each] for each in now), tiers[1])
    for insider in range(len(truth)):
        tried = [
            world
            for world in product(
                *[[score] if place == insider else SCORES for place, score in enumerate(truth)]
            )
            if show_mean(fmean(world[each] for each in then), tiers[0]) == shown_then
            and show_mean(fmean(world[each] for each in now), tiers[1]) == shown_now
        ]
        for target in range(len(truth)):
            scores = [world[target] for world in tried]
            if target != insider and max(scores) - min(scores) < 1:
                return False
    return True


@settings(max_examples=60)
@given(
    st.lists(rows, min_size=2, max_size=3),
    st.sampled_from([(1, 0), (0, 1), (1, 1), (0, 0)]),
    st.lists(rows, min_size=2, max_size=2),
    st.tuples(tiers, tiers),
)
def test_it_agrees_with_trying_every_answer(
    stayed: list[Row], change: tuple[int, int], others: list[Row], both: tuple[Tier, Tier]
) -> None:
    left, joined = others[: change[0]], others[1 : 1 + change[1]]
    sheet = publish([*stayed, *joined], both[1])
    past = recall([*stayed, *left], both[0], left=left, joined=joined)

    assert is_safe_over_time(sheet, past) is is_safe_by_trying(stayed, left, joined, both)


def test_a_leaver_at_the_end_of_the_scale_is_caught() -> None:
    stayed: list[Row] = [(3, 3), (3, 4), (4, 4), (4, 4), (3, 3), (3, 4), (4, 4), (4, 4)]
    left: list[Row] = [(5, 5)]

    past = recall([*stayed, *left], Tier.DETAIL, left=left, joined=[])

    assert not is_safe_over_time(publish(stayed, Tier.DETAIL), past)


def test_a_leaver_is_lost_between_two_means_in_halves() -> None:
    stayed: list[Row] = [(3, 3), (3, 4), (4, 4), (4, 4), (3, 3), (3, 4), (4, 4), (3, 4)]
    left: list[Row] = [(5, 5)]

    past = recall([*stayed, *left], Tier.COARSE, left=left, joined=[])

    assert is_safe_over_time(publish(stayed, Tier.COARSE), past)


def test_nothing_is_worked_back_where_those_who_stayed_answered_otherwise() -> None:
    then: list[Row] = [(2, 2)] * 8
    now: list[Row] = [(4, 4)] * 8
    left: list[Row] = [(5, 5)]

    past = recall([*then, *left], Tier.DETAIL, left=left, joined=[])

    assert is_safe_over_time(publish(now, Tier.DETAIL), past)


def test_what_was_hidden_then_tells_nothing_now() -> None:
    left: list[Row] = [(5, 5)]

    past = recall([(3, 4), (3, 3), *left], Tier.HIDDEN, left=left, joined=[])

    assert is_safe_over_time(publish([(3, 4), (3, 3)], Tier.COARSE), past)
