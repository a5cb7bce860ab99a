"""Makes an application of pages of the survey: with headers, limits and pages for failures."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.web.body_limit import SURVEY_BODY_LIMIT, BodyLimitMiddleware, BodyRefusals
from monitor.web.headers import HeadersMiddleware
from monitor.web.survey.failures import FailurePages
from monitor.web.survey.rendering import HEADERS
from monitor.web.survey.visit import read_form

_TOO_SLOW = 408
_TOO_LARGE = 413
_UNAVAILABLE = 503

logger = logging.getLogger(__name__)


def make_application(
    routes: Sequence[BaseRoute], pages: FailurePages, middleware: Sequence[Middleware] = ()
) -> ASGIApp:
    """Return an application of these routes, to be mounted somewhere."""
    limit = Middleware(
        BodyLimitMiddleware,
        limit_of=lambda _scope: SURVEY_BODY_LIMIT,
        refusals=BodyRefusals(pages.answer(_TOO_LARGE, {}), pages.answer(_TOO_SLOW, {})),
    )
    application = Starlette(
        routes=list(routes),
        middleware=[limit, *middleware],
        exception_handlers={
            HTTPException: _failure(pages, None),
            NotFoundError: _failure(pages, 404),
            StorageUnavailableError: _failure(pages, _UNAVAILABLE),
            Exception: _failure(pages, 500),
        },
    )
    application.router.redirect_slashes = False
    # Outermost, so that even the page for an unexpected failure has the headers.
    return HeadersMiddleware(application, HEADERS)


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
