"""Makes links that do not exist all take the same time, and stops who asks for too many."""

from collections.abc import Awaitable, Callable

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.services.checkin.missed_links import MissLimit
from monitor.services.context import Context
from monitor.web.survey.failures import FailurePages
from monitor.web.survey.visit import read_body, read_form

# Longer than any lookup takes, so that the answer does not tell what was found.
MISS_SECONDS = 0.25
_NOT_FOUND = 404
_TOO_MANY = 429

Sleep = Callable[[float], Awaitable[None]]


class MissLimitMiddleware:
    """Holds every "not found" until a fixed time after the request began, and counts it."""

    def __init__(
        self, app: ASGIApp, context: Context, pages: FailurePages, sleep: Sleep = anyio.sleep
    ) -> None:
        self._app = app
        self._limit = MissLimit(context)
        self._pages = pages
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless its address asked for too much."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun_at = anyio.current_time()
        # Whatever goes wrong from here on, the page that says so shows what was typed.
        try:
            await read_body(Request(scope, receive))
        except ClientDisconnect:
            return  # Whoever sent half of it is gone: nobody is there to answer.
        address = _address_of(scope)
        if address and (left := await self._seconds_blocked(address)):
            await self._refuse(left, scope, receive, send)
            return
        held: list[Message] = []
        await self._app(scope, receive, _hold_misses(scope, held, send))
        if not held:
            return
        left = await run_in_threadpool(self._limit.note_miss, address) if address else 0
        await self._sleep(max(0.0, begun_at + MISS_SECONDS - anyio.current_time()))
        if left:
            await self._refuse(left, scope, receive, send)
            return
        for message in held:
            await send(message)

    async def _seconds_blocked(self, address: str) -> int:
        if self._limit.is_outdated():
            await run_in_threadpool(self._limit.ask)
        return self._limit.seconds_blocked(address)

    async def _refuse(self, left: int, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            fields = await read_form(Request(scope, receive))
        except HTTPException:
            fields = {}
        await self._pages.answer(_TOO_MANY, fields, left)(scope, receive, send)


def mark_as_miss(state: State) -> None:
    """Let an answer other than "not found" count as a miss too."""
    state.is_miss = True


def _hold_misses(scope: Scope, held: list[Message], send: Send) -> Send:
    async def send_or_hold(message: Message) -> None:
        if message["type"] == "http.response.start":
            is_marked = "is_miss" in scope.get("state", {})
            if message["status"] != _NOT_FOUND and not is_marked:
                await send(message)
                return
            held.append(message)
        elif held:
            held.append(message)
        else:
            await send(message)

    return send_or_hold


def _address_of(scope: Scope) -> str:
    """Return where a request comes from; empty if the server does not know."""
    client = scope.get("client")
    return str(client[0]) if client else ""
