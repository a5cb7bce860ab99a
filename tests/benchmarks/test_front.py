"""Asking several processes as a proxy does: who is gone is passed over, nothing is sent twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from benchmarks.front import Address, Front, make_request
from tests.journeys.server import free_port

GET = make_request("GET", "/s/a/1", "localhost")
POST = make_request("POST", "/s/a/1", "localhost", b"TRU1=4")


@asynccontextmanager
async def process(seen: list[bytes], *, ends: bool = False) -> AsyncIterator[Address]:
    """Answer every request, or end in the middle of each."""

    answering: list[asyncio.Task[None] | None] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answering.append(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                seen.append(head.split(b" ")[0])
                if b"Content-Length" in head:
                    await reader.readexactly(len(b"TRU1=4"))
                if ends:
                    break
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        except asyncio.IncompleteReadError:
            pass
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[:2]
    server.close()
    await asyncio.gather(*(each for each in answering if each is not None))


async def ask_two(request: bytes, times: int, *, first_ends: bool) -> tuple[int, int, int]:
    """Return how many answers came, and how many requests each of two processes got."""
    one: list[bytes] = []
    other: list[bytes] = []
    async with process(one, ends=first_ends) as first, process(other) as second:
        front = Front([first, second])
        answered = 0
        for _ in range(times):
            try:
                await front.ask(request, may_repeat=request == GET)
            except EOFError:
                continue
            answered += 1
        await front.close()
    return answered, len(one), len(other)


def test_each_process_is_asked_in_turn() -> None:
    assert asyncio.run(ask_two(GET, 6, first_ends=False)) == (6, 3, 3)


def test_what_changes_nothing_is_asked_again_when_a_process_ends_meanwhile() -> None:
    answered, one, other = asyncio.run(ask_two(GET, 4, first_ends=True))

    assert (answered, other) == (4, 4)
    assert one > 0


def test_what_changes_something_is_never_sent_twice() -> None:
    answered, one, other = asyncio.run(ask_two(POST, 4, first_ends=True))

    assert (answered, one, other) == (2, 2, 2)


def test_a_process_that_takes_no_connection_is_passed_over() -> None:
    async def ask() -> list[int]:
        seen: list[bytes] = []
        async with process(seen) as address:
            front = Front([("127.0.0.1", free_port()), address])
            statuses = [(await front.ask(POST, may_repeat=False))[0] for _ in range(3)]
            await front.close()
        return statuses

    assert asyncio.run(ask()) == [200, 200, 200]


def test_when_nobody_listens_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.front._TRY_SECONDS", 0.0)

    async def ask() -> None:
        await Front([("127.0.0.1", free_port())]).ask(POST, may_repeat=False)

    with pytest.raises(OSError, match="Connect"):
        asyncio.run(ask())
