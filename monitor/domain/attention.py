"""What keeps a partnership in view, and which flags of a round are one worry."""

from collections.abc import Sequence
from enum import StrEnum

from monitor.domain.results import Flag, FlagKind, PublishedRound


class Circumstance(StrEnum):
    """What keeps a partnership without flags in view."""

    NO_DATA = "no_data"
    FIRST_ROUND = "first_round"
    ONE_SIDED_VIEW = "one_sided_view"


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
