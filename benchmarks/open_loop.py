"""Asks at a fixed pace, whether or not answers come: as people do who do not know of each other.

An answer that comes late is counted from the moment at which it was to be asked for.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from benchmarks.browsing import TIMEOUT_SECONDS, read_page

_EXPECTED = frozenset({200, 303})
_VERSION = "version"


@dataclass(frozen=True, slots=True)
class Paced:
    """What came of asking: how long each answer took, in milliseconds, and how many failed."""

    milliseconds: Sequence[float]
    failures: int

    def percentile(self, percent: int) -> float:
        """Return a percentile of the answering times."""
        return quantiles(self.milliseconds, n=100)[percent - 1]


class _Connections:
    """Connections that stay open, as many as are needed at the same time."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; return the status and the contents of the answer."""
        reader, writer = await self._take()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        content = await reader.readexactly(_length_of(head))
        self._idle.append((reader, writer))
        return int(head.split(b" ", 2)[1]), content

    async def _take(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._idle:
            reader, writer = self._idle.pop()
            # The server closes what nobody used for some seconds.
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection(*self._address)

    def close(self) -> None:
        """Close all."""
        for _, writer in self._idle:
            writer.close()


def ask_at_pace(links: Sequence[str], *, per_second: int, seconds: int) -> Paced:
    """Let everyone read the first questions and save answers to them, again and again."""
    return asyncio.run(_ask_at_pace(links, per_second, seconds))


async def _ask_at_pace(links: Sequence[str], per_second: int, seconds: int) -> Paced:
    parts = urlsplit(links[0])
    connections = _Connections(parts.hostname or "", parts.port or 80)
    requests = cycle([each async for each in _prepare(connections, links)])
    loop = asyncio.get_running_loop()
    begins_at = loop.time()
    tasks = []
    for number in range(per_second * seconds):
        asked_at = begins_at + number / per_second
        await asyncio.sleep(max(0.0, asked_at - loop.time()))
        tasks.append(asyncio.create_task(_measure(connections, next(requests), asked_at)))
    measured = await asyncio.gather(*tasks)
    connections.close()
    return Paced([each for each, _ in measured], sum(not is_right for _, is_right in measured))


async def _measure(
    connections: _Connections, request: bytes, asked_at: float
) -> tuple[float, bool]:
    try:
        status, _ = await asyncio.wait_for(connections.ask(request), TIMEOUT_SECONDS)
    except (OSError, EOFError, TimeoutError):
        status = 0
    return 1000 * (asyncio.get_running_loop().time() - asked_at), status in _EXPECTED


async def _prepare(connections: _Connections, links: Iterable[str]) -> AsyncIterator[bytes]:
    """Yield, for every link, the request for a page of questions and the one that saves it."""
    for link in links:
        parts = urlsplit(link)
        page = _request("GET", f"{parts.path}/1", parts.netloc)
        _, content = await connections.ask(page)
        # Without the version that was read: the same form is saved many times.
        fields = {
            name: value
            for name, value in read_page(content.decode()).fields.items()
            if name != _VERSION
        }
        yield page
        yield _request("POST", f"{parts.path}/1", parts.netloc, urlencode(fields).encode())


def _request(method: str, path: str, host: str, body: bytes = b"") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n"
    if body:
        head += "Content-Type: application/x-www-form-urlencoded\r\n"
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def _length_of(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    return 0
