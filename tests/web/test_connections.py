"""How connections are held: a slow one is closed, and nothing tells who serves."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from monitor.settings import Settings
from monitor.web.connections import TimedProtocol, connection_options

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
Address = tuple[str, int]
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Talk = Callable[[Address], Awaitable[None]]
SOON = 20


class HurriedProtocol(TimedProtocol):
    header_seconds = 0.2


@asynccontextmanager
async def serving() -> AsyncIterator[Address]:
    """Serve a page in this process, with the patience of the test."""
    options = connection_options(Settings(_env_file=None)) | {
        "http": HurriedProtocol,
        "log_config": None,
    }
    config = uvicorn.Config(PlainTextResponse("page"), host="127.0.0.1", port=0, **options)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    await task


def run(talk: Talk) -> None:
    async def serve_and_talk() -> None:
        async with serving() as address, asyncio.timeout(SOON):
            await talk(address)

    asyncio.run(serve_and_talk())


@asynccontextmanager
async def connected(address: Address) -> AsyncIterator[Connection]:
    reader, writer = await asyncio.open_connection(*address)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def ask(address: Address, request: bytes = REQUEST) -> bytes:
    """Return the beginning of an answer, in small letters."""
    async with connected(address) as (reader, writer):
        writer.write(request)
        return (await reader.readuntil(b"\r\n\r\n")).lower()


# H31.
def test_an_answer_does_not_tell_what_serves() -> None:
    async def talk(address: Address) -> None:
        assert b"server:" not in await ask(address)

    run(talk)


# H31.
def test_what_is_no_request_is_refused_with_our_headers() -> None:
    async def talk(address: Address) -> None:
        answer = await ask(address, b"NONSENSE\r\n\r\n")

        assert answer.startswith(b"http/1.1 400")
        assert b"x-content-type-options: nosniff" in answer
        assert b"frame-ancestors 'none'" in answer
        assert b"connection: close" in answer

    run(talk)


# H30.
@pytest.mark.parametrize("before", [b"", REQUEST], ids=["first request", "second request"])
def test_headers_that_never_end_close_the_connection(before: bytes) -> None:
    async def talk(address: Address) -> None:
        async with connected(address) as (reader, writer):
            if before:
                writer.write(before)
                await reader.readuntil(b"page")
            await drip(writer, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: ")

            assert await is_closed(reader)

    run(talk)


async def is_closed(reader: asyncio.StreamReader) -> bool:
    """Wait until the connection ends, with nothing more said."""
    try:
        return await reader.read() == b""
    except ConnectionError:
        return True


async def drip(writer: asyncio.StreamWriter, beginning: bytes) -> None:
    """Send the beginning of a request, and then a byte at a time until nobody listens."""
    writer.write(beginning)
    with suppress(ConnectionError):
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)


# H30.
def test_who_says_nothing_at_all_is_not_waited_for() -> None:
    async def talk(address: Address) -> None:
        async with connected(address) as (reader, _):
            assert await is_closed(reader)

    run(talk)


# H30.
def test_headers_of_a_megabyte_are_refused() -> None:
    async def talk(address: Address) -> None:
        request = REQUEST.replace(b"\r\n\r\n", b"\r\nX-Long: " + b"x" * 2**20 + b"\r\n\r\n")

        assert (await ask(address, request)).startswith(b"http/1.1 400")

    run(talk)


@pytest.mark.parametrize("is_behind", [False, True])
def test_a_proxy_is_believed_only_where_there_is_one(is_behind: bool) -> None:  # noqa: FBT001 - Both.
    options = connection_options(Settings(_env_file=None, behind_proxy=is_behind))

    assert options["proxy_headers"] is is_behind
    assert options["forwarded_allow_ips"] == "127.0.0.1,::1"


def test_no_log_of_requests_holds_the_personal_links() -> None:
    assert connection_options(Settings(_env_file=None))["access_log"] is False
