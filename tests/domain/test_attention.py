import pytest

from monitor.domain.attention import Circumstance, find_circumstances, judge_attention
from monitor.domain.results import Attention, Flag, FlagKind, Severity, Tier
from tests.factories import make_published_party, make_release

LOW = Flag(FlagKind.LOW, Severity.WATCH)
GAP = Flag(FlagKind.GAP, Severity.WATCH)
SILENCE = Flag(FlagKind.SILENCE, Severity.WATCH)
STRONG_LOW = Flag(FlagKind.LOW, Severity.ACT)
STRONG_GAP = Flag(FlagKind.GAP, Severity.ACT)
STRONG_SILENCE = Flag(FlagKind.SILENCE, Severity.ACT)


def test_without_any_release_a_partnership_is_watched() -> None:
    assert judge_attention(None) is Attention.WATCH
    assert find_circumstances(None) == [Circumstance.NO_DATA]


@pytest.mark.parametrize(
    "flags", [[STRONG_LOW], [STRONG_GAP], [LOW, GAP], [LOW, LOW], [STRONG_LOW, SILENCE]]
)
def test_one_strong_flag_or_two_about_scores_ask_for_a_talk_now(flags: list[Flag]) -> None:
    assert judge_attention(make_release(sequence=2, flags=flags)) is Attention.TALK_NOW


@pytest.mark.parametrize(
    "flags", [[LOW], [GAP], [SILENCE], [STRONG_SILENCE], [STRONG_SILENCE, SILENCE], [LOW, SILENCE]]
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
