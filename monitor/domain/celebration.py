"""What two parties may be proud of: kept agreements, what is strong now, what rose."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.kept import find_noticed
from monitor.domain.register.log import Change
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedRound

STRONG = 4.0  # From here a dimension is celebrated (seed 003; ``domain.md`` 1.4).


class CelebrationKind(StrEnum):
    """Why there is something to celebrate, in the order in which it is told."""

    KEPT = "kept"  # The others noticed that an agreement was kept.
    BECAME_STRONG = "became_strong"
    STRONG = "strong"  # Strong before, and still.
    CHANGED = "changed"  # Something changed thanks to the cooperation.


@dataclass(frozen=True, slots=True)
class Celebration:
    """One thing to be proud of. Never of one party's score: what is strong is so for all."""

    kind: CelebrationKind
    dimension: Dimension | None = None
    owner: PartyId | None = None
    text: str = ""
    record_id: RecordId | None = None


def find_celebrations(
    releases: Sequence[PublishedRound],
    agreements: Sequence[Record[Agreement]],
    changes: Sequence[Record[Change]],
) -> Sequence[Celebration]:
    """Return what there is to celebrate after the newest of the releases, which is the last.

    ``changes``: what changed thanks to the cooperation since the round before.
    """
    latest, before = releases[-1], releases[-2] if len(releases) > 1 else None
    found = [_kept(each) for each in agreements if _was_noticed(each, latest)]
    for dimension in Dimension:
        if _is_strong(latest, dimension):
            was = before is not None and _is_strong(before, dimension)
            kind = CelebrationKind.STRONG if was else CelebrationKind.BECAME_STRONG
            found.append(Celebration(kind, dimension))
    found += [
        Celebration(CelebrationKind.CHANGED, text=each.content.text, record_id=each.id)
        for each in changes
    ]
    order = list(CelebrationKind)
    return sorted(found, key=lambda each: order.index(each.kind))


def _kept(record: Record[Agreement]) -> Celebration:
    agreement = record.content
    return Celebration(
        CelebrationKind.KEPT, agreement.dimension, agreement.owner, agreement.text, record.id
    )


def _was_noticed(record: Record[Agreement], latest: PublishedRound) -> bool:
    rounds = find_noticed(record.id, [latest])
    return any(each.verdict is Noticed.YES for each in rounds)


def _is_strong(release: PublishedRound, dimension: Dimension) -> bool:
    """Tell whether a dimension is strong for all together, and for no party weak."""
    joint = release.joint[dimension]
    return joint is not None and joint >= STRONG
