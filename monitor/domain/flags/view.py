"""A worry with its ground: what of it is shown, and what that rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.life import can_reopen
from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.light_rounds import keep_full
from monitor.domain.partnership import Partnership
from monitor.domain.results import Flag, PublishedRound


@dataclass(frozen=True, slots=True)
class WorryView:
    """One worry with its ground.

    ``flag``: the flag of the newest round in which it was found, None for a rule. ``releases``: the
    full rounds up to that one (and the light one, where it was found in a light one), oldest first;
    for a rule all full rounds. ``guideline``: the code of what it rests on.
    """

    worry: Worry
    is_resting: bool
    can_reopen: bool
    guideline: str
    flag: Flag | None
    releases: Sequence[PublishedRound]

    @property
    def is_asking(self) -> bool:
        """Tell whether it asks for a look now: it is open and does not rest."""
        return self.worry.is_open and not self.is_resting


def view_worry(
    worry: Worry, partnership: Partnership, releases: Sequence[PublishedRound], today: date
) -> WorryView:
    """Return a worry with its ground; ``releases``: all of the partnership, oldest first."""
    flag, ground = _find_ground(worry, releases)
    # What nothing was agreed about rests on what the worry itself rests on.
    kind = worry.basis.about or worry.kind
    phase = ground[-1].phase if flag else partnership.phase
    return WorryView(
        worry=worry,
        is_resting=worry.is_open and worry.is_resting(today),
        can_reopen=can_reopen(worry),
        guideline=guideline_of(kind, worry.dimension, phase),
        flag=flag,
        releases=ground,
    )


def _find_ground(
    worry: Worry, releases: Sequence[PublishedRound]
) -> tuple[Flag | None, Sequence[PublishedRound]]:
    """Return the newest flag of a worry, and the rounds that it is told from."""
    for place in range(len(releases) - 1, -1, -1):
        release = releases[place]
        for flag in release.flags:
            if (WorryKind(flag.kind.value), flag.party, flag.dimension) == worry.subject:
                return flag, [*keep_full(releases[:place]), release]
    return None, keep_full(releases)
