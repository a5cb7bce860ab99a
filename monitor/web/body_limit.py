"""Refuses a body that is too large or too slow while it comes in, before anything parses it."""

from collections.abc import Callable
from dataclasses import dataclass

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SURVEY_BODY_LIMIT = 64 * 1024
# Of a whole body, whatever its size: a phone on a bad line still sends a form within it.
BODY_SECONDS = 30
# So much of a refused body is still read (and thrown away), because a browser that cannot
# finish sending shows its own error instead of our page.
_DRAIN_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BodyRefusals:
    """Who answers in place of the application: for a body too large, and for one too slow."""

    too_large: ASGIApp
    too_slow: ASGIApp


class BodyLimitMiddleware:
    """Waits at most ``seconds`` for a body of at most as many bytes as ``limit_of`` its request.

    Where that is None, somebody further in has a limit of their own.
    """

    def __init__(
        self,
        app: ASGIApp,
        limit_of: Callable[[Scope], int | None],
        refusals: BodyRefusals,
        seconds: float = BODY_SECONDS,
    ) -> None:
        self._app = app
        self._limit_of = limit_of
        self._refusals = refusals
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application have the whole body, or let a refusal answer."""
        limit = self._limit_of(scope) if scope["type"] == "http" else None
        if limit is None:
            await self._app(scope, receive, send)
            return
        if _announced_length(scope) > limit + _DRAIN_LIMIT:
            await self._refusals.too_large(scope, receive, _and_close(send))
            return
        try:
            with anyio.fail_after(self._seconds):
                messages = await _read(receive, limit)
        except TimeoutError:
            await self._refusals.too_slow(scope, receive, _and_close(send))
            return
        if messages is None:
            await self._refusals.too_large(scope, receive, _and_close(send))
            return
        await self._app(scope, _replay(messages, receive), send)


async def _read(receive: Receive, limit: int) -> list[Message] | None:
    messages: list[Message] = []
    size = 0
    while size <= limit + _DRAIN_LIMIT:
        message = await receive()
        size += len(message.get("body", b""))
        if size <= limit:
            messages.append(message)
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            break
    return messages if size <= limit else None


def _and_close(send: Send) -> Send:
    """End the connection after the answer: what is still on its way is not read."""

    async def send_last(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["connection"] = "close"
        await send(message)

    return send_last


def _announced_length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(2**63)) else 0


def _replay(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def receive_again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return receive_again
