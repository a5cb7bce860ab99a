"""How both processes hold connections: not for ever with who sends slowly, and without a name."""

import asyncio
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from monitor.settings import LOOPBACK, Settings
from monitor.web.headers import bare_headers, common_headers

# From the first byte of a request to the end of its headers, also on a bad line.
HEADER_SECONDS = 20
# Of all headers together; one cookie of a sign-in elsewhere can take 8 KiB.
_HEADER_BYTES = 32 * 1024


class TimedProtocol(H11Protocol):
    """Closes a connection on which the headers of a request do not arrive in time."""

    header_seconds: float = HEADER_SECONDS
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._keep_time()

    def data_received(self, data: bytes) -> None:
        """Take what came in; what is no whole request yet does not buy more time."""
        super().data_received(data)
        self._keep_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._forget_deadline()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with the headers that every answer has."""
        headers = {
            **common_headers(""),
            **bare_headers(),
            "content-type": "text/plain; charset=utf-8",
            "connection": "close",
        }
        raw = [(name.encode(), text.encode()) for name, text in headers.items()]
        status = HTTPStatus.BAD_REQUEST
        for event in (
            h11.Response(status_code=status, headers=raw, reason=status.phrase.encode()),
            h11.Data(data=msg.encode("ascii")),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _keep_time(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._forget_deadline()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.header_seconds, self._give_up)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        self.transport.abort()


def connection_options(settings: Settings) -> dict[str, Any]:
    """Return the options of the web server that both processes have.

    Without an access log: it would hold the tokens of personal links.
    """
    return {
        "http": TimedProtocol,
        "h11_max_incomplete_event_size": _HEADER_BYTES,
        "server_header": False,
        "access_log": False,
        "log_level": "warning",
        # What it says goes where all goes that is said, and through the same formatter.
        "log_config": None,
        "proxy_headers": settings.behind_proxy,
        "forwarded_allow_ips": LOOPBACK,
    }
