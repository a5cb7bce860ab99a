"""The wall around the dashboard: nobody sees anything of it who is not signed in.

Every request is asked who it is from, and a WebSocket again and again as long as it is open: who
signed out, was disabled, or may see less than before is not served on an old line (OWASP ASVS 5.0,
7.4.1 and 7.4.2).
"""

from time import monotonic
from typing import Protocol
from urllib.parse import quote

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.domain.access.actor import Actor
from monitor.domain.access.sign_in import hash_secret
from monitor.domain.errors import StorageUnavailableError
from monitor.web.miss_limit import Sleep

# The survey, signing in itself, and what nobody needs to be known for.
_OPEN_FOLDERS = ("/s/", "/sign-in/", "/language/")
_LEAVING = "/sign-out"
_OPEN_PATHS = frozenset(
    {"/sign-in", _LEAVING, "/health", "/robots.txt", "/.well-known/security.txt"}
)
_READING = frozenset({"GET", "HEAD"})
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1.
WATCH_SECONDS = 20.0
# A page is made of seventy files, which come at once.
_BELIEVED_SECONDS = 5.0
_MOST_REMEMBERED = 1000
# Looking after open lines may not keep requests waiting.
_WATCHING_THREADS = 2


class FindActor(Protocol):
    """Finds out who is signed in; ``is_use``: because somebody does something."""

    def __call__(self, token: str, *, is_use: bool = True) -> Actor | None:
        """Return who proves who they are with this secret, or None."""
        ...


class WallMiddleware:
    """Passes on what is from somebody who is signed in; leads others to where they can do so.

    ``farewell``: what makes a page ask for itself anew, said before its WebSocket is closed.
    """

    def __init__(
        self,
        app: ASGIApp,
        find_actor: FindActor,
        cookie: str,
        farewell: bytes = b"",
        sleep: Sleep = anyio.sleep,
    ) -> None:
        self._app = app
        self._find_actor = find_actor
        self._cookie = cookie
        self._farewell = farewell
        self._sleep = sleep
        self._remembered: dict[str, tuple[Actor, float]] = {}
        self._watching = CapacityLimiter(_WATCHING_THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request or a WebSocket on, or refuse it."""
        if scope["type"] == "lifespan" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            if scope.get("path") == _LEAVING:
                self._remembered.pop(hash_secret(self._token(scope)), None)
            return
        token = self._token(scope)
        actor = await self._find(token, may_remember=scope["type"] == "http")
        if actor is None:
            await _refuse(scope, receive, send)
            return
        scope.setdefault("state", {})["actor"] = actor
        if scope["type"] == "websocket":
            await self._serve_line(scope, receive, _Line(send), (token, actor))
        else:
            await self._app(scope, receive, send)

    def _token(self, scope: Scope) -> str:
        return HTTPConnection(scope).cookies.get(self._cookie, "")

    async def _find(self, token: str, *, may_remember: bool) -> Actor | None:
        name, now = hash_secret(token), monotonic()
        actor, until = self._remembered.get(name, (None, 0.0))
        if may_remember and now < until:
            return actor
        found = await to_thread.run_sync(self._find_actor, token)
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        if found is None:
            self._remembered.pop(name, None)
        else:
            self._remembered[name] = (found, now + _BELIEVED_SECONDS)
        return found

    async def _serve_line(
        self, scope: Scope, receive: Receive, line: "_Line", who: tuple[str, Actor]
    ) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._watch, line, *who)
            await self._app(scope, receive, line.send)
            tasks.cancel_scope.cancel()

    async def _watch(self, line: "_Line", token: str, actor: Actor) -> None:
        """Close a line as soon as it is no longer from who it was from when it was opened."""

        def find_again() -> Actor | None:
            return self._find_actor(token, is_use=False)

        while True:
            await self._sleep(WATCH_SECONDS)
            try:
                found = await to_thread.run_sync(find_again, limiter=self._watching)
            except StorageUnavailableError:
                continue  # Whatever is asked on the line meanwhile is refused for the same reason.
            if found != actor:
                await line.close(self._farewell)
                return


def is_open(path: str) -> bool:
    """Tell whether an address is for everybody."""
    return path in _OPEN_PATHS or path.startswith(_OPEN_FOLDERS)


class _Line:
    """What goes out over a WebSocket; nothing any more once it was closed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._is_closed = False

    async def send(self, message: Message) -> None:
        """Send a message."""
        if not self._is_closed:
            await self._send(message)

    async def close(self, farewell: bytes) -> None:
        """End the line: who is there is not allowed to be."""
        await self.send({"type": "websocket.send", "bytes": farewell})
        await self.send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        self._is_closed = True


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted, so that the server answers 403.
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    answer = _lead(scope) if _is_for_eyes(scope) else PlainTextResponse("Sign in first.\n", 401)
    answer.headers["cache-control"] = "no-store"
    await answer(scope, receive, send)


def _is_for_eyes(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept", "")
    return scope["method"] in _READING and "text/html" in accepted


def _lead(scope: Scope) -> PlainTextResponse | RedirectResponse:
    query = scope["query_string"].decode("latin-1")
    target = f"{scope['path']}?{query}" if query else scope["path"]
    next_ = "" if target == "/" else f"?next={quote(target, safe='/')}"
    return RedirectResponse(f"/sign-in{next_}", 303)
