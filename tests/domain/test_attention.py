import pytest

from monitor.domain.attention import (
    Circumstance,
    belongs_to_decline,
    find_circumstances,
    judge_attention,
)
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, Flag, FlagKind, Severity, Tier
from tests.factories import make_published_party, make_release

LOW = Flag(FlagKind.LOW, Severity.WATCH)
GAP = Flag(FlagKind.GAP, Severity.WATCH)
SILENCE = Flag(FlagKind.SILENCE, Severity.WATCH)
STRONG_LOW = Flag(FlagKind.LOW, Severity.ACT)
STRONG_GAP = Flag(FlagKind.GAP, Severity.ACT)
STRONG_SILENCE = Flag(FlagKind.SILENCE, Severity.ACT)
DECLINE = Flag(FlagKind.DECLINE, Severity.WATCH)
SPLIT = Flag(FlagKind.SPLIT, Severity.WATCH)
DONT_KNOW = Flag(FlagKind.DONT_KNOW, Severity.WATCH)


def test_without_any_release_a_partnership_is_watched() -> None:
    assert judge_attention(None) is Attention.WATCH
    assert find_circumstances(None) == [Circumstance.NO_DATA]


@pytest.mark.parametrize(
    "flags",
    [
        [STRONG_LOW],
        [STRONG_GAP],
        [LOW, GAP],
        [LOW, LOW],
        [STRONG_LOW, SILENCE],
        [DECLINE, GAP],
        [DECLINE, SPLIT],
        [DECLINE, STRONG_LOW],
        [Flag(FlagKind.DECLINE, Severity.ACT)],
    ],
)
def test_one_strong_flag_or_two_about_scores_ask_for_a_talk_now(flags: list[Flag]) -> None:
    assert judge_attention(make_release(sequence=2, flags=flags)) is Attention.TALK_NOW


@pytest.mark.parametrize(
    "flags",
    [
        [LOW],
        [GAP],
        [SILENCE],
        [STRONG_SILENCE],
        [STRONG_SILENCE, SILENCE],
        [LOW, SILENCE],
        [DECLINE],
        [SPLIT],
        [DECLINE, LOW],
        [LOW, DONT_KNOW],
    ],
)
def test_one_flag_or_silence_asks_to_plan_a_talk(flags: list[Flag]) -> None:
    assert judge_attention(make_release(sequence=2, flags=flags)) is Attention.PLAN_TALK


def test_a_first_round_without_flags_is_watched() -> None:
    release = make_release(sequence=1)

    assert judge_attention(release) is Attention.WATCH
    assert find_circumstances(release) == [Circumstance.FIRST_ROUND]


def test_a_party_that_is_not_shown_is_watched() -> None:
    hidden = make_published_party(party_id=2, tier=Tier.HIDDEN, has_enough=False)
    release = make_release(sequence=4, parties=(make_published_party(), hidden))

    assert judge_attention(release) is Attention.WATCH
    assert find_circumstances(release) == [Circumstance.ONE_SIDED_VIEW]


def test_a_later_round_with_everyone_and_no_flags_has_no_signals() -> None:
    release = make_release(sequence=2)

    assert judge_attention(release) is Attention.NO_SIGNALS
    assert find_circumstances(release) == []


def test_a_flag_weighs_more_than_a_first_round() -> None:
    assert judge_attention(make_release(sequence=1, flags=[LOW])) is Attention.PLAN_TALK


def test_often_not_knowing_is_only_watched() -> None:
    release = make_release(sequence=4, flags=[DONT_KNOW])

    assert judge_attention(release) is Attention.WATCH


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


def test_who_falls_silent_in_a_light_round_needs_a_talk() -> None:
    calm = make_release(sequence=2)
    light = make_release(sequence=3, flags=[SILENCE], is_light=True)

    assert judge_attention(calm, light) is Attention.PLAN_TALK
    assert judge_attention(None, light) is Attention.PLAN_TALK


def test_a_light_round_that_all_answer_ends_the_silence_and_no_other_worry() -> None:
    light = make_release(sequence=3, is_light=True)

    assert judge_attention(make_release(sequence=2, flags=[SILENCE]), light) is (
        Attention.NO_SIGNALS
    )
    assert judge_attention(make_release(sequence=2, flags=[STRONG_LOW]), light) is (
        Attention.TALK_NOW
    )
    assert judge_attention(None, light) is Attention.WATCH
