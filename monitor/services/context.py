"""What every use case gets: storage, the clock, the questionnaires and the secret key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.domain.questionnaire import Questionnaire
from monitor.services.ports import Clock, UnitOfWorkFactory

DEFAULT_TIME_ZONE = ZoneInfo("Europe/Amsterdam")


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, UTC-aware."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The dependencies of all use cases, built once by the composition root."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    questionnaires: Mapping[str, Questionnaire]
    secret_key: bytes = field(repr=False)
    public_url: str
    time_zone: ZoneInfo = DEFAULT_TIME_ZONE

    def today(self) -> date:
        """Return the present day where the people of this installation live."""
        return self.clock.now().astimezone(self.time_zone).date()
