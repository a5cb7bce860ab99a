"""Words and makes the weekly mail to a relationship manager: what is new, why, and where to look.

It tells what the overview tells: names of partnerships, and what was published of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from monitor.domain.flags.digest import DigestWriting, News, PartnershipNews
from monitor.domain.mail_text import tidy_line
from monitor.domain.partnership import Partnership
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import title_worry, write_ending, write_worry
from monitor.mail.compose import Envelope, assemble
from monitor.mail.wording import ENVIRONMENT, Worded
from monitor.services.context import SystemClock
from monitor.services.ports import Clock

# More than anybody takes in on a Monday: the overview shows the rest.
_MOST_PARTNERSHIPS = 20


@dataclass(frozen=True, slots=True)
class _Line:
    """One worry: why it is news, what it is, and on what ground."""

    kind: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class _Section:
    """What is new of one partnership, and where to look at it."""

    name: str
    url: str
    lines: Sequence[_Line]


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything that stands in a digest, in the order in which it is read."""

    language: str
    subject: str
    opening: Sequence[str]
    sections: Sequence[_Section]
    good_title: str
    good: Sequence[_Section]
    more: str
    link_label: str
    link: str
    reason: str
    stop_label: str
    stop_url: str


@dataclass(frozen=True, slots=True)
class DigestComposer:
    """Makes the mail of a digest: from which address, and in which time zone people live."""

    sender: str
    zone: ZoneInfo
    clock: Clock = field(default_factory=SystemClock)

    def __call__(self, writing: DigestWriting) -> EmailMessage:
        """Make the mail of one digest.

        Raises:
            MailRefusedError: the manager has no address that a mail can be sent to.
        """
        manager = writing.manager
        envelope = Envelope(
            sender=parseaddr(self.sender)[1],
            name=manager.name,
            email=manager.email or "",
            message_id=writing.message_id,
            sent_at=self.clock.now().astimezone(self.zone),
            stop_url=writing.stop_url,
            language=manager.language,
        )
        return assemble(envelope, word_digest(writing, self.zone))


def word_digest(writing: DigestWriting, zone: ZoneInfo) -> Worded:
    """Write the words of one digest in the language of its manager."""
    language = writing.manager.language
    reader = Reader(translator(language), Formatter(language, zone))
    page = _describe(writing, reader)
    return Worded(
        sender=reader.t("product.name"),
        subject=page.subject,
        text=_write_plain(page),
        html=ENVIRONMENT.get_template("digest.html").render(page=page),
        values={},
    )


def _describe(writing: DigestWriting, reader: Reader) -> _Page:
    t, shown = reader.t, writing.news[:_MOST_PARTNERSHIPS]
    more = len(writing.news) - len(shown)
    asking = sum(bool(each.worries) for each in writing.news)
    base = writing.dashboard_url
    return _Page(
        language=writing.manager.language.value,
        subject=t("digest.subject", n=asking) if asking else t("digest.subject.good"),
        opening=[
            t("digest.greeting", name=tidy_line(writing.manager.name)),
            t("digest.opening", day=reader.formatter.long_day(writing.since)),
        ],
        sections=[_section(each, each.worries, base, reader) for each in shown if each.worries],
        good_title=t("digest.good"),
        good=[_section(each, each.good, base, reader) for each in shown if each.good],
        more=t("digest.more", n=more) if more else "",
        link_label=t("digest.link"),
        link=f"{base}/",
        reason=t("digest.why"),
        stop_label=t("digest.stop"),
        stop_url=writing.stop_url,
    )


def _section(told: PartnershipNews, news: Sequence[News], base: str, reader: Reader) -> _Section:
    partnership = told.partnership
    return _Section(
        name=tidy_line(partnership.name),
        url=f"{base}/partnership?id={partnership.id}",
        lines=[_write_line(each, partnership, reader) for each in news],
    )


def _write_line(news: News, partnership: Partnership, reader: Reader) -> _Line:
    kind, view = reader.t(f"digest.kind.{news.kind.value}"), news.view
    if not view.worry.is_open:
        title = title_worry(view, partnership, reader)
        return _Line(kind, tidy_line(title), write_ending(view.worry, reader))
    told = write_worry(view, partnership, reader)
    # The first sentence says why; the page tells the rest.
    why = told.evidence[0] if told.evidence else told.course
    return _Line(kind, tidy_line(told.title), tidy_line(why))


def _write_plain(page: _Page) -> str:
    parts = ["\n\n".join(page.opening)]
    parts += [_write_plain_section(each) for each in page.sections]
    if page.good:
        parts.append(page.good_title)
        parts += [_write_plain_section(each) for each in page.good]
    parts += [page.more] if page.more else []
    parts.append(f"{page.link_label}:\n{page.link}")
    parts.append(f"--\n{page.reason}\n{page.stop_label}: {page.stop_url}")
    return "\n\n".join(parts) + "\n"


def _write_plain_section(section: _Section) -> str:
    lines = [f"* {line.kind}: {line.title}\n  {line.why}" for line in section.lines]
    # The address has a line to itself: what stands beside it is taken for a part of it.
    return "\n".join([section.name, *lines, section.url])
