"""What a release says of a worry that it does not show any more: over, better, or unknown."""

from collections.abc import Sequence
from enum import Enum, auto

from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty, PublishedRound
from monitor.domain.signals import GAP_POINTS, LOW_LEVEL, SILENCE_SHARE, UNKNOWN_SHARE
from monitor.domain.story import NOTABLE_CHANGE

# Told of a party from five people on only (R6).
_ABOUT_DETAIL = {WorryKind.SPLIT, WorryKind.DONT_KNOW}


class Ending(Enum):
    """What became of a worry that was not found in a round."""

    UNKNOWN = auto()  # Too little is shown, or the numbers are still as they were.
    OVER = auto()  # It is no news any more, and did not get better.
    BETTER = auto()


def judge_ending(worry: Worry, release: PublishedRound) -> Ending:
    """Judge from what is published alone; the mirror image of what raises the flag.

    A flag that just misses its bar is not over by that: the number itself must be on the good side.
    """
    parties = [each for each in release.parties if worry.party in {None, each.party_id}]
    if not parties or not all(_is_told(worry, each) for each in parties):
        return Ending.UNKNOWN
    if worry.kind is WorryKind.DECLINE:
        # Told for some rounds only: staying as low as it became is no recovery.
        return Ending.BETTER if _has_risen(worry, release) else Ending.OVER
    return Ending.BETTER if _is_good(worry, release, parties) else Ending.UNKNOWN


def level_of(
    release: PublishedRound, party_id: PartyId | None, dimension: Dimension | None
) -> float | None:
    """Return the published mean of what a flag names; None where none is shown."""
    if party_id is None:
        return release.overall if dimension is None else release.joint[dimension]
    party = next((each for each in release.parties if each.party_id == party_id), None)
    if party is None:
        return None
    return party.overall if dimension is None else party.scores[dimension].mean


def _is_told(worry: Worry, party: PublishedParty) -> bool:
    """Tell whether the flag would stand in the release if it were still so."""
    if worry.kind is WorryKind.SILENCE:
        # In a party of which no counts are shown silence is never told.
        return party.has_enough and party.response_share is not None
    if worry.kind in _ABOUT_DETAIL and not party.tier.is_fine:
        return False
    return party.has_enough and all(party.scores[each].is_shown for each in _about(worry))


def _has_risen(worry: Worry, release: PublishedRound) -> bool:
    now, lowest = level_of(release, worry.party, worry.dimension), worry.basis.mean
    # Rounded, because 3.6 - 3.3 is a little less than 0.3 to a computer.
    return now is not None and lowest is not None and round(now - lowest, 1) >= NOTABLE_CHANGE


def _is_good(worry: Worry, release: PublishedRound, parties: Sequence[PublishedParty]) -> bool:
    match worry.kind:
        case WorryKind.LOW:
            means = [party.scores[each].mean for party in parties for each in _about(worry)]
            return all(mean is not None and mean >= LOW_LEVEL for mean in means)
        case WorryKind.GAP:
            gaps = [release.gaps[each].difference for each in _about(worry)]
            return all(gap is not None and gap <= GAP_POINTS for gap in gaps)
        case WorryKind.SILENCE:
            return all((party.response_share or 0.0) >= SILENCE_SHARE for party in parties)
        case WorryKind.DONT_KNOW:
            shares = [_unknown_share(worry, party) for party in parties]
            return all(share is None or share <= UNKNOWN_SHARE for share in shares)
    return True


def _unknown_share(worry: Worry, party: PublishedParty) -> float | None:
    if worry.dimension is None:
        return party.dont_know_share
    return party.scores[worry.dimension].dont_know_share


def _about(worry: Worry) -> Sequence[Dimension]:
    return list(Dimension) if worry.dimension is None else [worry.dimension]
