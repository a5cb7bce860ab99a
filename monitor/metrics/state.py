"""How the installation is, asked at the moment that Prometheus asks.

It comes from the database, so it is right whichever process did the work.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


@dataclass(frozen=True, slots=True)
class State:
    """What was found. ``letters`` and ``digests``: how many by state.

    ``worked_at``: when the worker last ran. ``backup_failed``: the last attempt did; None of both
    where there are no daily backups.
    """

    is_database_up: bool
    letters: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, int] = field(default_factory=dict)
    worked_at: datetime | None = None
    backed_up_at: datetime | None = None
    backup_failed: bool | None = None


class StateCollector(Collector):
    """Hands the state to Prometheus."""

    def __init__(self, read_state: Callable[[], State]) -> None:
        self._read_state = read_state

    def describe(self) -> Iterable[Metric]:
        """Say nothing before it is asked: the database may still be away."""
        return []

    def collect(self) -> Iterable[Metric]:
        """Yield what is known now."""
        state = self._read_state()
        yield _one("monitor_database_up", "1: the database answers.", state.is_database_up)
        for name, counts in (("letters", state.letters), ("digests", state.digests)):
            by_state = GaugeMetricFamily(
                f"monitor_{name}", f"The {name} by what became of them.", labels=["state"]
            )
            for each, count in counts.items():
                by_state.add_metric([each], count)
            yield by_state
        if state.worked_at is not None:
            yield _one(
                "monitor_worker_last_run_timestamp_seconds",
                "When the worker last ran.",
                state.worked_at.timestamp(),
            )
        if state.backed_up_at is not None:
            yield _one(
                "monitor_backup_last_timestamp_seconds",
                "When the newest backup was made.",
                state.backed_up_at.timestamp(),
            )
        if state.backup_failed is not None:
            yield _one("monitor_backup_failed", "1: the last backup failed.", state.backup_failed)


def _one(name: str, description: str, value: float) -> Metric:
    return GaugeMetricFamily(name, description, value=float(value))
