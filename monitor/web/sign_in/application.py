"""Puts the pages of signing in together: with their headers, and a page for what goes wrong."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor import bootstrap
from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.services.context import Context
from monitor.services.sign_in.one_time import AccessLetter
from monitor.settings import Settings
from monitor.web.sign_in.door import Door
from monitor.web.sign_in.elsewhere import ElsewherePages
from monitor.web.sign_in.entering import EntryPages
from monitor.web.sign_in.own_page import OwnPage
from monitor.web.sign_in.password_pages import PasswordPages
from monitor.web.sign_in.rendering import HEADERS
from monitor.web.sign_in.second_factor_pages import SecondFactorPages
from monitor.web.sign_in.set_up_page import SetUpPage

_FORBIDDEN, _NOT_FOUND, _UNAVAILABLE, _UNREADABLE = 403, 404, 503, 400
# What has a page of its own; anything else is a form that cannot be read.
_KNOWN = frozenset({_FORBIDDEN, _NOT_FOUND, _UNAVAILABLE})
Endpoint = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)


def sign_in_routes(
    context: Context, settings: Settings, send: Callable[[AccessLetter], None]
) -> Sequence[Route]:
    """Return the pages of signing in; ``send``: hands over a letter with a link."""
    door = Door(context, settings, send)
    routes = [
        *EntryPages(door).routes(),
        *SecondFactorPages(door).routes(),
        *PasswordPages(door).routes(),
        *SetUpPage(door).routes(),
        *OwnPage(door).routes(),
        *ElsewherePages(door, bootstrap.provider(settings)).routes(),
    ]
    return [
        Route(each.path, _guard(each.endpoint, door), methods=list(each.methods or ()))
        for each in routes
    ]


def _guard(endpoint: Endpoint, door: Door) -> Endpoint:
    """Return the same page, which answers with another one when something is wrong."""

    async def answer(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except HTTPException as error:
            response = _fail(door, request, error.status_code)
        except NotFoundError:
            response = _fail(door, request, _NOT_FOUND)
        except StorageUnavailableError:
            logger.error("Signing in could not reach the database.")  # noqa: TRY400 - What it said may hold an address.
            response = _fail(door, request, _UNAVAILABLE)
        response.headers.update(HEADERS)
        return response

    return answer


def _fail(door: Door, request: Request, status: int) -> Response:
    shown = status if status in _KNOWN else _UNREADABLE
    response = door.show(request, "failure", status, code=shown)
    if status == _UNAVAILABLE:
        response.headers["retry-after"] = "30"
    return response
