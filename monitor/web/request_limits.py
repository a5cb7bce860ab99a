"""Refuses requests that are longer than any browser of ours makes them."""

from starlette.types import ASGIApp, Receive, Scope, Send

# How long all headers together may be is for the web server to say (``connections``).
MAXIMUM_HEADERS = 100
MAXIMUM_ADDRESS_BYTES = 8 * 1024
MAXIMUM_PARAMETERS = 200


class RequestLimitsMiddleware:
    """Lets ``refuse`` answer where the address or the headers are too many or too long."""

    def __init__(self, app: ASGIApp, refuse: ASGIApp) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has a usual size."""
        if scope["type"] == "http" and _is_too_long(scope):
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_too_long(scope: Scope) -> bool:
    query: bytes = scope["query_string"]
    return (
        len(scope["headers"]) > MAXIMUM_HEADERS
        or len(scope["path"]) + len(query) > MAXIMUM_ADDRESS_BYTES
        or query.count(b"&") >= MAXIMUM_PARAMETERS
    )
