"""Which of the released rounds may be compared: full ones, never the light ones between them.

A light round asks one question of each dimension. It tells how things are for now, and nothing of
it stands in a row with full rounds.
"""

from collections.abc import Sequence

from monitor.domain.results import PublishedRound


def keep_full(releases: Sequence[PublishedRound]) -> Sequence[PublishedRound]:
    """Return the full rounds, in their order."""
    return [each for each in releases if not each.is_light]


def keep_light(releases: Sequence[PublishedRound]) -> Sequence[PublishedRound]:
    """Return the light rounds, in their order."""
    return [each for each in releases if each.is_light]


def find_light_since(releases: Sequence[PublishedRound]) -> PublishedRound | None:
    """Return the newest round if it is a light one; ``releases`` oldest first."""
    return releases[-1] if releases and releases[-1].is_light else None
