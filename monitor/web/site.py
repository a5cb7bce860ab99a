"""Puts the survey together: its mount for the dashboard's process, or a process of its own."""

from collections.abc import Callable

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.health import Health, health_route
from monitor.web.miss_limit import MissLimitMiddleware, Sleep
from monitor.web.protection import limiting_middleware, outer_middleware
from monitor.web.refusals import NOT_FOUND, Refusals
from monitor.web.survey.application import make_application
from monitor.web.survey.digest_page import DigestPage
from monitor.web.survey.failures import FailurePages
from monitor.web.survey.key_pages import KeyPages
from monitor.web.survey.live_pages import LivePages
from monitor.web.survey.open_pages import OpenPages
from monitor.web.survey.routes import Survey
from monitor.web.well_known import well_known_routes


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
    routes = [
        survey_mount(context, settings, sleep),
        health_route(read_health),
        *well_known_routes(settings, context.clock),
    ]
    refusals = Refusals(settings.language)

    async def answer_missing(request: Request, _error: Exception) -> Response:
        return refusals.page(NOT_FOUND, request.scope)

    return Starlette(
        routes=routes,
        middleware=[*outer_middleware(settings, refusals), *limiting_middleware(refusals)],
        exception_handlers={NOT_FOUND: answer_missing},
    )
