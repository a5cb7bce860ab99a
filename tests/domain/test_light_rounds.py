"""Which rounds may be compared, and what is current beside a light one."""

from monitor.domain.light_rounds import (
    find_light_since,
    keep_full,
    keep_light,
    list_current_flags,
)
from monitor.domain.results import Flag, FlagKind, Severity
from tests.factories import make_release

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


def test_who_is_silent_is_known_from_the_light_round_and_all_else_from_the_full_one() -> None:
    full = make_release(flags=[LOW, OLD_SILENCE])
    light = make_release(flags=[NEW_SILENCE], is_light=True)

    assert list_current_flags(full, None) == [LOW, OLD_SILENCE]
    assert list_current_flags(full, light) == [LOW, NEW_SILENCE]
    assert list_current_flags(None, light) == [NEW_SILENCE]
    assert list_current_flags(None, None) == ()
