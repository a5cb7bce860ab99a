"""Requests have the size that a browser gives them."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from monitor.web.request_limits import RequestLimitsMiddleware
from tests.web.asgi import call, make_scope

CONNECT: list[Message] = [{"type": "websocket.connect"}]


async def accept(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})


LIMITED = RequestLimitsMiddleware(PlainTextResponse("page"), PlainTextResponse("too long", 431))


# H30.
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"headers": [(b"x", b"1")] * 100}, 200),
        ({"headers": [(b"x", b"1")] * 101}, 431),
        ({"headers": [(b"x", b"1")] * 10_000}, 431),
        ({"path": "/" + "a" * 8191}, 200),
        ({"path": "/" + "a" * 8192}, 431),
        ({"query_string": b"a" * 8192}, 431),
        ({"query_string": b"&".join([b"a=1"] * 200)}, 200),
        ({"query_string": b"&".join([b"a=1"] * 201)}, 431),
    ],
)
def test_what_no_browser_of_ours_sends_is_refused(changes: dict[str, object], status: int) -> None:
    assert call(LIMITED, make_scope(**changes))[0]["status"] == status


def test_other_connections_pass() -> None:
    limited = RequestLimitsMiddleware(accept, PlainTextResponse(""))

    assert call(limited, make_scope(type="websocket"), CONNECT) == [{"type": "websocket.accept"}]
