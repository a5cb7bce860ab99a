"""What a partnership needs from a person now, from its worries and where they stand."""

from collections.abc import Sequence
from datetime import date

from monitor.domain.attention import find_circumstances
from monitor.domain.flags.facts import RelationFacts
from monitor.domain.flags.rules import list_turning_days
from monitor.domain.flags.worry import Worry, WorryKind, WorryState
from monitor.domain.results import Attention, PublishedRound, Severity

_ABOUT_SCORES = {WorryKind.DECLINE, WorryKind.LOW, WorryKind.GAP, WorryKind.SPLIT}
_SEVERAL = 2


def judge_need(
    worries: Sequence[Worry],
    latest: PublishedRound | None,
    light: PublishedRound | None,
    today: date,
) -> Attention:
    """Decide the group of a partnership from its worries, its newest full round and a light after.

    What rests or was agreed about asks for no talk; what was talked about asks for the next one
    only, and how the relation is kept never asks for one now.
    """
    open_ones = [each for each in worries if each.is_open]
    asking = [each for each in open_ones if _asks(each, today)]
    scores = [each for each in asking if each.kind in _ABOUT_SCORES]
    unspoken = [each for each in scores if each.state is not WorryState.TALKED]
    if len(unspoken) >= _SEVERAL or any(each.severity is Severity.ACT for each in unspoken):
        return Attention.TALK_NOW
    if scores or any(_wants_plan(each) for each in asking):
        return Attention.PLAN_TALK
    is_one_sided = light is not None and not light.has_all_parties
    is_watched = open_ones or is_one_sided or find_circumstances(latest)
    return Attention.WATCH if is_watched else Attention.NO_SIGNALS


def next_look(worries: Sequence[Worry], facts: RelationFacts, today: date) -> date | None:
    """Return the next day on which time alone may change what a partnership needs, or None."""
    days = [each.snooze.until for each in worries if each.snooze and each.is_open]
    return min((each for each in [*days, *list_turning_days(facts)] if each > today), default=None)


def _asks(worry: Worry, today: date) -> bool:
    return worry.state is not WorryState.AGREED and not worry.is_resting(today)


def _wants_plan(worry: Worry) -> bool:
    if worry.kind is WorryKind.DONT_KNOW:
        return False
    return worry.kind is WorryKind.SILENCE or worry.severity is Severity.ACT
