"""Which way letters go: to a mail server if one is set, else to a folder."""

from monitor.mail.folder import FolderMailer
from monitor.mail.smtp import SmtpMailer
from monitor.services.mail_ports import Mailer
from monitor.settings import Settings


def make_mailer(settings: Settings) -> Mailer:
    """Return what hands over the letters of this installation; for one thread."""
    server = settings.smtp_server
    return FolderMailer(settings.outbox_folder) if server is None else SmtpMailer(server)
