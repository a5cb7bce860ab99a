"""Puts the survey together: its mount for the dashboard's process, or a process of its own."""

from collections.abc import Callable

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.health import Health, health_route
from monitor.web.miss_limit import MissLimitMiddleware, Sleep
from monitor.web.survey.application import make_application
from monitor.web.survey.digest_page import DigestPage
from monitor.web.survey.failures import FailurePages
from monitor.web.survey.key_pages import KeyPages
from monitor.web.survey.live_pages import LivePages
from monitor.web.survey.open_pages import OpenPages
from monitor.web.survey.routes import Survey


def survey_mount(context: Context, settings: Settings, sleep: Sleep = anyio.sleep) -> Mount:
    """Return the survey at ``/s``, with error pages and headers of its own."""
    pages = FailurePages(settings.language, context.questionnaires)
    # Those of personal links come last, because their token may be any text.
    routes = [
        *OpenPages(context, settings).routes(),
        *DigestPage(context, settings).routes(),
        *LivePages(context, settings).routes(),
        *KeyPages(context, settings).routes(),
        *Survey(context, settings).routes(),
    ]
    limit = Middleware(MissLimitMiddleware, context=context, pages=pages, sleep=sleep)
    return Mount("/s", app=make_application(routes, pages, [limit]), name="survey")


def make_survey_app(
    context: Context,
    settings: Settings,
    read_health: Callable[[], Health],
    sleep: Sleep = anyio.sleep,
) -> Starlette:
    """Return the survey as an application of its own, with ``/health``."""
    return Starlette(routes=[survey_mount(context, settings, sleep), health_route(read_health)])
