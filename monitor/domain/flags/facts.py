"""What the rules look at: what was written down of a partnership, and what was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.flags.worry import Worry
from monitor.domain.partnership import Partnership
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import GrowthStep
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedRound


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """Everything of one partnership that a rule may rest on; None: nothing is known of it.

    ``worries``: all of them, as they stand. ``latest``: the newest full round. ``started_on``: when
    the first round opened; ``latest_on``: when the newest full one closed. ``contacted_on``: the
    last contact that was logged, ``contact_changed_on`` the last change of a contact person,
    ``phase_changed_on`` the last change of phase. ``set_up_quarters``: how many quarters the newest
    rounds in a row fell in the set-up. ``grown``: the last step by which the initiative reached a
    stage. ``has_managers``: the installation keeps managers at all.
    """

    partnership: Partnership
    worries: Sequence[Worry] = ()
    latest: PublishedRound | None = None
    started_on: date | None = None
    latest_on: date | None = None
    collaboration: Record[Collaboration] | None = None
    agreements: Sequence[Record[Agreement]] = ()
    contacted_on: date | None = None
    contact_changed_on: date | None = None
    phase_changed_on: date | None = None
    set_up_quarters: int = 0
    grown: GrowthStep | None = None
    has_managers: bool = False

    def has_ended(self, today: date) -> bool:
        """Tell whether the cooperation is over, so that no rule holds any more."""
        return self.partnership.has_ended(today)
