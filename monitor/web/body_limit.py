"""Refuses a body that is too large while it comes in, before anything parses it."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SURVEY_BODY_LIMIT = 64 * 1024
# So much of a refused body is still read (and thrown away), because a browser that cannot
# finish sending shows its own error instead of our page.
_DRAIN_LIMIT = 1024 * 1024


class BodyLimitMiddleware:
    """Reads at most ``limit`` bytes of a body; beyond that ``refuse`` answers instead."""

    def __init__(self, app: ASGIApp, limit: int, refuse: ASGIApp) -> None:
        self._app = app
        self._limit = limit
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application have the whole body, or let ``refuse`` answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _announced_length(scope) > _DRAIN_LIMIT:
            await self._refuse(scope, receive, send)
            return
        messages = await self._read(receive)
        if messages is None:
            await self._refuse(scope, receive, send)
            return
        await self._app(scope, _replay(messages, receive), send)

    async def _read(self, receive: Receive) -> list[Message] | None:
        messages: list[Message] = []
        size = 0
        while size <= _DRAIN_LIMIT:
            message = await receive()
            size += len(message.get("body", b""))
            if size <= self._limit:
                messages.append(message)
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                break
        return messages if size <= self._limit else None


def _announced_length(scope: Scope) -> int:
    text = Headers(scope=scope).get("content-length", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(2**63)) else 0


def _replay(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def receive_again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return receive_again
