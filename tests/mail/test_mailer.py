"""Which way letters go."""

from email.message import EmailMessage
from pathlib import Path

from monitor.mail.folder import FolderMailer
from monitor.mail.mailer import make_mailer
from monitor.mail.smtp import SmtpMailer
from monitor.settings import Settings
from tests.mail.server import MailServer


def make_message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "monitor@example.nl", "anna@zonnewijk.example"
    message["Message-ID"] = "<0a1b@monitor.example>"
    return message


def test_letters_go_to_a_mail_server_if_one_is_set(mail_server: MailServer) -> None:
    mailer = make_mailer(
        Settings(_env_file=None, smtp_url=mail_server.url, mail_from="monitor@example.nl")
    )
    mailer.send(make_message())
    mailer.close()

    assert isinstance(mailer, SmtpMailer)
    assert len(mail_server.accepted) == 1


def test_letters_go_to_the_folder_otherwise(tmp_path: Path) -> None:
    mailer = make_mailer(Settings(_env_file=None, smtp_url="", outbox_folder=tmp_path))
    mailer.send(make_message())

    assert isinstance(mailer, FolderMailer)
    assert [path.name for path in tmp_path.iterdir()] == ["0a1b.eml"]
