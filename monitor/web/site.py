"""Puts the survey together: its mount for the dashboard's process, or a process of its own."""

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.body_limit import SURVEY_BODY_LIMIT, BodyLimitMiddleware
from monitor.web.headers import HeadersMiddleware
from monitor.web.health import Health, health_route
from monitor.web.survey.failures import FailurePages
from monitor.web.survey.rendering import HEADERS
from monitor.web.survey.routes import Survey, read_form

_TOO_LARGE = 413
_UNAVAILABLE = 503

logger = logging.getLogger(__name__)


def survey_mount(context: Context, settings: Settings) -> Mount:
    """Return the survey at ``/s``, with error pages and headers of its own."""
    pages = FailurePages(settings.language, context.questionnaires)
    application = Starlette(
        routes=list(Survey(context, settings).routes()),
        middleware=[
            Middleware(
                BodyLimitMiddleware,
                limit=SURVEY_BODY_LIMIT,
                refuse=pages.answer(_TOO_LARGE, {}),
            )
        ],
        exception_handlers={
            HTTPException: _failure(pages, None),
            NotFoundError: _failure(pages, 404),
            StorageUnavailableError: _failure(pages, _UNAVAILABLE),
            Exception: _failure(pages, 500),
        },
    )
    application.router.redirect_slashes = False
    # Outermost, so that even the page for an unexpected failure has the headers.
    protected: ASGIApp = HeadersMiddleware(application, HEADERS)
    return Mount("/s", app=protected, name="survey")


def make_survey_app(
    context: Context, settings: Settings, read_health: Callable[[], Health]
) -> Starlette:
    """Return the survey as an application of its own, with ``/health``."""
    return Starlette(routes=[survey_mount(context, settings), health_route(read_health)])


def _failure(
    pages: FailurePages, fixed_status: int | None
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else fixed_status or 500
        if status == _UNAVAILABLE:
            # Only this sentence: what the database said may hold what people answered.
            logger.error("The survey could not reach the database.")
        try:
            fields = await read_form(request)
        except HTTPException:
            fields = {}
        response = pages.answer(status, fields)
        if isinstance(error, HTTPException) and error.headers:
            response.headers.update(error.headers)
        return response

    return answer
