"""A real SMTP server for tests, that can be told to fail."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor.settings import SmtpServer

HOST = "127.0.0.1"
USER, PASSWORD = "monitor", "p@ss:word"
_HANG, _HANG_UP = "hang", "hang up"
_PAUSE_SECONDS = 0.01


class MailServer:
    """Accepts letters and keeps them; the faults are told with the other methods.

    ``accepted``: what it took responsibility for, in order, and ``recipients``: for whom.
    ``connections`` and ``logins``: how often somebody connected, and sent a password.
    ``is_encrypted``: whether the last letter came over an encrypted connection.
    """

    def __init__(self, port: int, *, needs_login: bool) -> None:
        self.port = port
        self._needs_login = needs_login
        self.accepted: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.logins = 0
        self.is_encrypted = False
        self.is_held_up = False
        self._is_paused = False
        self._refusals: dict[str, str] = {}
        self._faults: list[str] = []

    @property
    def address(self) -> SmtpServer:
        """How to reach it, without a login."""
        return SmtpServer(HOST, self.port)

    @property
    def url(self) -> str:
        """How to reach it, as a setting."""
        return f"smtp://{HOST}:{self.port}"

    @property
    def message_ids(self) -> Counter[str]:
        """How often it accepted each letter."""
        return Counter(str(each["Message-ID"]) for each in self.accepted)

    def refuse(self, address: str, reply: str) -> None:
        """Answer like this whenever a recipient is named."""
        self._refusals[address] = reply

    def forgive(self) -> None:
        """Take mail for everyone again."""
        self._refusals.clear()

    def answer(self, reply: str, *, times: int = 1) -> None:
        """Answer the next letters like this, and accept none of them."""
        self._faults += [reply] * times

    def hang_up(self, *, times: int = 1) -> None:
        """Break the connection after the next letters, before answering whether it takes them."""
        self._faults += [_HANG_UP] * times

    def hang(self, *, times: int = 1) -> None:
        """Never answer the next letters."""
        self._faults += [_HANG] * times

    def pause(self) -> None:
        """Let the next letters wait; ``is_held_up`` says that one does."""
        self._is_paused = True

    def go_on(self) -> None:
        """Take those that wait."""
        self._is_paused = False

    async def handle_EHLO(  # noqa: N802 - The name of the hook.
        self,
        _server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        replies: list[str],
    ) -> Sequence[str]:
        session.host_name = hostname
        self.connections += 1
        return replies

    async def handle_RCPT(  # noqa: N802 - The name of the hook.
        self,
        _server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self._needs_login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        reply = self._refusals.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - The name of the hook.
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        while self._is_paused:
            self.is_held_up = True
            await asyncio.sleep(_PAUSE_SECONDS)
        fault = self._faults.pop(0) if self._faults else None
        if fault == _HANG:
            await asyncio.Event().wait()
        if fault == _HANG_UP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "451 Nobody hears this"
        if fault is not None:
            return fault
        assert isinstance(envelope.original_content, bytes)
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.accepted.append(message)
        self.recipients += envelope.rcpt_tos
        assert server.transport is not None
        self.is_encrypted = server.transport.get_extra_info("ssl_object") is not None
        return "250 OK"

    def judge_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, login: object
    ) -> AuthResult:
        self.logins += 1
        assert isinstance(login, LoginPassword)
        is_right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)


@contextmanager
def run_mail_server(
    *,
    port: int | None = None,
    needs_login: bool = False,
    takes_utf8: bool = True,
    starttls: ssl.SSLContext | None = None,
    smtps: ssl.SSLContext | None = None,
) -> Iterator[MailServer]:
    """Run a server as long as the block lasts, on a free port or on the one that is named."""
    server = MailServer(port or find_free_port(), needs_login=needs_login)
    controller = Controller(
        server,
        hostname=HOST,
        port=server.port,
        server_hostname="mail.test",
        ssl_context=smtps,
        tls_context=starttls,
        enable_SMTPUTF8=takes_utf8,
        auth_require_tls=False,
        authenticator=server.judge_login,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def find_free_port() -> int:
    """Return a port on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
