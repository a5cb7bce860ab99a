"""Start and stop of the dashboard process: what is mounted, what is checked, what runs along."""

import importlib
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import anyio
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from monitor import bootstrap
from monitor.domain.errors import InvalidSettingError
from monitor.services.rounds import close_due_rounds
from monitor.settings import is_loopback, read_settings
from monitor.web.health import health_route, read_health
from monitor.web.language import LanguageMiddleware, language_route
from monitor.web.local_only import LocalOnlyMiddleware
from monitor.web.site import survey_mount

_CLOSING_INTERVAL_SECONDS = 60

logger = logging.getLogger(__name__)


def make_routes() -> Sequence[BaseRoute]:
    """Return what is served beside the dashboard's own pages."""
    settings = read_settings()
    routes: list[BaseRoute] = [health_route(read_health), language_route(settings)]
    if settings.only != "dashboard":
        routes.append(survey_mount(bootstrap.context(), settings))
    return routes


def make_middleware() -> Sequence[Middleware]:
    """Return what every request of this process passes through, outermost first."""
    settings = read_settings()
    return [
        Middleware(
            LocalOnlyMiddleware,
            public_url=settings.public_url,
            behind_proxy=settings.behind_proxy,
        ),
        Middleware(LanguageMiddleware, default=settings.language),
    ]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Refuse a wrong start; then close due rounds every minute until the process ends."""
    _refuse_other_addresses()
    bootstrap.check_schema()
    await anyio.to_thread.run_sync(_import_drawing_libraries)
    # Under uvicorn the access log would write the tokens of personal links.
    logging.getLogger("uvicorn.access").disabled = True
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_close_due_rounds_forever)
        try:
            yield
        finally:
            tasks.cancel_scope.cancel()


def _import_drawing_libraries() -> None:
    # Two page runs that import these at the same time can meet a half-made module.
    for name in ("numpy", "pandas", "plotly.graph_objects"):
        importlib.import_module(name)


def _refuse_other_addresses() -> None:
    address = st.get_option("server.address")
    if address is not None and not is_loopback(str(address)):
        raise InvalidSettingError(
            f"This version has no sign-in, so it does not start on {address}: everyone on the "
            "network could read the dashboard. Start it on localhost."
        )


async def _close_due_rounds_forever() -> None:
    while True:
        try:
            await anyio.to_thread.run_sync(close_due_rounds, bootstrap.context())
        except Exception:
            # A database that is away for a minute must not stop the closing of rounds for good.
            logger.exception("Closing of due rounds failed; it is tried again in a minute.")
        await anyio.sleep(_CLOSING_INTERVAL_SECONDS)
