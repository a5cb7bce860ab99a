"""What a partnership needs from a person now: the groups of the overview, never a ranking."""

from collections.abc import Sequence
from enum import StrEnum

from monitor.domain.light_rounds import list_current_flags
from monitor.domain.results import Attention, Flag, FlagKind, PublishedRound, Severity

_SEVERAL_FLAGS = 2
_ABOUT_ANSWERING = {FlagKind.SILENCE, FlagKind.DONT_KNOW}


class Circumstance(StrEnum):
    """What keeps a partnership without flags in view."""

    NO_DATA = "no_data"
    FIRST_ROUND = "first_round"
    ONE_SIDED_VIEW = "one_sided_view"


def judge_attention(
    latest: PublishedRound | None, light: PublishedRound | None = None
) -> Attention:
    """Decide the group of a partnership from its newest full round, and a light one after it."""
    flags = list_current_flags(latest, light)
    about_scores = [flag for flag in flags if flag.kind not in _ABOUT_ANSWERING]
    worries = [each for each in about_scores if not belongs_to_decline(each, flags)]
    if len(worries) >= _SEVERAL_FLAGS or any(
        flag.severity is Severity.ACT for flag in about_scores
    ):
        return Attention.TALK_NOW
    if any(flag.kind is not FlagKind.DONT_KNOW for flag in flags):
        return Attention.PLAN_TALK
    is_watched = flags or find_circumstances(latest)
    return Attention.WATCH if is_watched else Attention.NO_SIGNALS


def belongs_to_decline(flag: Flag, flags: Sequence[Flag]) -> bool:
    """Tell whether a low score is where a decline of the same round ended: one worry, not two."""
    return flag.kind is FlagKind.LOW and any(
        decline.kind is FlagKind.DECLINE
        and decline.party in {None, flag.party}
        and decline.dimension in {None, flag.dimension}
        for decline in flags
    )


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
