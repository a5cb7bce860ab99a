"""The same worry over the rounds: never twice, never lost, and over only when that shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.flags import life
from monitor.domain.flags.matching import (
    Found,
    Look,
    follow_release,
    follow_rules,
    last_followed,
    wake_rested,
)
from monitor.domain.flags.worry import Basis, StepKind, Worry, WorryKind, WorryState
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from tests.domain.flags.worries import (
    INITIATIVE,
    NOOR,
    PARTNERSHIP,
    day_of,
    flag,
    follow,
    make_worry,
    moment_of,
    only,
    release_with,
)
from tests.factories import NOW, TODAY, make_published_party, make_release, make_score

LOOK = Look(PARTNERSHIP, NOW, TODAY)
REVIEW = Found(WorryKind.REVIEW_PASSED, Severity.ACT, basis=Basis(on=TODAY))


def hidden_round(sequence: int, *flags: Flag) -> PublishedRound:
    """Make a round in which too few of the initiative answered for any number."""
    scores = {each: make_score(dimension=each, mean=None) for each in Dimension}
    hidden = make_published_party(party_id=2, has_enough=False, scores=scores, overall=None)
    parties = (make_published_party(party_id=1), hidden)
    return make_release(round_id=sequence, sequence=sequence, parties=parties, flags=flags)


def test_a_flag_makes_a_worry_with_the_moment_and_the_round_of_its_release() -> None:
    release = release_with(flag(severity=Severity.ACT), sequence=3)

    worry = only(follow([], release))

    assert worry.subject == (WorryKind.LOW, INITIATIVE, Dimension.TRUST)
    assert (worry.state, worry.severity) == (WorryState.NEW, Severity.ACT)
    assert worry.opened_on == day_of(release)
    assert worry.changed_at == moment_of(release)
    assert worry.sequences == (3,)
    assert [step.sequence for step in worry.steps] == [3]


def test_found_again_it_stays_one_worry_with_one_round_more() -> None:
    worry = only(follow([], release_with(flag()), release_with(flag(), sequence=2)))

    assert worry.sequences == (1, 2)
    assert worry.state is WorryState.NEW
    assert [step.kind for step in worry.steps] == [StepKind.FOUND, StepKind.FOUND]


def test_a_worry_goes_on_where_people_left_it() -> None:
    talked = life.talk(only(follow([], release_with(flag()))), NOOR)

    worry = only(follow([talked], release_with(flag(severity=Severity.ACT), sequence=2)))

    assert (worry.state, worry.severity) == (WorryState.TALKED, Severity.ACT)


def test_recovery_closes_it_with_good_news() -> None:
    worry = only(follow([], release_with(flag()), release_with(sequence=2)))

    assert worry.state is WorryState.CLOSED
    assert worry.with_good_news
    assert not worry.is_present
    assert (worry.steps[-1].by, worry.steps[-1].sequence) == (None, 2)


def test_a_party_that_is_hidden_has_not_recovered_by_that() -> None:
    worry = only(follow([], release_with(flag()), hidden_round(2)))

    assert worry.is_open
    assert not worry.is_present
    assert len(worry.steps) == 1


def test_a_score_that_is_still_low_has_not_recovered_when_its_flag_falls_away() -> None:
    scores = {each: make_score(dimension=each, mean=2.9) for each in Dimension}
    low = make_published_party(party_id=2, scores=scores)
    release = make_release(sequence=2, parties=(make_published_party(), low))

    assert only(follow([], release_with(flag()), release)).is_open


def test_what_was_over_and_is_found_again_came_back_as_the_same_worry() -> None:
    back = release_with(flag(), sequence=3)

    worry = only(follow([], release_with(flag()), release_with(sequence=2), back))

    assert worry.state is WorryState.CAME_BACK
    assert not worry.with_good_news
    assert worry.opened_on == day_of(back)
    assert worry.sequences == (1, 3)
    assert len(worry.steps) == 3


def test_what_a_person_closed_stays_closed_in_the_round_it_was_closed_in() -> None:
    release = release_with(flag())
    closed = life.close(only(follow([], release)), NOOR)

    assert only(follow([closed], release)) == closed


def test_what_a_person_closed_comes_back_in_a_later_round() -> None:
    closed = life.close(only(follow([], release_with(flag()))), NOOR)

    assert only(follow([closed], release_with(flag(), sequence=2))).state is WorryState.CAME_BACK
    assert only(follow([closed], release_with(sequence=2))).state is WorryState.CLOSED


def test_a_low_score_that_belongs_to_a_decline_is_no_worry_of_its_own() -> None:
    worry = only(follow([], release_with(flag(FlagKind.DECLINE), flag())))

    assert worry.kind is WorryKind.DECLINE


def test_a_decline_is_as_sure_as_the_low_score_that_it_ended_in() -> None:
    low = flag(severity=Severity.ACT)

    worry = only(follow([], release_with(flag(FlagKind.DECLINE), low)))

    assert (worry.kind, worry.severity) == (WorryKind.DECLINE, Severity.ACT)


def test_a_decline_that_is_old_goes_on_while_its_end_is_low() -> None:
    worry = only(follow([], release_with(flag(FlagKind.DECLINE)), release_with(flag(), sequence=2)))

    assert worry.kind is WorryKind.DECLINE
    assert worry.is_open
    assert worry.sequences == (1, 2)


def test_a_low_score_elsewhere_is_a_worry_of_its_own_beside_a_decline() -> None:
    elsewhere = flag(dimension=Dimension.GROWTH)

    worries = follow([], release_with(flag(FlagKind.DECLINE), elsewhere))

    assert [each.kind for each in worries] == [WorryKind.DECLINE, WorryKind.LOW]


def test_a_low_score_that_was_a_worry_before_its_decline_stays_one() -> None:
    both = release_with(flag(FlagKind.DECLINE), flag(), sequence=2)

    worries = follow([], release_with(flag()), both)

    assert [(each.kind, each.sequences) for each in worries] == [
        (WorryKind.LOW, (1, 2)),
        (WorryKind.DECLINE, (2,)),
    ]


def test_a_decline_that_stays_where_it_fell_is_over_without_good_news() -> None:
    worry = only(follow([], release_with(flag(FlagKind.DECLINE)), release_with(sequence=2)))

    assert worry.state is WorryState.CLOSED
    assert not worry.with_good_news


def test_a_decline_that_rose_again_is_good_news() -> None:
    scores = {each: make_score(dimension=each, mean=3.7) for each in Dimension}
    risen = make_release(
        sequence=2,
        parties=(make_published_party(), make_published_party(party_id=2, scores=scores)),
    )

    assert only(follow([], release_with(flag(FlagKind.DECLINE)), risen)).with_good_news


def test_a_worry_takes_the_names_that_the_newest_round_may_tell() -> None:
    vague = flag(FlagKind.DECLINE, party=None, dimension=None)
    exact = flag(FlagKind.DECLINE)

    named = only(follow([], release_with(vague), release_with(exact, sequence=2)))
    unnamed = only(follow([named], release_with(vague, sequence=3)))

    assert named.subject == (WorryKind.DECLINE, INITIATIVE, Dimension.TRUST)
    assert unnamed.subject == (WorryKind.DECLINE, None, None)
    assert unnamed.sequences == (1, 2, 3)


def test_a_vague_worry_beside_its_exact_name_ends_without_good_news() -> None:
    vague, exact = flag(dimension=None), flag()
    both = follow([], release_with(vague, exact))

    worries = follow(both, release_with(exact, sequence=2))

    assert [(each.dimension, each.is_open) for each in worries] == [
        (None, False),
        (Dimension.TRUST, True),
    ]
    assert not worries[0].with_good_news


def test_a_light_round_only_touches_silence() -> None:
    silence = flag(FlagKind.SILENCE, dimension=None)
    known = follow([], release_with(flag(), silence))

    worries = follow(known, release_with(sequence=2, is_light=True))

    assert [each.state for each in worries] == [WorryState.NEW, WorryState.CLOSED]
    assert worries[0] == known[0]


def test_silence_in_a_light_round_is_found_and_counts_for_no_full_round() -> None:
    silence = flag(FlagKind.SILENCE, dimension=None)

    worry = only(follow([], release_with(silence, sequence=2, is_light=True)))

    assert worry.sequences == ()
    assert worry.steps[0].sequence == 2


def test_a_resting_worry_wakes_when_it_surely_gets_worse() -> None:
    resting = life.snooze(make_worry(), TODAY + timedelta(days=300), "Verkiezingen", NOOR, TODAY)

    same = only(follow([resting], release_with(flag(), sequence=2)))
    worse = only(follow([resting], release_with(flag(severity=Severity.ACT), sequence=2)))

    assert same.snooze == resting.snooze
    assert worse.snooze is None
    assert [step.kind for step in worse.steps[-2:]] == [StepKind.WOKEN, StepKind.FOUND]


def test_a_worry_that_rested_until_today_is_woken_by_the_monitor() -> None:
    until = TODAY + timedelta(days=30)
    resting = life.snooze(make_worry(), until, "Vakantie", NOOR, TODAY)
    other = make_worry(id=2, dimension=Dimension.GROWTH)

    early = wake_rested([resting, other], NOW, until - timedelta(days=1))
    woken, untouched = wake_rested([resting, other], NOW, until)

    assert early == [resting, other]
    assert woken.snooze is None
    assert (woken.steps[-1].kind, woken.steps[-1].by) == (StepKind.WOKEN, None)
    assert untouched is other


def test_a_rule_that_holds_makes_a_worry_and_no_second() -> None:
    first = follow_rules([], [REVIEW], LOOK)

    worry = only(follow_rules(first, [REVIEW], LOOK))

    assert worry == only(first)
    assert worry.sequences == ()
    assert worry.basis == Basis(on=TODAY)


def test_a_rule_that_no_longer_holds_is_over_with_good_news() -> None:
    worry = only(follow_rules(follow_rules([], [REVIEW], LOOK), [], LOOK))

    assert (worry.state, worry.with_good_news) == (WorryState.CLOSED, True)


@pytest.mark.parametrize(
    ("kind", "is_over"), [(WorryKind.CONTACT_CHANGED, False), (WorryKind.REVIEW_PASSED, True)]
)
def test_what_just_passes_is_no_good_news(kind: WorryKind, is_over: bool) -> None:  # noqa: FBT001
    known = follow_rules([], [Found(kind, Severity.WATCH)], LOOK)

    assert not only(follow_rules(known, [], LOOK, is_over=is_over)).with_good_news


def test_a_rule_that_a_person_closed_comes_back_only_after_it_stopped_holding() -> None:
    closed = life.close(only(follow_rules([], [REVIEW], LOOK)), NOOR)

    still = follow_rules([closed], [REVIEW], LOOK)
    gone = follow_rules(still, [], LOOK)
    back = follow_rules(gone, [REVIEW], LOOK)

    assert only(still) == closed
    assert only(gone) == replace(closed, is_present=False)
    assert only(back).state is WorryState.CAME_BACK


def test_flags_and_rules_leave_each_other_alone() -> None:
    rule = make_worry(kind=WorryKind.REVIEW_PASSED, party=None, dimension=None, sequences=())
    low = make_worry()

    assert follow_rules([low], [], LOOK) == [low]
    assert follow([rule], release_with()) == [rule]


def test_the_newest_round_that_left_a_trace_is_known() -> None:
    closed = follow([], release_with(flag()), release_with(sequence=4))

    assert last_followed([]) == 0
    assert last_followed([*closed, only(follow_rules([], [REVIEW], LOOK))]) == 4


# Whatever the rounds bring.

_flags = st.builds(
    Flag,
    st.sampled_from(FlagKind),
    st.sampled_from(Severity),
    st.sampled_from([None, PartyId(1), PartyId(2)]),
    st.sampled_from([None, Dimension.TRUST, Dimension.GROWTH]),
)
_histories = st.lists(
    st.tuples(st.lists(_flags, max_size=5), st.booleans(), st.booleans()), min_size=1, max_size=6
)


def releases_of(
    history: Sequence[tuple[Sequence[Flag], bool, bool]],
) -> Sequence[PublishedRound]:
    return [
        hidden_round(sequence, *flags)
        if is_hidden
        else release_with(*flags, sequence=sequence, is_light=is_light)
        for sequence, (flags, is_light, is_hidden) in enumerate(history, start=1)
    ]


@given(_histories)
def test_there_is_at_most_one_worry_of_a_subject(
    history: Sequence[tuple[Sequence[Flag], bool, bool]],
) -> None:
    subjects = [each.subject for each in follow([], *releases_of(history))]

    assert len(subjects) == len(set(subjects))


@given(_histories)
def test_no_step_and_no_worry_is_ever_lost(
    history: Sequence[tuple[Sequence[Flag], bool, bool]],
) -> None:
    known: Sequence[Worry] = []
    for release in releases_of(history):
        after = follow(known, release)
        assert len(after) >= len(known)
        for before, now in zip(known, after, strict=False):
            assert now.steps[: len(before.steps)] == before.steps
            assert now.sequences[: len(before.sequences)] == before.sequences
        known = after


@given(_histories)
def test_to_follow_a_release_twice_is_to_follow_it_once(
    history: Sequence[tuple[Sequence[Flag], bool, bool]],
) -> None:
    releases = releases_of(history)
    once = follow([], *releases)
    newest = releases[-1]

    twice = follow_release(once, newest, PARTNERSHIP, moment_of(newest), day_of(newest))

    assert list(twice) == list(once)


@given(_histories)
def test_a_worry_is_closed_or_stands_open_by_its_last_step(
    history: Sequence[tuple[Sequence[Flag], bool, bool]],
) -> None:
    for worry in follow([], *releases_of(history)):
        states = [step.state for step in worry.steps if step.state]
        assert worry.state is states[-1]
        assert worry.is_open or not worry.is_present
