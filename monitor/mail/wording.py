"""Words a letter: the text of an organisation or of the product, filled in, as text and as HTML.

What the letter promises (who sees what, how long it takes, how to stop the mail) is not part of
the text that an organisation edits: it follows from what the parties agreed for this round.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from monitor.domain.mail import MailText, Writing
from monitor.domain.mail_text import Place, fill_in, needs_link, tidy_line, tidy_text
from monitor.domain.tiers import smallest_group
from monitor.i18n.catalogue import Translator, translator
from monitor.i18n.formats import Formatter
from monitor.i18n.mail_words import write_product_text

# As long as the first page of the survey says, for the usual and for the short check-in.
_MINUTES, _LIGHT_MINUTES = 5, 2

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter as it is read: from whom, about what, and its content as plain text and as HTML.

    ``values``: what was filled in, apart from the link.
    """

    sender: str
    subject: str
    text: str
    html: str
    values: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of the body, or the place where the link stands."""

    lines: Sequence[str]
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    """Everything that stands in a letter, in the order in which it is read."""

    language: str
    subject: str
    blocks: Sequence[_Block]
    link_label: str
    link: str
    copy_label: str
    minutes: str
    link_note: str
    promise_title: str
    promise: Sequence[str]
    reason: str
    stop: str
    stop_label: str
    stop_url: str


def word(writing: Writing, zone: ZoneInfo) -> Worded:
    """Write the words of one letter in the language of its recipient."""
    t = translator(writing.language)
    values = _values(writing, zone, t)
    letter = _describe(writing, values, t)
    return Worded(
        sender=t("mail.from", partnership=values[Place.PARTNERSHIP], product=t("product.name")),
        subject=letter.subject,
        text=_write_plain(letter),
        html=ENVIRONMENT.get_template("letter.html").render(letter=letter),
        values=values,
    )


def _describe(writing: Writing, values: Mapping[Place, str], t: Translator) -> _Letter:
    text = writing.text or write_product_text(
        writing.party.organisation.id, writing.kind, writing.language
    )
    asks = needs_link(writing.kind)
    minutes = _LIGHT_MINUTES if writing.round.is_light else _MINUTES
    return _Letter(
        language=writing.language.value,
        subject=tidy_line(fill_in(text.subject, values)),
        blocks=list(_blocks_of(text, values, has_link=bool(writing.answer_url))),
        link_label=t("mail.link.answer") if asks else t("mail.link.change"),
        link=writing.answer_url,
        copy_label=t("mail.link.copy"),
        minutes=t("mail.minutes", minutes=minutes) if asks else "",
        link_note=t("mail.link.note"),
        promise_title=t("mail.privacy.title"),
        promise=_promise(writing, t) if asks else [],
        reason=t("mail.why", **_names(writing)),
        stop=t("mail.stop"),
        stop_label=t("mail.stop.link"),
        stop_url=writing.stop_url,
    )


def _values(writing: Writing, zone: ZoneInfo, t: Translator) -> Mapping[Place, str]:
    """Return what is filled in; never a link, which stands apart."""
    formatter, closes_at = Formatter(t.language, zone), writing.round.closes_at
    closes = t("mail.closes", day=formatter.day(closes_at), clock=formatter.clock(closes_at))
    contact = tidy_line(writing.partnership.contact or "")
    names = _names(writing)
    return {
        Place.NAME: tidy_line(writing.recipient.name),
        Place.PARTNERSHIP: names["partnership"],
        Place.PARTY: names["party"],
        Place.QUARTER: formatter.quarter(writing.round.quarter),
        Place.CLOSES: closes,
        Place.CONTACT: contact or t("mail.contact.none"),
    }


def _names(writing: Writing) -> dict[str, str]:
    return {
        "partnership": tidy_line(writing.partnership.name),
        "party": tidy_line(writing.party.name),
    }


def _promise(writing: Writing, t: Translator) -> Sequence[str]:
    """Say who sees what, as the parties agreed for this round."""
    round_ = writing.round
    minimum = smallest_group(round_.minimum_group)
    agreed = t(f"mail.privacy.{round_.privacy_mode.value}", minimum=minimum, **_names(writing))
    return [agreed, t("mail.privacy.linked")] if round_.is_linked else [agreed]


def _blocks_of(text: MailText, values: Mapping[Place, str], *, has_link: bool) -> Iterator[_Block]:
    """Cut a body into paragraphs, at blank lines and around the link.

    It is cut before anything is filled in, so that no name can begin a paragraph or be a link.
    """
    paragraph: list[str] = []
    for line in [*tidy_text(text.body).splitlines(), ""]:
        is_link = line.strip() == str(Place.LINK)
        if line.strip() and not is_link:
            paragraph.append(fill_in(line, values))
            continue
        if paragraph:
            yield _Block(paragraph)
            paragraph = []
        if is_link and has_link:
            yield _Block([], is_link=True)


def _write_plain(letter: _Letter) -> str:
    parts = ["\n".join(block.lines) or _plain_link(letter) for block in letter.blocks]
    if letter.promise:
        parts += ["\n".join([letter.promise_title, *letter.promise])]
    parts += [f"--\n{letter.reason}\n{letter.stop}\n{letter.stop_label}: {letter.stop_url}"]
    return "\n\n".join(parts) + "\n"


def _plain_link(letter: _Letter) -> str:
    # The address has a line to itself: what stands beside it is taken for a part of it.
    lines = [f"{letter.link_label}:", letter.link, letter.minutes, letter.link_note]
    return "\n".join(filter(None, lines))
