"""The worries of a partnership as they are shown: where each stands, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.life import can_reopen
from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.light_rounds import keep_full
from monitor.domain.partnership import Partnership, PartnershipId, Phase
from monitor.domain.results import Flag, PublishedRound
from monitor.services.context import Context


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


def read_worries(context: Context, partnership_id: PartnershipId) -> Sequence[WorryView]:
    """Return all worries of a partnership, oldest first; NotFoundError if there is none."""
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        worries = uow.worries.list_of(partnership_id)
        releases = uow.releases.list_of(partnership_id) if worries else []
    return [view_worry(each, partnership, releases, context.today()) for each in worries]


def view_worry(
    worry: Worry, partnership: Partnership, releases: Sequence[PublishedRound], today: date
) -> WorryView:
    """Return a worry with its ground; ``releases``: all of the partnership, oldest first."""
    flag, ground = _find_ground(worry, releases)
    phase: Phase = ground[-1].phase if flag else partnership.phase
    # What was never agreed about rests on what the worry itself rests on.
    kind = worry.basis.about or worry.kind
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
    found_in = {each.sequence for each in worry.steps}
    for place in range(len(releases) - 1, -1, -1):
        release = releases[place]
        if release.sequence not in found_in:
            continue
        flag = _find_flag(worry, release)
        if flag:
            before = keep_full(releases[:place])
            return flag, [*before, release]
    return None, keep_full(releases)


def _find_flag(worry: Worry, release: PublishedRound) -> Flag | None:
    same = (worry.kind, worry.party, worry.dimension)
    flags = {
        (WorryKind(each.kind.value), each.party, each.dimension): each for each in release.flags
    }
    return flags.get(same)
