"""What a letter says: what was typed, what follows from what was agreed, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.mail import MailKind, MailText, Writing
from monitor.domain.partnership import Language, OrganisationId, PrivacyMode
from monitor.i18n.catalogue import translator
from monitor.mail.wording import Worded, word
from tests.factories import make_participant, make_partnership, make_round

ZONE = ZoneInfo("Europe/Amsterdam")
LINK = "https://monitor.example/s/" + "A" * 32
STOP = "https://monitor.example/s/mail/7/" + "b" * 32
ASKING = [MailKind.INVITATION, MailKind.HALFWAY, MailKind.LAST_DAYS]
LAST_MINUTE = datetime(2026, 12, 4, 22, 59, tzinfo=UTC)
ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "body", "div", "p", "br", "a", "h2"),
}

dutch, english = translator(Language.DUTCH), translator(Language.ENGLISH)


class Outline(HTMLParser):
    """The elements of a page and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def links(self) -> Sequence[str | None]:
        return [attributes.get("href") for tag, attributes in self.elements if tag == "a"]

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def make_writing(
    kind: MailKind = MailKind.INVITATION,
    *,
    language: Language = Language.DUTCH,
    name: str = "Anna de Wit",
    contact: str | None = "Noor Visser",
    body: str | None = None,
    subject: str = "Dag",
) -> Writing:
    partnership = make_partnership(name="Warm Zuiderpoort", contact=contact)
    own = MailText(OrganisationId(1), kind, language, subject, body) if body else None
    return Writing(
        kind=kind,
        message_id="<1@monitor.example>",
        recipient=make_participant(name=name, language=language, email="anna@example.org"),
        partnership=partnership,
        party=partnership.parties[0],
        round=make_round(closes_at=LAST_MINUTE),
        answer_url="" if kind is MailKind.RESULTS else LINK,
        stop_url=STOP,
        text=own,
    )


def worded(writing: Writing) -> Worded:
    return word(writing, ZONE)


def both_parts(letter: Worded) -> Sequence[str]:
    """Return the words of the text part and of the HTML part, each on one line."""
    return [" ".join(letter.text.split()), Outline(letter.html).text]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", MailKind)
def test_every_letter_leaves_no_place_open_in_either_part(
    kind: MailKind, language: Language
) -> None:
    letter = worded(make_writing(kind, language=language))

    for part in [letter.subject, *both_parts(letter)]:
        assert "{" not in part
    for part in both_parts(letter):
        assert "Anna de Wit" in part
        assert "Noor Visser" in part
        assert "Warm Zuiderpoort" in part


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", MailKind)
def test_every_letter_says_why_it_comes_and_how_to_stop_it(
    kind: MailKind, language: Language
) -> None:
    letter = worded(make_writing(kind, language=language))

    t = translator(language)
    for part in both_parts(letter):
        assert t("mail.why", partnership="Warm Zuiderpoort", party="Gemeente Veldzicht") in part
        assert t("mail.stop") in part
    assert f"{t('mail.stop.link')}: {STOP}\n" in letter.text
    assert STOP in Outline(letter.html).links


@pytest.mark.parametrize("kind", [*ASKING, MailKind.THANKS])
def test_the_link_is_a_button_and_an_address_in_full(kind: MailKind) -> None:
    letter = worded(make_writing(kind))

    outline = Outline(letter.html)
    assert outline.links == [LINK, LINK, STOP]
    assert LINK in outline.text
    assert f"\n{LINK}\n" in letter.text
    for part in both_parts(letter):
        assert dutch("mail.link.note") in part


@pytest.mark.parametrize("kind", MailKind)
def test_a_personal_link_is_never_in_the_subject(kind: MailKind) -> None:
    sly = replace(make_writing(kind, body="{link}", subject="Dag {link} {name}"))

    letter = worded(sly)

    assert letter.subject == "Dag {link} Anna de Wit"
    assert letter.html.count("<title>Dag {link} Anna de Wit</title>") == 1


@pytest.mark.parametrize("kind", ASKING)
def test_who_sees_what_follows_from_what_the_parties_agreed(kind: MailKind) -> None:
    writing = make_writing(kind)
    agreed = {
        mode: worded(replace(writing, round=replace(writing.round, privacy_mode=mode)))
        for mode in PrivacyMode
    }

    for mode, letter in agreed.items():
        promise = dutch(f"mail.privacy.{mode.value}", minimum=3, party="Gemeente Veldzicht")
        assert all(promise in part for part in both_parts(letter))
        assert dutch("mail.privacy.linked") not in letter.text


def test_a_confidential_letter_does_not_promise_anonymity() -> None:
    assert "vertrouwelijk, maar niet anoniem" in worded(make_writing()).text
    assert "confidential, but not anonymous" in worded(make_writing(language=Language.ENGLISH)).text


def test_the_promise_names_the_agreed_minimum_but_never_less_than_three() -> None:
    writing = make_writing()

    def minimum_named(minimum: int) -> str:
        return worded(replace(writing, round=replace(writing.round, minimum_group=minimum))).text

    assert "pas vanaf 5 antwoorden" in minimum_named(5)
    assert "pas vanaf 3 antwoorden" in minimum_named(1)


def test_linking_over_the_quarters_is_told_where_it_was_agreed() -> None:
    writing = make_writing()

    letter = worded(replace(writing, round=replace(writing.round, is_linked=True)))

    assert all(dutch("mail.privacy.linked") in part for part in both_parts(letter))


@pytest.mark.parametrize(("is_light", "minutes"), [(False, 5), (True, 2)])
def test_it_says_how_long_the_questions_take(*, is_light: bool, minutes: int) -> None:
    writing = make_writing()

    letter = worded(replace(writing, round=replace(writing.round, is_light=is_light)))

    assert all(f"ongeveer {minutes} minuten" in part for part in both_parts(letter))


@pytest.mark.parametrize("kind", [MailKind.THANKS, MailKind.RESULTS])
def test_who_need_not_answer_reads_nothing_about_answering(kind: MailKind) -> None:
    letter = worded(make_writing(kind))

    for part in both_parts(letter):
        assert dutch("mail.privacy.title") not in part
        assert "minuten" not in part


def test_the_deadline_is_written_in_local_time_as_people_say_it() -> None:
    assert "tot vrijdag 4 december om 23:59 uur" in worded(make_writing()).text
    english_letter = worded(make_writing(language=Language.ENGLISH))
    assert "until Friday 4 December at 23:59" in english_letter.text
    assert "het 4e kwartaal 2026" in worded(make_writing()).text


@pytest.mark.parametrize("contact", [None, "", "  "])
def test_without_a_contact_the_organiser_is_named(contact: str | None) -> None:
    letter = worded(make_writing(contact=contact))

    assert f"Neem contact op met {dutch('mail.contact.none')}." in letter.text


def test_thanks_that_go_out_after_the_close_hold_no_link() -> None:
    letter = worded(replace(make_writing(MailKind.THANKS), answer_url=""))

    assert Outline(letter.html).links == [STOP]
    assert dutch("mail.link.change") not in letter.text


def test_an_organisations_own_text_stands_in_place_of_the_products() -> None:
    letter = worded(make_writing(body="Hoi {name},\nhoe is het?\n\n\n{link}\nGroet"))

    assert letter.subject == "Dag"
    assert letter.text.startswith("Hoi Anna de Wit,\nhoe is het?\n\nNaar de vragen:\n" + LINK)
    assert "Hoi Anna de Wit,<br>hoe is het?</p>" in letter.html
    assert Outline(letter.html).links == [LINK, LINK, STOP]
    assert dutch("mail.privacy.title") in letter.text


@pytest.mark.parametrize("language", Language)
def test_the_html_says_its_language_twice_and_asks_nothing_of_others(language: Language) -> None:
    outline = Outline(worded(make_writing(language=language)).html)

    assert [e[1]["lang"] for e in outline.elements if "lang" in e[1]] == [language.value] * 2
    assert outline.tags <= ALLOWED_TAGS
    assert all("src" not in attributes for _, attributes in outline.elements)
    assert "url(" not in str(outline.elements)


def test_text_takes_the_colours_of_the_mail_program_in_light_and_dark() -> None:
    outline = Outline(worded(make_writing()).html)

    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in outline.elements
    coloured = [tag for tag, a in outline.elements if ";color:#" in (a.get("style") or "")]
    assert coloured == ["a"]  # The button, which has a ground of its own.


@given(st.text())
def test_no_name_breaks_out_of_the_html(name: str) -> None:
    sly = f'{name}"><script>alert(1)</script><img src=x onerror=alert(1)>{{link}}&amp;'
    usual = Outline(worded(make_writing()).html)

    outline = Outline(worded(make_writing(name=sly, contact=sly)).html)

    assert [tag for tag, _ in outline.elements] == [tag for tag, _ in usual.elements]
    assert outline.links == usual.links


@given(st.text(min_size=1))
def test_no_typed_text_breaks_out_of_the_html(body: str) -> None:
    sly = f"{body}<script>alert(1)</script></title></p></div><a href='javascript:1'>\n{{link}}"

    outline = Outline(worded(make_writing(body=sly, subject=sly)).html)

    assert outline.tags <= ALLOWED_TAGS
    assert outline.links == [LINK, LINK, STOP]


@given(st.text(alphabet=st.sampled_from("ab \r\n\u2028\u0085\x0b{}link")))
def test_no_name_begins_a_paragraph_or_a_link(name: str) -> None:
    body = "Dag {name}!\n\n{link}"

    letter = worded(make_writing(body=body, name=f"{name}\n\n{{link}}\n\nhttps://evil.example"))

    first, link, *_ = letter.text.split("\n\n")
    assert first.endswith("{link} https://evil.example!")
    assert link.startswith(f"Naar de vragen:\n{LINK}\n")
    assert Outline(letter.html).links == [LINK, LINK, STOP]
