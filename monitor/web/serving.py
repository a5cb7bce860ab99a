"""The survey's own process, or several of them on one port.

Nothing but the environment goes from the parent to its workers, so every worker builds its own
engine and context, as a process that was started alone would.
"""

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess

import uvicorn
from starlette.types import ASGIApp

from monitor import bootstrap
from monitor.garbage import keep_what_stays
from monitor.logs import set_up_logging
from monitor.metrics.figures import count_logged_errors
from monitor.metrics.serving import served_figures
from monitor.services.checkin.rehearse import rehearse
from monitor.settings import Settings, read_settings
from monitor.web.connections import connection_options
from monitor.web.health import read_health
from monitor.web.site import make_survey_app

_FACTORY = f"{__name__}:make_process_app"
# A worker that is told to stop first answers what it has accepted, but not for ever: longer than
# an answer waits for a database that others keep locked.
DRAIN_SECONDS = 40
# A worker that does not answer its parent for so long hangs, and is replaced.
_HANGING_SECONDS = 60


def serve_survey(settings: Settings, workers: int) -> None:
    """Serve the survey until the process is told to stop."""
    with served_figures(settings, is_shared=workers > 1):
        uvicorn.run(
            _FACTORY,
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=workers,
            **connection_options(settings),
            timeout_graceful_shutdown=DRAIN_SECONDS,
            timeout_worker_healthcheck=_HANGING_SECONDS,
        )


def make_process_app() -> ASGIApp:
    """Return the survey as an application, from the settings in the environment."""
    set_up_logging(read_settings())
    count_logged_errors()
    bootstrap.check_schema()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_stop_after, args=(parent,), daemon=True).start()
    rehearse(bootstrap.context())
    survey = make_survey_app(bootstrap.context(), read_settings(), read_health)
    keep_what_stays()
    return survey


def _stop_after(parent: BaseProcess) -> None:
    """Stop this worker once its parent is gone, or it would keep the port from the next one."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
