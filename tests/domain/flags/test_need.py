"""The groups of the overview, from worries and where they stand; and when to look again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.flags import life
from monitor.domain.flags.need import judge_need, next_look
from monitor.domain.flags.worry import Worry, WorryKind, WorryState
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, Flag, FlagKind, PublishedRound, Severity
from tests.domain.flags.facts import make_agreement, make_facts
from tests.domain.flags.worries import NOOR, flag, follow, make_worry, release_with
from tests.factories import TODAY, make_published_party, make_release

SECOND = make_release(sequence=2)
ACT = make_worry(severity=Severity.ACT)
UNTIL = TODAY + timedelta(days=30)


def need(*worries: Worry, light: PublishedRound | None = None) -> Attention:
    return judge_need(worries, SECOND, light, TODAY)


def test_what_is_sure_or_comes_together_asks_for_a_talk_now() -> None:
    other = make_worry(id=2, dimension=Dimension.GROWTH)

    assert need(ACT) is Attention.TALK_NOW
    assert need(make_worry(), other) is Attention.TALK_NOW
    assert need(make_worry()) is Attention.PLAN_TALK


def test_seen_or_come_back_it_asks_as_much_as_before() -> None:
    assert need(make_worry(severity=Severity.ACT, state=WorryState.SEEN)) is Attention.TALK_NOW
    assert need(make_worry(severity=Severity.ACT, state=WorryState.CAME_BACK)) is Attention.TALK_NOW


def test_what_was_talked_about_asks_for_the_next_talk_only() -> None:
    assert need(life.talk(ACT, NOOR)) is Attention.PLAN_TALK


def test_what_was_agreed_about_or_rests_asks_for_no_talk_and_is_watched() -> None:
    resting = life.snooze(ACT, UNTIL, "Vakantie", NOOR, TODAY)

    assert need(life.agree(ACT, NOOR)) is Attention.WATCH
    assert need(resting) is Attention.WATCH
    assert judge_need([resting], SECOND, None, UNTIL) is Attention.TALK_NOW


def test_what_is_closed_asks_for_nothing() -> None:
    assert need(life.close(ACT, NOOR)) is Attention.NO_SIGNALS


@pytest.mark.parametrize(
    ("kind", "severity", "attention"),
    [
        (WorryKind.SILENCE, Severity.WATCH, Attention.PLAN_TALK),
        (WorryKind.DONT_KNOW, Severity.WATCH, Attention.WATCH),
        (WorryKind.REVIEW_PASSED, Severity.ACT, Attention.PLAN_TALK),
        (WorryKind.NO_FRAMES, Severity.WATCH, Attention.WATCH),
    ],
)
def test_how_the_relation_is_kept_never_asks_for_a_talk_now(
    kind: WorryKind, severity: Severity, attention: Attention
) -> None:
    worries = [make_worry(id=number, kind=kind, severity=severity) for number in (1, 2)]

    assert need(*worries) is attention


@pytest.mark.parametrize(
    ("latest", "attention"),
    [
        ([], Attention.WATCH),
        ([make_release()], Attention.WATCH),
        ([SECOND], Attention.NO_SIGNALS),
    ],
)
def test_without_worries_only_what_is_new_is_watched(
    latest: Sequence[PublishedRound], attention: Attention
) -> None:
    assert judge_need([], latest[-1] if latest else None, None, TODAY) is attention


def test_a_light_round_that_too_few_answered_is_watched() -> None:
    hidden = make_published_party(party_id=2, has_enough=False)
    light = make_release(sequence=3, is_light=True, parties=(make_published_party(), hidden))

    assert need(light=light) is Attention.WATCH
    assert need(light=make_release(sequence=3, is_light=True)) is Attention.NO_SIGNALS


def test_the_next_look_is_on_the_first_day_that_may_change_something() -> None:
    resting = life.snooze(ACT, UNTIL, "Vakantie", NOOR, TODAY)
    due = TODAY + timedelta(days=5)
    facts = make_facts(agreements=[make_agreement(due_on=due)])

    assert next_look([resting], facts, TODAY) == due + timedelta(days=1)
    assert next_look([resting], make_facts(contacted_on=None), TODAY) == UNTIL


def test_days_that_have_been_are_not_looked_at_again() -> None:
    rested = life.snooze(ACT, UNTIL, "Vakantie", NOOR, TODAY)
    facts = make_facts(contacted_on=None)

    assert next_look([rested], facts, UNTIL) is None
    assert next_look([replace(rested, state=WorryState.CLOSED)], facts, TODAY) is None


# From the flags of a round.

LOW, GAP = flag(), flag(FlagKind.GAP, party=None)
SILENCE = flag(FlagKind.SILENCE, dimension=None)
DECLINE, SPLIT = flag(FlagKind.DECLINE), flag(FlagKind.SPLIT, dimension=None)
DONT_KNOW = flag(FlagKind.DONT_KNOW)


def surely(each: Flag) -> Flag:
    return replace(each, severity=Severity.ACT)


def need_after(*releases: PublishedRound) -> Attention:
    """Tell what is needed after these rounds, the last of which may be a light one."""
    worries: Sequence[Worry] = []
    for release in releases:
        worries = follow(worries, release)
    light = releases[-1] if releases[-1].is_light else None
    full = [each for each in releases if not each.is_light]
    return judge_need(worries, full[-1] if full else None, light, TODAY)


@pytest.mark.parametrize(
    "flags",
    [
        [surely(LOW)],
        [surely(GAP)],
        [LOW, GAP],
        [LOW, replace(LOW, dimension=Dimension.GROWTH)],
        [surely(LOW), SILENCE],
        [DECLINE, GAP],
        [DECLINE, SPLIT],
        [DECLINE, surely(LOW)],
        [surely(DECLINE)],
    ],
)
def test_one_sure_flag_or_two_about_scores_ask_for_a_talk_now(flags: Sequence[Flag]) -> None:
    assert need_after(release_with(*flags, sequence=2)) is Attention.TALK_NOW


@pytest.mark.parametrize(
    "flags",
    [
        [LOW],
        [GAP],
        [SILENCE],
        [surely(SILENCE)],
        [LOW, SILENCE],
        [DECLINE],
        [SPLIT],
        [DECLINE, LOW],
        [LOW, DONT_KNOW],
    ],
)
def test_one_flag_or_silence_asks_to_plan_a_talk(flags: Sequence[Flag]) -> None:
    assert need_after(release_with(*flags, sequence=2)) is Attention.PLAN_TALK
    assert need_after(release_with(*flags, sequence=1)) is Attention.PLAN_TALK


def test_often_not_knowing_is_only_watched() -> None:
    assert need_after(release_with(DONT_KNOW, sequence=4)) is Attention.WATCH


def test_who_falls_silent_in_a_light_round_needs_a_talk() -> None:
    light = release_with(SILENCE, sequence=3, is_light=True)

    assert need_after(release_with(sequence=2), light) is Attention.PLAN_TALK
    assert need_after(light) is Attention.PLAN_TALK


def test_a_light_round_that_all_answer_ends_the_silence_and_no_other_worry() -> None:
    light = release_with(sequence=3, is_light=True)

    assert need_after(release_with(SILENCE, sequence=2), light) is Attention.NO_SIGNALS
    assert need_after(release_with(surely(LOW), sequence=2), light) is Attention.TALK_NOW
    assert need_after(light) is Attention.WATCH
