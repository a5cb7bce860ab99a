"""How an initiative grows: the stages it reached, its next step, and the support it gets.

The right to grow up (``domain.md`` TIP3, D1): from a starting group to a delivering partner. A
stage is a place on a path, never a score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from monitor.domain.register.log import GrowthStage, GrowthStep, Support
from monitor.domain.register.record import Record

STAGES = tuple(GrowthStage)


@dataclass(frozen=True, slots=True)
class GrowthPath:
    """The steps of an initiative: ``taken`` oldest first, ``planned`` the earliest first."""

    taken: Sequence[Record[GrowthStep]] = ()
    planned: Sequence[Record[GrowthStep]] = ()

    @property
    def stages(self) -> Sequence[tuple[date, GrowthStage]]:
        """Which stage was reached when, oldest first; an initiative may step back too."""
        steps = [each.content for each in self.taken]
        return [(step.on, step.stage) for step in steps if step.stage is not None]

    @property
    def stage(self) -> GrowthStage | None:
        """The stage now, None where none was written down."""
        return self.stages[-1][1] if self.stages else None

    @property
    def reached(self) -> Mapping[GrowthStage, date]:
        """On which day each stage was reached for the first time, as far as it is known."""
        return {stage: on for on, stage in reversed(self.stages)}

    @property
    def next_step(self) -> Record[GrowthStep] | None:
        """The step that was planned for the earliest day, also when that day has passed."""
        return self.planned[0] if self.planned else None


NO_GROWTH = GrowthPath()


def find_path(records: Sequence[Record[GrowthStep]], zone: ZoneInfo) -> GrowthPath:
    """Part steps into those that were taken and those that are planned."""
    in_order = sorted(records, key=_order)
    return GrowthPath(
        taken=[each for each in in_order if not is_planned(each, zone)],
        planned=[each for each in in_order if is_planned(each, zone)],
    )


def is_planned(record: Record[GrowthStep], zone: ZoneInfo) -> bool:
    """Tell whether a step was still to come when it was written down.

    It stays a plan when its day passes: only a person knows whether the step was taken.
    """
    return record.content.on > record.written.at.astimezone(zone).date()


def is_running(support: Support, today: date) -> bool:
    """Tell whether support is given on a day (both ends included)."""
    return support.on <= today and (support.until is None or today <= support.until)


def _order(record: Record[GrowthStep]) -> tuple[date, int, int]:
    stage = record.content.stage
    return record.content.on, STAGES.index(stage) if stage else -1, record.id
