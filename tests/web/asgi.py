"""Calls an ASGI application with a scope and messages of the test's own choice."""

import asyncio
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", 8501)


def make_scope(**changes: object) -> Scope:
    """Make the scope of a plain local GET request, but for the changes."""
    return {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"localhost:8501")],
        "server": LOCAL,
        "client": ("127.0.0.1", 50000),
        **changes,
    }


def call(app: ASGIApp, scope: Scope, messages: Sequence[Message] = ()) -> list[Message]:
    """Return what an application sends."""
    waiting = iter(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        return next(waiting, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(_call(app, scope, receive, send))
    return sent


async def _call(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)
