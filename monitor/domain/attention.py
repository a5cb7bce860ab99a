"""What a partnership needs from a person now: the groups of the overview, never a ranking."""

from collections.abc import Sequence
from enum import StrEnum

from monitor.domain.results import Attention, FlagKind, PublishedRound, Severity

_SEVERAL_FLAGS = 2


class Circumstance(StrEnum):
    """What keeps a partnership without flags in view."""

    NO_DATA = "no_data"
    FIRST_ROUND = "first_round"
    ONE_SIDED_VIEW = "one_sided_view"


def judge_attention(latest: PublishedRound | None) -> Attention:
    """Decide the group of a partnership from its newest release."""
    if latest is None:
        return Attention.WATCH
    about_scores = [flag for flag in latest.flags if flag.kind is not FlagKind.SILENCE]
    if len(about_scores) >= _SEVERAL_FLAGS or any(
        flag.severity is Severity.ACT for flag in about_scores
    ):
        return Attention.TALK_NOW
    if latest.flags:
        return Attention.PLAN_TALK
    return Attention.WATCH if find_circumstances(latest) else Attention.NO_SIGNALS


def find_circumstances(latest: PublishedRound | None) -> Sequence[Circumstance]:
    """Return why a partnership is worth watching apart from its flags."""
    if latest is None:
        return [Circumstance.NO_DATA]
    found = []
    if latest.sequence == 1:
        found.append(Circumstance.FIRST_ROUND)
    if not latest.has_all_parties:
        found.append(Circumstance.ONE_SIDED_VIEW)
    return found
