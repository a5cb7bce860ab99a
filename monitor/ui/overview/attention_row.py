"""What one row of the attention list is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitor.domain.flags.worry import Worry
from monitor.domain.partnership import Partnership
from monitor.domain.results import PublishedRound
from monitor.services.register_ports import Summary
from monitor.ui.overview import worry_words


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One partnership in the list: its summary, and the name of who looks after it.

    ``now``: so that what is over or rests by then is left out; ``may_plan``: whether who looks
    may prepare its meetings.
    """

    summary: Summary
    now: datetime
    today: date
    manager: str | None = None
    may_plan: bool = True

    @property
    def partnership(self) -> Partnership:
        """The partnership itself."""
        return self.summary.partnership

    @property
    def latest(self) -> PublishedRound | None:
        """The newest full round, or None before the first."""
        return self.summary.latest

    @property
    def worries(self) -> Sequence[Worry]:
        """What asks for something now, to act on first."""
        return worry_words.list_awake(self.summary, self.today)
