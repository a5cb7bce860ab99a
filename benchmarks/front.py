"""Asks several processes as the proxy of docs/deploy would, without a process in between.

Each in turn. One that takes no connection is passed over, and nothing was sent to it yet; of one
that ends in the middle of a request only what changes nothing is asked again.
"""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Sequence

Address = tuple[str, int]
_Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
# As long as the proxy tries, and how long it rests in between.
_TRY_SECONDS = 5.0
_PAUSE_SECONDS = 0.25
_GONE = (OSError, EOFError)


class Front:
    """Connections to all processes, which stay open."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        self._addresses = deque(addresses)
        self._idle: defaultdict[Address, deque[_Connection]] = defaultdict(deque)

    async def ask(self, request: bytes, *, may_repeat: bool) -> tuple[int, bytes]:
        """Send a request to the next process; return the status and the contents of its answer.

        Raises:
            OSError: nobody answers, or it was sent to a process that ended then.
            EOFError: the same.
        """
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + _TRY_SECONDS
        while True:
            self._addresses.rotate(-1)
            address = self._addresses[0]
            try:
                connection = await self._take(address)
            except OSError:
                if loop.time() > give_up_at:
                    raise
                # The other ones first; when all are away, they are not asked without a pause.
                await asyncio.sleep(_PAUSE_SECONDS if len(self._addresses) == 1 else 0.01)
                continue
            try:
                answer = await _exchange(connection, request)
            except _GONE:
                connection[1].close()
                if may_repeat and loop.time() < give_up_at:
                    continue
                raise
            self._idle[address].append(connection)
            return answer

    async def _take(self, address: Address) -> _Connection:
        idle = self._idle[address]
        while idle:
            reader, writer = idle.pop()
            # The server closes what nobody used for some seconds.
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection(*address)

    async def close(self) -> None:
        """Close all."""
        for connections in self._idle.values():
            for _, writer in connections:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()


async def _exchange(connection: _Connection, request: bytes) -> tuple[int, bytes]:
    reader, writer = connection
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    content = await reader.readexactly(length_of(head))
    return int(head.split(b" ", 2)[1]), content


def length_of(head: bytes) -> int:
    """Return how many bytes follow the head of an answer."""
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    return 0


def make_request(method: str, path: str, host: str, body: bytes = b"") -> bytes:
    """Return a request as it goes over the line."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n"
    if body:
        head += "Content-Type: application/x-www-form-urlencoded\r\n"
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body
