"""A body is counted while it comes in."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.body_limit import BodyLimitMiddleware, BodyRefusals
from tests.web.asgi import call, make_scope

LIMIT = 10
REFUSED = BodyRefusals(PlainTextResponse("refused", 413), PlainTextResponse("slow", 408))


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await Response(body)(scope, receive, send)


def chunks(*bodies: bytes) -> Sequence[Message]:
    return [
        {"type": "http.request", "body": body, "more_body": number < len(bodies)}
        for number, body in enumerate(bodies, start=1)
    ]


def post(app: ASGIApp, messages: Sequence[Message], **headers: str) -> tuple[int, bytes]:
    raw = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    sent = call(app, make_scope(method="POST", headers=raw), messages)
    return sent[0]["status"], sent[1]["body"]


def limit(app: ASGIApp, seconds: float = 10) -> BodyLimitMiddleware:
    return BodyLimitMiddleware(app, lambda _scope: LIMIT, REFUSED, seconds)


@pytest.fixture
def limited() -> BodyLimitMiddleware:
    return limit(echo)


@pytest.mark.parametrize(
    "messages", [chunks(b"0123456789"), chunks(b"01234", b"56789"), chunks(b"01234", b"", b"56789")]
)
def test_a_body_within_the_limit_arrives_whole(
    limited: BodyLimitMiddleware, messages: Sequence[Message]
) -> None:
    assert post(limited, messages) == (200, b"0123456789")


@pytest.mark.parametrize(
    "messages", [chunks(b"0123456789x"), chunks(b"01234", b"56789", b"x"), chunks(b"x" * 2**21)]
)
def test_a_larger_body_is_refused_whatever_it_says_of_its_length(
    limited: BodyLimitMiddleware, messages: Sequence[Message]
) -> None:
    assert post(limited, messages) == (413, b"refused")
    assert post(limited, messages, content_length="1") == (413, b"refused")


def test_a_body_that_announces_to_be_huge_is_not_read_at_all() -> None:
    async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError("the application was called")

    assert post(limit(never), [], content_length="99999999") == (
        413,
        b"refused",
    )


@pytest.mark.parametrize("length", ["-1", "x", "٣", "9" * 5000, ""])
def test_a_wrong_length_is_ignored(limited: BodyLimitMiddleware, length: str) -> None:
    raw = [(b"content-length", length.encode())]

    sent = call(limited, make_scope(method="POST", headers=raw), chunks(b"0123"))

    assert sent[1]["body"] == b"0123"


def test_an_endless_body_is_not_read_to_its_end(limited: BodyLimitMiddleware) -> None:
    piece: Message = {"type": "http.request", "body": b"x" * 2**18, "more_body": True}

    status, _body = post(limited, [piece] * 8)

    assert status == 413


def test_other_connections_pass() -> None:
    sent = call(limit(accept), {"type": "websocket"}, [{"type": "x"}])

    assert sent == [{"type": "websocket.accept"}]


async def accept(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})


# H30.
def test_a_body_that_never_ends_is_refused_and_the_connection_closed() -> None:
    sent: list[Message] = []

    async def drip() -> Message:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask() -> None:
        await limit(echo, seconds=0.05)(make_scope(method="POST"), drip, send)

    asyncio.run(ask())

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_somebody_further_in_may_have_a_limit_of_their_own() -> None:
    unlimited = BodyLimitMiddleware(echo, lambda _scope: None, REFUSED)

    assert post(unlimited, chunks(b"x" * 99)) == (200, b"x" * 99)
