from prometheus_client import CollectorRegistry, generate_latest

from monitor.metrics.state import State, StateCollector
from tests.factories import NOW

# As Prometheus writes large numbers.
SECONDS = "1.7949078e+09"


def lines_of(state: State) -> list[str]:
    registry = CollectorRegistry()
    registry.register(StateCollector(lambda: state))
    text = generate_latest(registry).decode()
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_whole_state_is_told() -> None:
    state = State(
        is_database_up=True,
        letters={"waiting": 3, "sent": 10},
        digests={"sent": 1},
        worked_at=NOW,
        backed_up_at=NOW,
        backup_failed=False,
    )

    assert lines_of(state) == [
        "monitor_database_up 1.0",
        'monitor_letters{state="waiting"} 3.0',
        'monitor_letters{state="sent"} 10.0',
        'monitor_digests{state="sent"} 1.0',
        f"monitor_worker_last_run_timestamp_seconds {SECONDS}",
        f"monitor_backup_last_timestamp_seconds {SECONDS}",
        "monitor_backup_failed 0.0",
    ]


def test_of_what_is_not_known_nothing_is_told() -> None:
    assert lines_of(State(is_database_up=False)) == ["monitor_database_up 0.0"]
