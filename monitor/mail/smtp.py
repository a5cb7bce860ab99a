"""Letters over SMTP, with the standard library (RFC 5321)."""

import contextlib
import re
import smtplib
import ssl
from email.message import EmailMessage

from monitor.domain.errors import MailDelayedError, MailRefusedError
from monitor.settings import SmtpServer, is_loopback

TIMEOUT_SECONDS = 30
_LONGEST_REASON = 300
_IS_PERMANENT = 500
# The server wants another login, or none of our mail at all.
_ABOUT_US = frozenset({530, 534, 535, 538})
# Enhanced status codes (RFC 3463) about the protocol and about policies, relaying among them: they
# say something about this installation, and nothing about the recipient.
_STATUS_ABOUT_US = re.compile(r"5\.[57]\.\d+\b")
_STATUS = re.compile(r"5\.\d+\.\d+\b")


class SmtpMailer:
    """Hands letters to a mail server, over one connection until :meth:`close`.

    For one thread. Where the server offers encryption it is used. A password never goes over a
    network without it.
    """

    def __init__(self, server: SmtpServer, timeout: float = TIMEOUT_SECONDS) -> None:
        self._server = server
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None
        self._unreachable: str | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand over one letter; when this returns, it was accepted.

        Raises:
            MailRefusedError: the server refuses the recipient or the letter for good.
            MailDelayedError: everything else: it may be accepted later.
        """
        connection = self._connect()
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, text),) = error.recipients.values()
            raise _judge(code, text) from None
        except smtplib.SMTPDataError as error:
            raise _judge(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise MailRefusedError("The mail server takes only addresses in ASCII.") from None
        except (smtplib.SMTPException, OSError) as error:
            # What was said is unknown, so the next letter starts afresh.
            self._drop()
            raise MailDelayedError(_describe(error)) from None

    def check(self) -> None:
        """Connect, log in and leave; MailDelayedError says why that fails."""
        self._connect()
        self.close()

    def close(self) -> None:
        """Say goodbye to the server; the next letter connects anew."""
        self._unreachable = None
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):  # It was gone already.
                self._connection.quit()
            self._drop()

    def _connect(self) -> smtplib.SMTP:
        """Return a connection that works. Until ``close`` an unreachable server is asked once."""
        if self._unreachable is not None:
            raise MailDelayedError(self._unreachable)
        if self._connection is not None and _is_alive(self._connection):
            return self._connection
        self._drop()
        try:
            self._connection = self._open()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            self._unreachable = _describe(error)
            raise MailDelayedError(self._unreachable) from None
        return self._connection

    def _open(self) -> smtplib.SMTP:
        server, context = self._server, self._tls_context()
        if server.is_encrypted:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._timeout, context=context
            )
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            self._greet(opened, context)
        except BaseException:
            opened.close()
            raise
        return opened

    def _greet(self, opened: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server = self._server
        opened.ehlo_or_helo_if_needed()
        is_secret = bool(server.user) and not is_loopback(server.host)
        if not server.is_encrypted and (opened.has_extn("starttls") or is_secret):
            opened.starttls(context=context)
            opened.ehlo()
        if server.user:
            opened.login(server.user, server.password)

    def _tls_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if is_loopback(self._server.host):
            # Nobody stands between; and no authority certifies this machine.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _is_alive(connection: smtplib.SMTP) -> bool:
    """Tell whether a server still listens: it may hang up on those who say nothing for long."""
    try:
        code, _ = connection.noop()
    except (smtplib.SMTPException, OSError):
        return False
    return code < _IS_PERMANENT


def _judge(code: int, reply: bytes | str) -> MailRefusedError | MailDelayedError:
    """Tell a refusal of this letter from what may pass or is wrong with this installation."""
    reason = _describe_reply(code, reply)
    status = _STATUS.search(reason)
    if status:
        is_about_us = _STATUS_ABOUT_US.fullmatch(status[0]) is not None
    else:
        is_about_us = "relay" in reason.lower()
    if code < _IS_PERMANENT or code in _ABOUT_US or is_about_us:
        return MailDelayedError(reason)
    return MailRefusedError(reason)


def _describe(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _describe_reply(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"[:_LONGEST_REASON]


def _describe_reply(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:_LONGEST_REASON].rstrip()
