"""Stops an address that asks for too much: of what changes something, or costs much to make.

Counted in this process only: several of them together allow as many times more, which is still no
flood. Wrong links are counted in the database instead (``miss_limit``), where every guess matters.
"""

from collections.abc import Callable
from math import ceil
from time import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.services.checkin.missed_links import owner_of
from monitor.settings import is_loopback

# A room of a hundred phones, or an office, can be one address: these stop a flood, not a crowd.
SENDING = RateLimitItemPerMinute(600, namespace="sending")
# Each costs a core for a moment, and nobody has so many passwords to type.
SIGNING_IN = RateLimitItemPerMinute(60, namespace="signing in")
CONNECTING = RateLimitItemPerMinute(120, namespace="connecting")
FETCHING_FILES = RateLimitItemPerMinute(240, namespace="files")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_MADE_FILES = "/media/"
_SIGN_IN = "/sign-in"

Refusal = Callable[[int], ASGIApp]
_POLICY_VIOLATION = 1008


class RateLimitMiddleware:
    """Lets an address do each kind of thing so many times a minute; ``refuse`` says to wait.

    This machine itself is not limited. Behind a proxy that may be believed, the web server has put
    the visitor's address in its place.
    """

    def __init__(self, app: ASGIApp, refuse: Refusal) -> None:
        self._app = app
        self._refuse = refuse
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless its address asked for too much."""
        limit, client = _limit_of(scope), scope.get("client")
        if limit is None or client is None or is_loopback(client[0]):
            await self._app(scope, receive, send)
            return
        owner = owner_of(client[0])
        if await self._limiter.hit(limit, owner):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            window = await self._limiter.get_window_stats(limit, owner)
            await self._refuse(max(1, ceil(window.reset_time - time())))(scope, receive, send)


def _limit_of(scope: Scope) -> RateLimitItem | None:
    if scope["type"] == "websocket":
        return CONNECTING
    if scope["type"] != "http":
        return None
    if scope["method"] not in _SAFE_METHODS:
        return SIGNING_IN if scope["path"].startswith(_SIGN_IN) else SENDING
    return FETCHING_FILES if scope["path"].startswith(_MADE_FILES) else None
