"""Letters over a real SMTP server that does what it should, and that does not."""

import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from monitor.domain.errors import MailDelayedError, MailRefusedError
from monitor.mail.smtp import SmtpMailer
from monitor.settings import SmtpServer
from tests.mail.server import (
    HOST,
    PASSWORD,
    USER,
    MailServer,
    find_free_port,
    run_mail_server,
)

RECIPIENT = "anna@zonnewijk.example"
SHORT_SECONDS = 0.3


def make_message(*, to: str = RECIPIENT, number: int = 1) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Samenwerkingsmonitor <monitor@example.nl>"
    message["To"] = to
    message["Subject"] = "Uw mening over de samenwerking – vijf minuten"
    message["Message-ID"] = f"<{number}@example.nl>"
    message.set_content("Beste Anna,\n\nHoe gaat het? Één minuut …\n")
    return message


@pytest.fixture
def mailer(mail_server: MailServer) -> Iterator[SmtpMailer]:
    mailer = SmtpMailer(mail_server.address)
    yield mailer
    mailer.close()


def log_in(server: MailServer, *, password: str = PASSWORD) -> SmtpServer:
    return replace(server.address, user=USER, password=password)


def test_a_letter_arrives_as_it_was_written(mail_server: MailServer, mailer: SmtpMailer) -> None:
    mailer.send(make_message())

    (letter,) = mail_server.accepted
    assert letter["Subject"] == "Uw mening over de samenwerking – vijf minuten"
    assert "Één minuut …" in letter.get_content()
    assert mail_server.recipients == [RECIPIENT]


def test_letters_of_a_run_share_a_connection(mail_server: MailServer, mailer: SmtpMailer) -> None:
    for number in range(3):
        mailer.send(make_message(number=number))
    assert mail_server.connections == 1

    mailer.close()
    mailer.send(make_message(number=3))

    assert mail_server.connections == 2
    assert len(mail_server.accepted) == 4


@pytest.mark.parametrize(
    "reply",
    [
        "550 5.1.1 No such user",
        "550 No such user here",
        "552 5.2.2 Mailbox is full",
        "550 5.4.1 Recipient address rejected",
    ],
)
def test_an_address_that_is_refused_for_good_is_told_with_the_reason(
    mail_server: MailServer, mailer: SmtpMailer, reply: str
) -> None:
    mail_server.refuse(RECIPIENT, reply)

    with pytest.raises(MailRefusedError, match=reply):
        mailer.send(make_message())

    assert mail_server.accepted == []


def test_a_letter_that_is_refused_for_good_is_told_with_the_reason(
    mail_server: MailServer, mailer: SmtpMailer
) -> None:
    mail_server.answer("554 5.1.1 Not wanted")

    with pytest.raises(MailRefusedError, match=r"554 5\.1\.1 Not wanted"):
        mailer.send(make_message())


@pytest.mark.parametrize(
    "reply",
    [
        "450 4.2.1 Greylisted, come back later",
        "452 Too busy",
        "550 5.7.1 Relaying denied",
        "554 Relay access denied",
        "550 5.7.26 Your domain is not authenticated",
        "530 Authentication required",
        "503 5.5.1 Bad sequence of commands",
    ],
)
def test_what_may_pass_or_says_nothing_about_the_recipient_is_a_delay(
    mail_server: MailServer, mailer: SmtpMailer, reply: str
) -> None:
    mail_server.refuse(RECIPIENT, reply)

    with pytest.raises(MailDelayedError, match=reply):
        mailer.send(make_message())


def test_after_a_refusal_the_next_letter_goes_over_the_same_connection(
    mail_server: MailServer, mailer: SmtpMailer
) -> None:
    mail_server.refuse("gone@zonnewijk.example", "550 5.1.1 No such user")
    with pytest.raises(MailRefusedError):
        mailer.send(make_message(to="gone@zonnewijk.example"))

    mailer.send(make_message())

    assert mail_server.recipients == [RECIPIENT]
    assert mail_server.connections == 1


def test_a_server_that_says_later_after_the_letter_is_a_delay(
    mail_server: MailServer, mailer: SmtpMailer
) -> None:
    mail_server.answer("451 4.3.0 Try again later")

    with pytest.raises(MailDelayedError, match=r"451 4\.3\.0 Try again later"):
        mailer.send(make_message())


# H14.
def test_a_server_that_hangs_up_before_it_answers_is_a_delay_and_is_called_again(
    mail_server: MailServer, mailer: SmtpMailer
) -> None:
    mail_server.hang_up()
    with pytest.raises(MailDelayedError, match="SMTPServerDisconnected"):
        mailer.send(make_message())

    mailer.send(make_message())

    assert mail_server.message_ids == {"<1@example.nl>": 1}
    assert mail_server.connections == 2


# H14.
def test_a_server_that_never_answers_is_a_delay(mail_server: MailServer) -> None:
    mailer = SmtpMailer(mail_server.address, timeout=SHORT_SECONDS)
    mail_server.hang()
    with pytest.raises(MailDelayedError, match="timed out"):
        mailer.send(make_message())

    mailer.send(make_message())

    assert len(mail_server.accepted) == 1
    mailer.close()


def test_a_server_that_hung_up_between_two_letters_is_called_again() -> None:
    port = find_free_port()
    with run_mail_server(port=port) as server:
        mailer = SmtpMailer(server.address)
        mailer.send(make_message())
    with run_mail_server(port=port) as server:
        mailer.send(make_message(number=2))
        mailer.close()

    assert server.message_ids == {"<2@example.nl>": 1}


def test_an_unreachable_server_is_a_delay_and_is_called_once_a_run() -> None:
    port = find_free_port()
    mailer = SmtpMailer(SmtpServer(HOST, port))
    with pytest.raises(MailDelayedError, match="ConnectionRefusedError"):
        mailer.send(make_message())

    with run_mail_server(port=port) as server:
        with pytest.raises(MailDelayedError, match="ConnectionRefusedError"):
            mailer.send(make_message())
        mailer.close()
        mailer.send(make_message())
        mailer.close()

    assert len(server.accepted) == 1


def test_somebody_who_is_not_logged_in_is_delayed_and_no_address_is_blamed() -> None:
    with run_mail_server(needs_login=True) as server:
        mailer = SmtpMailer(server.address)
        with pytest.raises(MailDelayedError, match="530"):
            mailer.send(make_message())
        mailer.close()


def test_a_wrong_password_is_a_delay_and_is_not_in_its_reason() -> None:
    with run_mail_server(needs_login=True) as server:
        mailer = SmtpMailer(log_in(server, password="not-the-password"))
        with pytest.raises(MailDelayedError, match="535") as caught:
            mailer.send(make_message())
        mailer.close()

    assert "not-the-password" not in str(caught.value)


def test_the_right_password_is_taken() -> None:
    with run_mail_server(needs_login=True) as server:
        mailer = SmtpMailer(log_in(server))
        mailer.send(make_message())
        mailer.close()

    assert len(server.accepted) == 1


def test_encryption_is_used_when_the_server_offers_it(certificate: ssl.SSLContext) -> None:
    with run_mail_server(starttls=certificate) as server:
        mailer = SmtpMailer(server.address)
        mailer.send(make_message())
        mailer.close()

    assert server.is_encrypted


def test_encryption_can_be_there_from_the_first_byte(certificate: ssl.SSLContext) -> None:
    with run_mail_server(smtps=certificate) as server:
        mailer = SmtpMailer(replace(log_in(server), is_encrypted=True, user="", password=""))
        mailer.send(make_message())
        mailer.close()

    assert server.is_encrypted


def test_a_password_never_goes_to_another_machine_unencrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("monitor.mail.smtp.is_loopback", lambda _host: False)
    with run_mail_server(needs_login=True) as server:
        mailer = SmtpMailer(log_in(server))
        with pytest.raises(MailDelayedError, match="STARTTLS"):
            mailer.send(make_message())

    assert server.logins == 0


def test_another_machine_must_prove_who_it_is(
    monkeypatch: pytest.MonkeyPatch, certificate: ssl.SSLContext
) -> None:
    monkeypatch.setattr("monitor.mail.smtp.is_loopback", lambda _host: False)
    with run_mail_server(starttls=certificate) as server:
        mailer = SmtpMailer(server.address)
        with pytest.raises(MailDelayedError, match="certificate"):
            mailer.send(make_message())

    assert server.accepted == []


def test_an_address_beyond_ascii_is_refused_by_a_server_that_cannot_take_it() -> None:
    with run_mail_server(takes_utf8=False) as server:
        mailer = SmtpMailer(server.address)
        with pytest.raises(MailRefusedError, match="ASCII"):
            mailer.send(make_message(to="jörg@zonnewijk.example"))
        mailer.close()


def test_a_check_says_why_a_server_cannot_be_used(mail_server: MailServer) -> None:
    SmtpMailer(mail_server.address).check()

    with pytest.raises(MailDelayedError, match="ConnectionRefusedError"):
        SmtpMailer(SmtpServer(HOST, find_free_port())).check()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate that the server made itself, so that nobody vouches for it."""
    folder = tmp_path_factory.mktemp("certificate")
    key, own = folder / "key.pem", folder / "own.pem"
    make_certificate(key, own)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    return context


def make_certificate(key: Path, own: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=mail.test", "-keyout", str(key), "-out", str(own)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - Our own words.
