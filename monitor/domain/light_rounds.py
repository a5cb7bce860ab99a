"""Which of the released rounds may be compared: full ones, never the light ones between them.

A light round asks one question of each dimension. It tells how things are for now, and nothing of
it stands in a row with full rounds.
"""

from collections.abc import Sequence

from monitor.domain.results import Flag, FlagKind, PublishedRound


def keep_full(releases: Sequence[PublishedRound]) -> Sequence[PublishedRound]:
    """Return the full rounds, in their order."""
    return [each for each in releases if not each.is_light]


def keep_light(releases: Sequence[PublishedRound]) -> Sequence[PublishedRound]:
    """Return the light rounds, in their order."""
    return [each for each in releases if each.is_light]


def find_light_since(releases: Sequence[PublishedRound]) -> PublishedRound | None:
    """Return the newest round if it is a light one; ``releases`` oldest first."""
    return releases[-1] if releases and releases[-1].is_light else None


def list_current_flags(full: PublishedRound | None, light: PublishedRound | None) -> Sequence[Flag]:
    """Return what needs a look now; ``light``: a light round held after the newest full one.

    Who answers is known from the light round; all the rest from the full one.
    """
    flags = full.flags if full else ()
    if light is None:
        return flags
    return [*(each for each in flags if each.kind is not FlagKind.SILENCE), *light.flags]
