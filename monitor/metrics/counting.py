"""Counts requests, by the template of their route: the address itself may be a personal link."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.metrics import figures

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# What is mounted; the place of any other mount could be part of an address.
_MOUNTED_AT = {"", "/s", "/preview"}
_OTHER, _PAGES = "other", "pages"
_FAILED = 500


class CountingMiddleware:
    """Counts what passes, and how long it took; outermost, so that refusals count too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is over."""
        if scope["type"] == "http":
            await self._count(scope, receive, send)
        elif scope["type"] == "websocket":
            with figures.open_sessions.track_inprogress():
                await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Until there is an answer: of what fails without one the server makes this.
        status, began = _FAILED, perf_counter()

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note_status)
        finally:
            route = template_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else _OTHER
            figures.requests.labels(method, route, str(status)).inc()
            figures.request_seconds.labels(route).observe(perf_counter() - began)


def template_of(scope: Scope) -> str:
    """Return the template of the route that a request took, such as ``/s/{token}/{number}``."""
    path = getattr(scope.get("route"), "path", None)
    mounted_at = str(scope.get("root_path", ""))
    if not isinstance(path, str) or mounted_at not in _MOUNTED_AT:
        return _OTHER
    # Without a place of its own: the pages of the dashboard.
    return mounted_at + path or _PAGES
