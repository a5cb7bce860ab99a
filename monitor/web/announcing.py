"""Serves, and says what is to be said once whoever reads it is answered at the address."""

import contextlib
import sys
from collections.abc import Callable
from socket import socket

import anyio
import uvicorn

# As uvicorn itself ends then.
_CANNOT_START = 3


class AnnouncingServer(uvicorn.Server):
    """A web server that does something when it has begun to listen."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        if self.started:
            await anyio.to_thread.run_sync(self._announce)


def serve_and_announce(config: uvicorn.Config, announce: Callable[[], None]) -> None:
    """Serve until the process is told to stop; SystemExit when it cannot start."""
    server = AnnouncingServer(config, announce)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(_CANNOT_START)
