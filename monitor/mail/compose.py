"""Makes letters: a mail in two parts, with the headers that say that nobody typed it."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import policy
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from monitor.domain.errors import MailRefusedError
from monitor.domain.mail import MailText, Writing
from monitor.domain.mail_text import tidy_line
from monitor.domain.partnership import Language, Participant, ParticipantId, Partnership, Party
from monitor.domain.planning import DEFAULT_OPEN_DAYS, plan_period
from monitor.domain.round import Quarter, Round, RoundId
from monitor.i18n.catalogue import translator
from monitor.mail.wording import Worded, word
from monitor.services.context import SystemClock
from monitor.services.ports import Clock

# In a long name the email package of Python 3.11 forgets the quotes around these, and what stands
# between them is then read as an address of its own.
_NOT_IN_A_NAME = re.compile(r'[()<>\[\]:;@\\,"]')
_ENCODING = "quoted-printable"  # Readable in a file, and whole at any length of line.
_EXAMPLE_SITE = "https://monitor.example/s"  # Nobody can own this name (RFC 2606).


class _AddressHeader(UnstructuredHeader, BaseHeader):
    """A header that holds a web address, which must stay in one piece however long it is."""

    def fold(self, *, policy: policy.Policy) -> str:
        """Write the header on one line; the default would cut and encode a long address."""
        return f"{self.name}: {self}{policy.linesep}"


def _header_types() -> HeaderRegistry:
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _AddressHeader)
    return registry


_POLICY = policy.SMTP.clone(header_factory=_header_types())


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes the mail of a letter: from which address, and in which time zone people live."""

    sender: str
    zone: ZoneInfo
    clock: Clock = field(default_factory=SystemClock)

    def __call__(self, writing: Writing) -> EmailMessage:
        """Make the mail of one letter.

        Raises:
            MailRefusedError: the recipient has no address that a mail can be sent to.
        """
        recipient = writing.recipient
        envelope = Envelope(
            sender=parseaddr(self.sender)[1],
            name=recipient.name,
            email=recipient.email or "",
            message_id=writing.message_id,
            sent_at=self.clock.now().astimezone(self.zone),
            stop_url=writing.stop_url,
            language=writing.language,
        )
        return assemble(envelope, word(writing, self.zone))


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about a mail that is not its words; ``sent_at``: in local time.

    ``stop_url``: empty for a mail that somebody asked for.
    """

    sender: str
    name: str
    email: str
    message_id: str
    sent_at: datetime
    stop_url: str
    language: Language


def assemble(envelope: Envelope, worded: Worded) -> EmailMessage:
    """Make a mail in two parts; MailRefusedError if it has no address that can be used."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(worded.sender, envelope.sender)
    message["To"] = _address(envelope.name, envelope.email)
    message["Subject"] = _never_decoded(worded.subject)
    message["Date"] = envelope.sent_at
    message["Message-ID"] = f"<{envelope.message_id.strip('<>')}>"
    message["Auto-Submitted"] = "auto-generated"
    # Exchange: no receipts and no out-of-office, but do tell what cannot be delivered.
    message["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
    if envelope.stop_url:
        message["List-Unsubscribe"] = f"<{envelope.stop_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(worded.text, cte=_ENCODING)
    message.add_alternative(worded.html, subtype="html", cte=_ENCODING)
    message["Content-Language"] = envelope.language.value  # Content would have taken it along.
    return message


def preview(
    text: MailText, partnership: Partnership, party: Party, now: datetime, zone: ZoneInfo
) -> Worded:
    """Word a letter as a member of a party would get it, with an invented person and link."""
    t = translator(text.language)
    today = now.astimezone(zone).date()
    person = Participant(ParticipantId(0), party.id, t("mail.preview.person"), text.language, today)
    address = f"{_EXAMPLE_SITE}/{t('mail.preview.token')}"
    writing = Writing(
        kind=text.kind,
        message_id="",
        recipient=person,
        partnership=partnership,
        party=party,
        round=_example_round(partnership, now, zone),
        answer_url=address,
        stop_url=f"{_EXAMPLE_SITE}/mail",
        text=text,
    )
    return word(writing, zone)


def _example_round(partnership: Partnership, now: datetime, zone: ZoneInfo) -> Round:
    today = now.astimezone(zone).date()
    period = plan_period(today + timedelta(days=1), DEFAULT_OPEN_DAYS, zone)
    return Round(
        id=RoundId(0),
        partnership_id=partnership.id,
        sequence=1,
        quarter=Quarter.of(today),
        opens_at=period.opens_at,
        closes_at=period.closes_at,
        questionnaire_version="",
        privacy_mode=partnership.privacy_mode,
        minimum_group=partnership.minimum_group,
        phase=partnership.phase,
    )


def _never_decoded(text: str) -> str:
    """Break what looks like an encoded word: the email package would decode it, line ends too."""
    return text.replace("=?", "= ?")


def _address(name: str, email: str) -> Address:
    local, _, domain = email.strip().rpartition("@")
    try:
        spec = f"{local}@{domain.encode('idna').decode('ascii')}"
        phrase = _NOT_IN_A_NAME.sub(" ", _never_decoded(tidy_line(name)))
        return Address(tidy_line(phrase), addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise MailRefusedError("This is not a mail address.") from error
