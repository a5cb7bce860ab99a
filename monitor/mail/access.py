"""Words and makes the mail with a link that works once: to accept, or for a new password."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from monitor.domain.mail_text import tidy_line
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.formats import Formatter
from monitor.mail.compose import Envelope, assemble
from monitor.mail.wording import ENVIRONMENT, Worded
from monitor.services.context import SystemClock
from monitor.services.mail.queue_mail import make_message_id
from monitor.services.ports import Clock
from monitor.services.sign_in.one_time import AccessLetter


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything that stands in the letter, in the order in which it is read."""

    language: str
    subject: str
    hello: str
    text: str
    link_label: str
    link: str
    until: str
    otherwise: str

    def plain(self) -> str:
        """Write it as plain text, the address on a line of its own."""
        parts = (self.hello, self.text, self.link, self.until, self.otherwise)
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class AccessComposer:
    """Makes such a mail: from which address, and in which time zone people live."""

    sender: str
    zone: ZoneInfo
    public_url: str
    clock: Clock = field(default_factory=SystemClock)

    def __call__(self, letter: AccessLetter) -> EmailMessage:
        """Make the mail; MailRefusedError if its address cannot be used."""
        account = letter.account
        t = translator(account.language)
        page = _describe(letter, t, Formatter(account.language, self.zone))
        envelope = Envelope(
            sender=parseaddr(self.sender)[1],
            name=account.name,
            email=account.email,
            message_id=make_message_id(self.public_url),
            sent_at=self.clock.now().astimezone(self.zone),
            stop_url="",
            language=account.language,
        )
        html = ENVIRONMENT.get_template("access.html").render(page=page)
        return assemble(
            envelope, Worded(t("product.name"), page.subject, page.plain(), html, values={})
        )


def _describe(letter: AccessLetter, t: Translator, formatter: Formatter) -> _Page:
    about, until = f"sign_in.mail.{letter.purpose.value}", letter.expires_at
    return _Page(
        language=t.language.value,
        subject=t(f"{about}.subject"),
        hello=t("sign_in.mail.hello", name=tidy_line(letter.account.name)),
        text=t(f"{about}.text"),
        link_label=t(f"{about}.link"),
        link=letter.url,
        until=t("sign_in.mail.until", day=formatter.day(until), clock=formatter.clock(until)),
        otherwise=t(f"{about}.not"),
    )
