"""The headline: which fact comes first, and when it says that it may be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Severity,
    Tier,
)
from monitor.domain.round import Quarter
from monitor.domain.story import (
    Change,
    Statement,
    StatementKind,
    find_changes,
    tell_move,
    tell_story,
)
from tests.builders import CORE_CODES, INITIATIVE, MUNICIPALITY, make_closed_round, release_of
from tests.factories import make_gap, make_published_party, make_release

SURE, UNSURE = 0.1, 0.6

answers = st.sampled_from([1, 2, 3, 4, 5, None])
forms = st.lists(st.fixed_dictionaries(dict.fromkeys(CORE_CODES, answers)), max_size=6)


def make_party(
    party_id: int, trust: float | None = 3.5, *, margin: float = SURE, rest: float = 3.5
) -> PublishedParty:
    """Make a party with one mean on trust and another on the rest, each with its interval."""
    means = {**dict.fromkeys(Dimension, rest), Dimension.TRUST: trust}
    return make_published_party(
        party_id=party_id,
        scores={
            dimension: PublishedScore(dimension)
            if mean is None
            else PublishedScore(dimension, mean, mean - margin, mean + margin)
            for dimension, mean in means.items()
        },
    )


def make_hidden(party_id: int) -> PublishedParty:
    return make_published_party(
        party_id=party_id,
        tier=Tier.HIDDEN,
        has_enough=False,
        scores={each: PublishedScore(each) for each in Dimension},
    )


def make_published(*parties: PublishedParty) -> PublishedRound:
    """Make a release with the gaps and joint scores that follow from its parties."""
    gaps, joint = {}, {}
    for dimension in Dimension:
        means = {
            party.party_id: mean
            for party in parties
            if (mean := party.scores[dimension].mean) is not None
        }
        is_whole = len(means) == len(parties)
        low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
        difference = round(means[high] - means[low], 1) if is_whole else None
        gaps[dimension] = make_gap(
            dimension=dimension, difference=difference, higher=high, lower=low
        )
        joint[dimension] = sum(means.values()) / len(means) if is_whole else None
    return make_release(parties=parties, gaps=gaps, joint=joint)


def kinds_of(statements: Sequence[Statement]) -> list[StatementKind]:
    return [each.kind for each in statements]


def tell(before: Sequence[PublishedParty], after: Sequence[PublishedParty]) -> Sequence[Statement]:
    return tell_story([make_published(*before), make_published(*after)])


# What can be seen at all.


def test_without_any_party_shown_there_is_no_view() -> None:
    story = tell_story([make_release(parties=(make_hidden(1), make_hidden(2)))])

    assert kinds_of(story) == [StatementKind.NO_VIEW]


def test_with_one_party_shown_its_view_is_named_first() -> None:
    story = tell([make_party(1), make_party(2)], [make_party(1), make_hidden(2)])

    assert story[0] == Statement(StatementKind.ONE_VIEW, party=MUNICIPALITY)
    assert kinds_of(story) == [StatementKind.ONE_VIEW, StatementKind.NO_CLEAR_CHANGE]


def test_a_move_of_the_only_party_shown_follows_that_it_is_the_only_one() -> None:
    story = tell([make_party(1, 4.0), make_party(2)], [make_party(1, 3.0), make_hidden(2)])

    assert kinds_of(story) == [StatementKind.ONE_VIEW, StatementKind.ONE_FALLS]


def test_with_two_of_three_parties_shown_no_view_is_called_the_only_one() -> None:
    parties = [make_party(1), make_party(2), make_hidden(3)]

    assert StatementKind.ONE_VIEW not in kinds_of(tell(parties, parties))


def test_a_first_round_names_the_widest_gap() -> None:
    story = tell_story([make_published(make_party(1, 4.0), make_party(2, 3.2))])

    assert list(story) == [
        Statement(StatementKind.FIRST_ROUND, dimension=Dimension.TRUST, after=0.8)
    ]


def test_a_first_round_with_one_view_has_no_gap_to_name() -> None:
    story = tell_story([make_published(make_party(1), make_hidden(2))])

    assert kinds_of(story) == [StatementKind.ONE_VIEW, StatementKind.FIRST_ROUND]
    assert story[1].dimension is None


# The gap.


def test_a_gap_that_grew_to_a_point_comes_first() -> None:
    story = tell([make_party(1, 3.6), make_party(2, 3.2)], [make_party(1, 3.8), make_party(2, 2.4)])

    assert story[0] == Statement(
        StatementKind.GAP_GREW, None, Dimension.TRUST, 0.4, 1.4, may_be_chance=False
    )


def test_a_gap_that_stays_above_a_point_is_told_as_such() -> None:
    parties = [make_party(1, 4.2), make_party(2, 3.0)]

    assert list(tell(parties, parties)) == [
        Statement(StatementKind.GAP_STAYS, None, Dimension.TRUST, 1.2, 1.2)
    ]


@pytest.mark.parametrize(
    ("before", "after"), [(0.5, 0.9), (0.8, 1.0), (0.9, 1.1)], ids=["small", "slow", "slower"]
)
def test_a_gap_below_a_point_or_that_hardly_grew_to_it_is_not_told(
    before: float, after: float
) -> None:
    story = tell(
        [make_party(1, 3.0 + before), make_party(2, 3.0)],
        [make_party(1, 3.0 + after), make_party(2, 3.0)],
    )

    assert StatementKind.GAP_GREW not in kinds_of(story)
    assert StatementKind.GAP_STAYS not in kinds_of(story)


def test_a_gap_of_a_dimension_that_was_not_shown_before_did_not_grow() -> None:
    story = tell([make_party(1, None), make_party(2, 3.0)], [make_party(1, 4.5), make_party(2, 3)])

    assert list(story) == [Statement(StatementKind.GAP_NOW, None, Dimension.TRUST, None, 1.5)]


def test_a_gap_that_grew_less_than_both_are_unsure_of_is_not_said_to_grow() -> None:
    # One party rose beyond doubt, but so did the other: the gap itself grew by 0.3 only.
    story = tell(
        [make_party(1, 3.2, margin=0.4), make_party(2, 2.1, margin=0.4)],
        [make_party(1, 4.5, margin=0.4), make_party(2, 3.1, margin=0.4)],
    )

    assert story[0] == Statement(StatementKind.GAP_STAYS, None, Dimension.TRUST, 1.1, 1.4)


def test_a_gap_between_means_without_intervals_is_told_without_its_growth() -> None:
    scores = {each: PublishedScore(each, 4.4) for each in Dimension}
    bare = make_published_party(party_id=1, scores=scores)

    story = tell([make_party(1, 3.0), make_party(2, 3.0, rest=3.0)], [bare, make_party(2, 3.0)])

    assert story[0].kind is StatementKind.GAP_NOW


# Moves.


def test_a_fall_of_all_parties_is_told_once_and_not_again_for_each() -> None:
    story = tell([make_party(1, 4.0), make_party(2, 4.0)], [make_party(1, 3.4), make_party(2, 3.3)])

    assert list(story) == [Statement(StatementKind.ALL_FALL, dimension=Dimension.TRUST)]


def test_a_fall_of_all_parties_may_be_chance_when_it_may_be_for_one() -> None:
    story = tell(
        [make_party(1, 4.0), make_party(2, 4.0, margin=UNSURE)],
        [make_party(1, 3.4), make_party(2, 3.6, margin=UNSURE)],
    )

    assert kinds_of(story) == [StatementKind.NO_CLEAR_CHANGE, StatementKind.ALL_FALL]
    assert story[1].may_be_chance


@pytest.mark.parametrize(
    ("after", "kind"), [(3.2, StatementKind.ONE_FALLS), (3.8, StatementKind.ONE_RISES)]
)
def test_a_move_of_one_party_names_it_with_then_and_now(after: float, kind: StatementKind) -> None:
    story = tell([make_party(1), make_party(2, 3.5)], [make_party(1), make_party(2, after)])

    assert list(story) == [Statement(kind, INITIATIVE, Dimension.TRUST, 3.5, after)]


@pytest.mark.parametrize(("margin", "may_be_chance"), [(0.2, False), (0.25, True), (0.6, True)])
def test_a_move_may_be_chance_when_the_intervals_of_then_and_now_touch(
    margin: float, *, may_be_chance: bool
) -> None:
    before = [make_party(1, 4.0, margin=margin), make_party(2)]
    after = [make_party(1, 3.5, margin=margin), make_party(2)]

    fall = next(each for each in tell(before, after) if each.kind is StatementKind.ONE_FALLS)
    assert fall.may_be_chance is may_be_chance


def test_falls_come_before_rises_and_the_largest_first() -> None:
    story = tell(
        [make_party(1, 3.0, rest=4.0), make_party(2, 4.2, rest=3.5)],
        [make_party(1, 3.9, rest=4.0), make_party(2, 3.8, rest=3.1)],
    )

    assert kinds_of(story) == [StatementKind.ONE_FALLS] * 3
    assert story[0].party == INITIATIVE


def test_a_move_of_less_than_three_tenths_is_little() -> None:
    story = tell([make_party(1, 3.5), make_party(2)], [make_party(1, 3.7), make_party(2)])

    assert list(story) == [Statement(StatementKind.NO_CLEAR_CHANGE, dimension=Dimension.TRUST)]


def test_no_clear_change_is_never_said_beside_a_clear_one() -> None:
    story = tell([make_party(1, 4.0), make_party(2)], [make_party(1, 3.3), make_party(2)])

    assert kinds_of(story) == [StatementKind.ONE_FALLS]


def test_of_several_changes_that_may_be_chance_only_the_first_is_told() -> None:
    story = tell(
        [make_party(1, 4.0, margin=UNSURE), make_party(2, 3.0, margin=UNSURE)],
        [make_party(1, 3.6, margin=UNSURE), make_party(2, 3.4, margin=UNSURE)],
    )

    assert kinds_of(story) == [StatementKind.NO_CLEAR_CHANGE, StatementKind.ONE_FALLS]


def test_a_party_that_joined_has_not_moved() -> None:
    story = tell([make_party(1), make_party(2)], [make_party(1), make_party(2), make_party(3, 3.0)])

    assert kinds_of(story) == [StatementKind.NO_CLEAR_CHANGE]


def test_one_fall_of_two_is_no_fall_of_all_when_the_third_is_not_shown() -> None:
    story = tell(
        [make_party(1, 4.0), make_party(2, 4.0), make_party(3)],
        [make_party(1, 3.5), make_party(2, 3.5), make_hidden(3)],
    )

    assert kinds_of(story) == [StatementKind.ONE_FALLS] * 2


def test_only_the_two_newest_rounds_are_compared() -> None:
    steady = make_published(make_party(1), make_party(2))
    once = make_published(make_party(1, 5.0), make_party(2, 5.0))

    assert tell_story([once, steady, steady]) == tell_story([steady, steady])


# What the signals say.


def make_history(*trust: float, rest: float = 3.5) -> list[PublishedRound]:
    """Make a quarter for each mean of the initiative on trust, the first one of 2025."""
    return [
        replace(
            make_published(make_party(1), make_party(2, mean, rest=rest)),
            quarter=Quarter(2025, 1).shift(place),
        )
        for place, mean in enumerate(trust)
    ]


def flag_last(
    history: Sequence[PublishedRound], *flags: Flag, good_news: Sequence[GoodNews] = ()
) -> list[PublishedRound]:
    return [*history[:-1], replace(history[-1], flags=flags, good_news=good_news)]


def decline(
    party: PartyId | None = INITIATIVE,
    dimension: Dimension | None = Dimension.TRUST,
    severity: Severity = Severity.ACT,
) -> Flag:
    probability = 0.5 if severity is Severity.ACT else 0.27
    return Flag(FlagKind.DECLINE, severity, party, dimension, probability)


FALL = make_history(3.8, 3.9, 3.8, 3.0, 3.1)
SLIDE = make_history(3.8, 3.9, 3.7, 3.5, 3.2, 3.0)


def test_a_decline_leads_the_story_with_since_when_and_from_what_to_what() -> None:
    story = tell_story(flag_last(FALL, decline()))

    assert story[0] == Statement(
        StatementKind.DECLINE,
        INITIATIVE,
        Dimension.TRUST,
        3.8,
        3.1,
        may_be_chance=False,
        since=Quarter(2025, 4),
    )


def test_a_slide_is_called_a_slide() -> None:
    story = tell_story(flag_last(SLIDE, decline()))

    assert (story[0].kind, story[0].since) == (StatementKind.SLIDE, Quarter(2025, 3))


def test_a_decline_to_watch_may_be_chance() -> None:
    assert tell_story(flag_last(FALL, decline(severity=Severity.WATCH)))[0].may_be_chance


def test_beside_a_decline_it_is_not_said_that_little_changed() -> None:
    story = tell_story(flag_last(FALL, decline()))

    assert kinds_of(story) == [StatementKind.DECLINE]


def test_a_decline_is_not_told_again_as_a_fall_since_the_last_round() -> None:
    story = tell_story(flag_last(FALL[:4], decline()))

    assert StatementKind.ONE_FALLS not in kinds_of(story)


def test_another_fall_since_the_last_round_is_still_told() -> None:
    story = tell_story(flag_last(FALL[:4], decline(dimension=Dimension.GROWTH)))

    assert kinds_of(story) == [StatementKind.DECLINE, StatementKind.ONE_FALLS]


def test_a_decline_that_names_nobody_is_told_of_the_average_of_all() -> None:
    story = tell_story(flag_last(FALL, decline(party=None)))

    assert (story[0].party, story[0].dimension) == (None, Dimension.TRUST)
    assert (story[0].before, story[0].after) == pytest.approx((3.65, 3.3))


def test_a_decline_that_the_shown_means_do_not_show_has_no_numbers() -> None:
    told = tell_move(FALL, decline(party=MUNICIPALITY))

    assert (told.since, told.before, told.after) == (None, None, None)


def test_a_decline_of_a_party_that_is_hidden_now_has_no_numbers() -> None:
    hidden = replace(FALL[-1], parties=(make_party(1), make_hidden(2)))

    assert tell_move([*FALL[:-1], hidden], decline()).since is None


def test_a_decline_that_names_nobody_is_told_by_the_only_party_that_is_shown() -> None:
    hidden = replace(FALL[-1], parties=(make_hidden(1), make_party(2, 3.1)))

    told = tell_move([*FALL[:-1], hidden], decline(party=None))

    assert (told.party, told.before, told.after) == (INITIATIVE, 3.8, 3.1)


def test_a_decline_of_a_party_that_joined_only_now_has_no_numbers() -> None:
    assert tell_move(FALL, decline(party=PartyId(3))).since is None


def test_a_rise_is_told_too_and_after_a_decline() -> None:
    rise = GoodNews(GoodNewsKind.RISE, INITIATIVE, Dimension.TRUST, 0.27)
    rising = make_history(3.0, 3.1, 3.0, 3.8, 3.7)

    story = tell_story(flag_last(rising, decline(party=MUNICIPALITY), good_news=[rise]))

    assert kinds_of(story) == [StatementKind.DECLINE, StatementKind.RISE]
    assert (story[1].before, story[1].after) == (3.0, 3.7)
    assert story[1].may_be_chance


def test_other_good_news_is_not_part_of_the_story() -> None:
    high = GoodNews(GoodNewsKind.HIGH, None, Dimension.TRUST, 0.9)

    assert kinds_of(tell_story(flag_last(make_history(3.5, 3.5), good_news=[high]))) == [
        StatementKind.NO_CLEAR_CHANGE
    ]


# Changes.


def test_changes_are_listed_from_the_largest() -> None:
    before = make_published(make_party(1, 4.0), make_party(2, 3.5))
    after = make_published(make_party(1, 3.8), make_party(2, 4.4))

    changes = find_changes(after, before)

    assert [change.points for change in changes[:3]] == [0.9, -0.2, 0.0]
    assert len(changes) == 8


def test_a_score_that_is_not_shown_has_not_moved_and_may_be_chance() -> None:
    shown = PublishedScore(Dimension.TRUST, 3.0, 2.8, 3.2)
    hidden = PublishedScore(Dimension.TRUST)

    for before, after in ((shown, hidden), (hidden, shown)):
        change = Change(PartyId(1), Dimension.TRUST, before, after)
        assert change.points == 0
        assert change.may_be_chance


def test_points_are_rounded_as_the_means_that_people_see() -> None:
    before = PublishedScore(Dimension.TRUST, 3.2, 3.0, 3.4)
    after = PublishedScore(Dimension.TRUST, 3.5, 3.3, 3.7)

    assert Change(PartyId(1), Dimension.TRUST, before, after).points == 0.3


# Anything that can be released.


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from([1, 2, 3]), forms, min_size=1), min_size=1))
def test_every_series_of_releases_has_a_story_of_one_to_three_sentences(
    rounds: list[dict[int, list[Mapping[str, Answer]]]],
) -> None:
    releases = [
        release_of(
            make_closed_round({PartyId(party): forms for party, forms in each.items()}), seed=1
        )
        for each in rounds
    ]

    story = tell_story(releases)

    assert 1 <= len(story) <= 3
    assert len({(each.party, each.dimension) for each in story}) == len(story)


@settings(max_examples=60)
@given(forms, forms, forms, forms)
def test_a_change_is_a_fact_only_when_every_interval_behind_it_is_clear(
    one: list[Mapping[str, Answer]],
    other: list[Mapping[str, Answer]],
    one_later: list[Mapping[str, Answer]],
    other_later: list[Mapping[str, Answer]],
) -> None:
    before = release_of(make_closed_round({MUNICIPALITY: one, INITIATIVE: other}))
    after = release_of(make_closed_round({MUNICIPALITY: one_later, INITIATIVE: other_later}))
    unclear = {
        (change.party, change.dimension)
        for change in find_changes(after, before)
        if change.may_be_chance
    }

    facts = [each for each in tell_story([before, after]) if not each.may_be_chance]

    moves = {StatementKind.ONE_FALLS, StatementKind.ONE_RISES}
    assert not [each for each in facts if each.kind in moves and subject(each) in unclear]
    assert not [
        each
        for each in facts
        if each.kind is StatementKind.ALL_FALL
        and {(MUNICIPALITY, each.dimension), (INITIATIVE, each.dimension)} & unclear
    ]


def subject(statement: Statement) -> tuple[PartyId | None, Dimension | None]:
    return statement.party, statement.dimension
