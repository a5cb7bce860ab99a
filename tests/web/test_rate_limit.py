"""Nobody asks for too much in a minute."""

import asyncio
from collections.abc import Iterable

import pytest
import time_machine
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.rate_limit import (
    CONNECTING,
    FETCHING_FILES,
    SENDING,
    SIGNING_IN,
    RateLimitMiddleware,
)
from tests.factories import NOW
from tests.web.asgi import make_scope

OUTSIDE = ("192.0.2.7", 50000)


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("inside")(scope, receive, send)


def refuse(wait: int) -> ASGIApp:
    return PlainTextResponse(str(wait), 429)


def ask(scopes: Iterable[Scope]) -> list[Message]:
    """Return the first message of each answer of one and the same process."""
    limited = RateLimitMiddleware(serve, refuse)

    async def ask_one(scope: Scope) -> Message:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await limited(scope, receive, send)
        return sent[0]

    async def ask_all() -> list[Message]:
        return [await ask_one(scope) for scope in scopes]

    with time_machine.travel(NOW, tick=False):
        return asyncio.run(ask_all())


def count_refused(scope: Scope, times: int) -> int:
    return sum(message.get("status") == 429 for message in ask([scope] * times))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_who_sends_without_end_is_stopped(method: str) -> None:
    scope = make_scope(method=method, client=OUTSIDE)

    assert count_refused(scope, SENDING.amount) == 0
    assert count_refused(scope, SENDING.amount + 5) == 5


def test_who_signs_in_without_end_is_stopped_sooner() -> None:
    scope = make_scope(method="POST", path="/sign-in", client=OUTSIDE)

    assert count_refused(scope, SIGNING_IN.amount + 5) == 5
    assert SIGNING_IN.amount < SENDING.amount


def test_who_fetches_files_without_end_is_stopped() -> None:
    scope = make_scope(path="/media/a.pdf", client=OUTSIDE)

    assert count_refused(scope, FETCHING_FILES.amount + 5) == 5


def test_who_opens_connections_without_end_is_stopped() -> None:
    sent = ask([make_scope(type="websocket", client=OUTSIDE)] * (CONNECTING.amount + 5))

    assert [message["type"] for message in sent[-6:]] == [
        "websocket.accept",
        *["websocket.close"] * 5,
    ]


def test_reading_pages_is_not_counted() -> None:
    assert count_refused(make_scope(client=OUTSIDE), SENDING.amount + 5) == 0


def test_this_machine_itself_is_not_limited() -> None:
    assert count_refused(make_scope(method="POST"), SENDING.amount + 5) == 0


def test_everybody_has_a_limit_of_their_own() -> None:
    scopes = [
        make_scope(method="POST", client=(f"192.0.2.{number % 2}", 1))
        for number in range(2 * SENDING.amount)
    ]

    assert {message["status"] for message in ask(scopes)} == {200}


def test_whoever_has_many_addresses_of_version_six_is_one() -> None:
    scopes = [
        make_scope(method="POST", client=(f"2001:db8::{number:x}", 1))
        for number in range(1, SENDING.amount + 2)
    ]

    assert [message["status"] for message in ask(scopes)].count(429) == 1


def test_the_wait_is_told_and_never_longer_than_a_minute() -> None:
    limited = RateLimitMiddleware(serve, refuse)
    sent: list[Message] = []

    async def ask_too_much() -> None:
        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        for _ in range(SENDING.amount + 1):
            await limited(make_scope(method="POST", client=OUTSIDE), receive, send)

    with time_machine.travel(NOW, tick=False):
        asyncio.run(ask_too_much())

    assert 1 <= int(sent[-1]["body"]) <= 60


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def start() -> None:
        await RateLimitMiddleware(lifespan, refuse)({"type": "lifespan"}, lambda: None, send)  # type: ignore[arg-type,return-value] # Not used.

    asyncio.run(start())

    assert sent == [{"type": "lifespan"}]
