"""What every use case gets: who asks, storage, the clock, the questionnaires and the key."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.domain.access.actor import Actor
from monitor.services.ports import Clock, UnitOfWorkFactory
from monitor.services.questionnaires.catalogue import Catalogue

DEFAULT_TIME_ZONE = ZoneInfo("Europe/Amsterdam")


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, UTC-aware."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The dependencies of all use cases, and on whose behalf they work."""

    actor: Actor
    unit_of_work: UnitOfWorkFactory
    clock: Clock
    questionnaires: Catalogue
    secret_key: bytes = field(repr=False)
    public_url: str
    time_zone: ZoneInfo = DEFAULT_TIME_ZONE

    def acting_as(self, actor: Actor) -> "Context":
        """Return the same for somebody of this workspace, who sees no further than their scope."""
        within = self.unit_of_work.within(actor.workspace_id, actor.scope.partnerships)
        questionnaires = self.questionnaires.within(actor.workspace_id)
        return replace(self, actor=actor, unit_of_work=within, questionnaires=questionnaires)

    def today(self) -> date:
        """Return the present day where the people of this installation live."""
        return self.clock.now().astimezone(self.time_zone).date()
