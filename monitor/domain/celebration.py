"""What two parties may be proud of: kept agreements, what is strong now, what grew and changed.

Everything rests on published rounds and on what people wrote down for all to read, so that nothing
here tells more than the partnership page does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.growth import NO_GROWTH, STAGES, GrowthPath
from monitor.domain.light_rounds import keep_full
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.kept import find_noticed
from monitor.domain.register.log import Change, GrowthStage, GrowthStep
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedRound
from monitor.domain.round import Quarter

STRONG = 4.0  # From here a dimension is celebrated (seed 003; ``domain.md`` 1.4).
STRONG_FOR_EACH = 3.5  # And no party may experience it as less than this.


class CelebrationKind(StrEnum):
    """Why there is something to celebrate, in the order in which it is told."""

    KEPT = "kept"  # The others noticed that an agreement was kept.
    BECAME_STRONG = "became_strong"
    STAYED_STRONG = "stayed_strong"
    STRONG = "strong"  # What it was before is not known.
    GREW = "grew"  # The initiative took a step.
    CHANGED = "changed"  # Something changed thanks to the cooperation.


@dataclass(frozen=True, slots=True)
class Celebration:
    """One thing to be proud of. Never of one party's score: what is strong is so for all.

    ``noticed_by``: the parties whose published answer says that an agreement was kept.
    ``score``: the mean of all together, ``is_fine`` where it has one decimal. ``stage``: the one
    that the initiative reached for the first time.
    """

    kind: CelebrationKind
    dimension: Dimension | None = None
    owner: PartyId | None = None
    text: str = ""
    record_id: RecordId | None = None
    noticed_by: tuple[PartyId, ...] = ()
    score: float | None = None
    is_fine: bool = True
    stage: GrowthStage | None = None


def find_celebrations(
    releases: Sequence[PublishedRound],
    agreements: Sequence[Record[Agreement]],
    changes: Sequence[Record[Change]],
    growth: GrowthPath = NO_GROWTH,
) -> Sequence[Celebration]:
    """Return what there is to celebrate after the newest of the releases, which is the last.

    ``changes`` and ``growth``: all of them; what is told is what came after the round before.
    """
    latest, before = (None, None, *releases)[-1], (None, None, *releases)[-2]
    since = before.quarter if before else None
    found = [*_find_kept(agreements, latest)] if latest else []
    found += _find_strong(latest, before) if latest else []
    found += [each for each, on in _find_steps(growth) if _is_after(on, since)]
    found += [
        Celebration(CelebrationKind.CHANGED, text=each.content.text, record_id=each.id)
        for each in changes
        if _is_after(each.content.on, since)
    ]
    order = list(CelebrationKind)
    return sorted(found, key=lambda each: order.index(each.kind))


def find_reached(
    releases: Sequence[PublishedRound],
    agreements: Sequence[Record[Agreement]],
    changes: Sequence[Record[Change]],
    growth: GrowthPath = NO_GROWTH,
) -> Sequence[Celebration]:
    """Return what was reached in all the time of a cooperation, for when it ends.

    Of an agreement the newest round counts that asked about it, also a light one; of the dimensions
    the last full round.
    """
    kept = [each for record in agreements for each in _keep_newest(record, releases)]
    return [*kept, *find_celebrations(keep_full(releases)[-1:], [], changes, growth)]


def _keep_newest(
    record: Record[Agreement], releases: Sequence[PublishedRound]
) -> Sequence[Celebration]:
    asked = [each for each in releases if find_noticed(record.id, [each])]
    return [*_find_kept([record], asked[-1])] if asked else []


def _find_kept(
    agreements: Sequence[Record[Agreement]], release: PublishedRound
) -> Iterator[Celebration]:
    """Yield the agreements of which every answer that is shown is a yes, with whose it is."""
    for record in agreements:
        agreement = record.content
        notices = [each for asked in find_noticed(record.id, [release]) for each in asked.notices]
        shown = [each for each in notices if each.verdict is not None]
        is_kept = bool(shown) and all(each.verdict is Noticed.YES for each in shown)
        if is_kept and agreement.state is not AgreementState.DROPPED:
            yield Celebration(
                CelebrationKind.KEPT,
                agreement.dimension,
                agreement.owner,
                agreement.text,
                record.id,
                noticed_by=tuple(each.party_id for each in shown),
            )


def _find_strong(latest: PublishedRound, before: PublishedRound | None) -> Sequence[Celebration]:
    found = []
    for dimension in Dimension:
        if is_strong(latest, dimension):
            kind = _compare(before, dimension)
            score, fine = latest.joint[dimension], _is_fine(latest, dimension)
            found.append(Celebration(kind, dimension, score=score, is_fine=fine))
    return found


def _compare(before: PublishedRound | None, dimension: Dimension) -> CelebrationKind:
    """Return how what is strong now compares with the round before, as far as that is shown."""
    if before is None or before.joint[dimension] is None:
        return CelebrationKind.STRONG
    was_strong = is_strong(before, dimension)
    return CelebrationKind.STAYED_STRONG if was_strong else CelebrationKind.BECAME_STRONG


def is_strong(release: PublishedRound, dimension: Dimension) -> bool:
    """Tell whether a dimension is strong for all together, and good for each party shown.

    The mean of all may be high because one party is very content while another is not. To praise
    it then would be to celebrate over the other's head, and the talk would begin with a wrong.
    So no party may lie below :data:`STRONG_FOR_EACH`: half a point under what is strong, which is
    as near as the coarsest numbers are told apart. A rule of our own; only published means count,
    and the mean of all is published only where that of every party may be. Where the scores per
    party are covered, as in a meeting, they are not in the release, and the mean of all decides.
    """
    joint = release.joint[dimension]
    scores = [party.scores.get(dimension) for party in release.parties]
    means = [score.mean for score in scores if score is not None and score.mean is not None]
    return joint is not None and joint >= STRONG and all(mean >= STRONG_FOR_EACH for mean in means)


def _is_fine(release: PublishedRound, dimension: Dimension) -> bool:
    return all(
        (score.tier or party.tier).is_fine
        for party in release.parties
        if (score := party.scores.get(dimension)) is not None
    )


def _find_steps(growth: GrowthPath) -> Iterator[tuple[Celebration, date]]:
    """Yield the steps forward that were taken, with their days: a step back is told elsewhere."""
    furthest = -1
    for record in growth.taken:
        step: GrowthStep = record.content
        place = furthest if step.stage is None else STAGES.index(step.stage)
        if place < furthest:
            continue
        stage = step.stage if place > furthest else None
        furthest = place
        yield (
            Celebration(CelebrationKind.GREW, text=step.text, record_id=record.id, stage=stage),
            step.on,
        )


def _is_after(on: date, since: Quarter | None) -> bool:
    return since is None or Quarter.of(on) > since
