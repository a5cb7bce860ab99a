"""What each process counts. No label holds an address, a name, a token or an answer.

With several processes of the survey each keeps its figures in a file that the first one reads:
Prometheus' own way, chosen by an environment variable before this is imported.
"""

import logging

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

# From an answer out of memory to the longest that anybody waits.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

disable_created_metrics()  # type: ignore[no-untyped-call] # They say only when a process began.
requests = Counter(
    "monitor_requests", "Requests that were answered.", ["method", "route", "status"]
)
request_seconds = Histogram(
    "monitor_request_seconds",
    "From a request to the end of its answer.",
    ["route"],
    buckets=_SECONDS,
)
forms_sent = Counter("monitor_forms_sent", "Check-ins that people sent in.")
open_sessions = Gauge(
    "monitor_open_sessions", "Pages of the dashboard that are open.", multiprocess_mode="livesum"
)
database_errors = Counter("monitor_database_errors", "Errors of the database.", ["kind"])
errors_logged = Counter("monitor_errors_logged", "Lines in the log that tell of an error.")


def count_logged_errors() -> None:
    """Count what is logged as an error from here on, wherever it comes from."""
    root = logging.getLogger()
    if not any(isinstance(handler, _ErrorCounter) for handler in root.handlers):
        root.addHandler(_ErrorCounter())


class _ErrorCounter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - Only that there is one.
        """Count one."""
        errors_logged.inc()
