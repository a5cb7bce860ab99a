"""Start and stop of the dashboard process: what is mounted, what is checked, what runs along."""

import functools
import hmac
import importlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import anyio
import streamlit as st
import uvicorn
from anyio.abc import TaskGroup
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config as streamlit_config
from streamlit import logger as streamlit_logger
from streamlit.file_util import get_static_dir
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from monitor import bootstrap, worker
from monitor.accounts_command import print_set_up
from monitor.domain.access.actor import Actor
from monitor.domain.errors import InvalidSettingError
from monitor.garbage import keep_what_stays
from monitor.installation import read_state
from monitor.logs import set_up_logging, take_over, take_over_loggers
from monitor.metrics.figures import count_logged_errors
from monitor.metrics.serving import served_figures
from monitor.services.one_by_one import describe_failure
from monitor.settings import DATA, Settings, is_loopback, read_settings
from monitor.ui import addresses
from monitor.ui.file_owners import is_own_file
from monitor.web.announcing import serve_and_announce
from monitor.web.connections import connection_options
from monitor.web.early_scripts import EarlyScriptsMiddleware
from monitor.web.headers import (
    PagePolicyMiddleware,
    PrivateAnswersMiddleware,
    dashboard_headers,
)
from monitor.web.health import health_route, read_health
from monitor.web.known_paths import KnownPathsMiddleware, file_paths
from monitor.web.language import LanguageMiddleware, language_route
from monitor.web.local_only import LocalOnlyMiddleware
from monitor.web.own_addresses import OwnAddressesMiddleware
from monitor.web.own_files import OwnFilesMiddleware
from monitor.web.packed_files import PackedFiles
from monitor.web.protection import body_limiting, limiting_middleware, outer_middleware
from monitor.web.refusals import NOT_FOUND, Refusals
from monitor.web.sign_in.application import sign_in_routes
from monitor.web.site import survey_mount
from monitor.web.small_answers import SmallAnswersMiddleware
from monitor.web.survey.preview import preview_mount
from monitor.web.wall import WallMiddleware
from monitor.web.well_known import well_known_routes

_INTERVAL_SECONDS = 60
_MEBIBYTE = 1024 * 1024
# As Streamlit itself would.
_PING_SECONDS = 30
# A page that is being drawn is drawn again by the next process: nothing of it is lost.
DRAIN_SECONDS = 10

logger = logging.getLogger(__name__)


def make_routes() -> Sequence[BaseRoute]:
    """Return what is served beside the dashboard's own pages."""
    settings = read_settings()
    routes: list[BaseRoute] = [
        health_route(read_health),
        language_route(settings),
        *sign_in_routes(bootstrap.context(), settings, bootstrap.send_access_letter),
        preview_mount(bootstrap.context(), settings),
        *well_known_routes(settings, bootstrap.context().clock),
    ]
    if settings.only != "dashboard":
        routes.append(survey_mount(bootstrap.context(), settings))
    return routes


def make_middleware() -> Sequence[Middleware]:
    """Return what every request of this process passes through, outermost first."""
    settings = read_settings()
    folder = Path(get_static_dir())
    refusals = Refusals(settings.language)
    index_page = (folder / "index.html").read_text(encoding="utf-8")
    return [
        *outer_middleware(settings, refusals),
        Middleware(PrivateAnswersMiddleware, public_url=settings.public_url),
        Middleware(OwnAddressesMiddleware, public_url=settings.public_url),
        *_local_only(settings),
        *limiting_middleware(refusals),
        body_limiting(refusals),
        Middleware(
            KnownPathsMiddleware,
            pages=[*addresses.all_paths(), *file_paths(folder)],
            routes=make_routes(),
            refuse=refusals.of(NOT_FOUND),
        ),
        # Whoever comes so far asks for something that exists.
        Middleware(
            WallMiddleware,
            find_actor=find_actor,
            cookie=settings.sign_in_cookie,
            farewell=ask_anew(),
        ),
        Middleware(OwnFilesMiddleware, is_own=is_own_file, refuse=refusals.of(NOT_FOUND)),
        Middleware(PagePolicyMiddleware, headers=dashboard_headers(index_page)),
        Middleware(SmallAnswersMiddleware, files=packed_files()),
        Middleware(LanguageMiddleware, default=settings.language),
        Middleware(EarlyScriptsMiddleware, folder=folder),
    ]


def find_actor(token: str, *, is_use: bool = True) -> Actor | None:
    """Return who is signed in, as the process finds it at the moment of asking."""
    return bootstrap.find_actor(token, is_use=is_use)


def ask_anew() -> bytes:
    """Return what makes a page in a browser ask for itself again, as if it were reloaded.

    Without it the page would stay as it was, under a sentence of Streamlit's on its connection.
    """
    message = ForwardMsg()
    # An empty address is the one of the page itself.
    message.auth_redirect.SetInParent()
    content: bytes = message.SerializeToString()
    return content


def _local_only(settings: Settings) -> Sequence[Middleware]:
    """Keep others out where the product listens to this machine alone."""
    if not is_loopback(settings.host):
        return []
    return [Middleware(LocalOnlyMiddleware, behind_proxy=settings.behind_proxy)]


def serve(app: st.App) -> None:
    """Serve the dashboard until the process is told to stop."""
    settings = read_settings()
    share_cookies()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        ws="websockets-sansio",
        ws_max_size=st.get_option("server.maxMessageSize") * _MEBIBYTE,
        ws_ping_interval=_PING_SECONDS,
        ws_ping_timeout=_PING_SECONDS,
        ws_per_message_deflate=st.get_option("server.enableWebsocketCompression"),
        timeout_graceful_shutdown=DRAIN_SECONDS,
        **connection_options(settings),
    )
    # People open the address of the set-up as soon as they see it.
    serve_and_announce(config, lambda: print_set_up(bootstrap.context(), settings))


def share_cookies() -> None:
    """Let every dashboard of an installation read the cookies that Streamlit signs in another."""
    secret = hmac.digest(bootstrap.context().secret_key, b"cookies of streamlit", "sha256")
    streamlit_config.set_option("server.cookieSecret", secret.hex())


@functools.cache
def packed_files() -> PackedFiles:
    """Return the files of Streamlit's pages, which become small while the process runs."""
    return PackedFiles(Path(get_static_dir()), DATA / "packed")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Refuse a wrong start; then do the work that is due every minute until the process ends."""
    _refuse_other_addresses()
    bootstrap.check_schema()
    await anyio.to_thread.run_sync(_import_what_draws)
    keep_what_stays()
    log_as_others_do()
    with served_figures(read_settings(), read_state):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(packed_files().prepare)
            stopping = Event()
            if _is_worker():
                _start_work(tasks, stopping.is_set)
            try:
                yield
            finally:
                stopping.set()
                tasks.cancel_scope.cancel()


def log_as_others_do() -> None:
    """Let all that this process says go through one formatter, Streamlit's own loggers too."""
    set_up_logging(read_settings())
    count_logged_errors()
    take_over_loggers()
    # It gives each logger that it makes later a way out of its own.
    streamlit_logger.setup_formatter = take_over


def _start_work(tasks: TaskGroup, must_stop: Callable[[], bool]) -> None:
    """Begin what is due every minute.

    Apart, so that no check-in opens late because a mail server is slow. Stopping waits for the
    letter that is being handed over and not for all that wait, and gives up a backup.
    """
    work: Mapping[str, Callable[[], object]] = {
        "Check-ins": worker.tick_checkins,
        "Mail": functools.partial(worker.tick_mail, must_stop),
        "Backup": functools.partial(worker.tick_backup, must_stop),
    }
    for name, turn in work.items():
        tasks.start_soon(_work_forever, turn, name)


def _is_worker() -> bool:
    settings = read_settings()
    return settings.worker and settings.only != "survey"


def _import_what_draws() -> None:
    # Two page runs that import these at the same time can meet a half-made module.
    for name in ("numpy", "pandas", "plotly.graph_objects"):
        importlib.import_module(name)
    # What most pages need, so that it is among what stays.
    for name in ("overview.partnerships", "partnership.partnership_sections"):
        importlib.import_module(f"monitor.ui.{name}")


def _refuse_other_addresses() -> None:
    """Refuse an address given to Streamlit itself, past the setting that would be checked."""
    address = st.get_option("server.address")
    if address is None or is_loopback(str(address)) or str(address) == read_settings().host:
        return
    raise InvalidSettingError(
        f"Set MONITOR_HOST={address} in place of Streamlit's own setting: an address that others "
        "can reach is only used when passwords cross the network encrypted."
    )


async def _work_forever(work: Callable[[], object], name: str) -> None:
    while True:
        try:
            await anyio.to_thread.run_sync(work)
        except Exception as error:
            # A database that is away for a minute must not stop the worker for good.
            logger.error("%s failed, and is tried again: %s", name, describe_failure(error))  # noqa: TRY400 - See there.
        await anyio.sleep(_INTERVAL_SECONDS)
