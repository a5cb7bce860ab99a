"""The mail of a letter: its headers, its two parts, and that no value breaks out of a header."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.errors import MailRefusedError
from monitor.domain.mail import MailKind, MailText, Writing
from monitor.domain.mail_text import tidy_line
from monitor.domain.partnership import Language, OrganisationId, Party, PartyId
from monitor.i18n.mail_words import write_product_text
from monitor.mail.compose import Composer, preview
from tests.factories import NOW, FakeClock, make_organisation, make_partnership
from tests.mail.test_wording import LINK, STOP, ZONE, Outline, make_writing

SENDER = "Anyone <monitor@example.org>"
# Pieces that each break out of a header somewhere, among ordinary text.
DANGEROUS = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "\r\nBcc: all@example.org",
                "\r\n\r\nbody",
                "=?utf-8?q?=0D=0ABcc=3A_all=40example.org=0D=0A=0D=0Abody?=",
                "=?=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLm9yZw==?=",
                '" <all@example.org>, "',
                "<all@example.org>",
                "all@example.org;",
                "(comment",
                "Ännå van der Lång-Náme",
            ]
        ),
    ),
    min_size=1,
    max_size=8,
).map("".join)
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "List-Unsubscribe", "List-Unsubscribe-Post"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]


def compose(writing: Writing, sender: str = SENDER) -> EmailMessage:
    """Make the mail and read it back, as who receives it does."""
    made = Composer(sender, ZONE, FakeClock())(writing)
    return message_from_bytes(bytes(made), policy=policy.default)


def named(writing: Writing, name: str) -> Writing:
    return replace(writing, recipient=replace(writing.recipient, name=name))


def addressed(writing: Writing, email: str | None) -> Writing:
    return replace(writing, recipient=replace(writing.recipient, email=email))


def addresses(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    found: Any = message[header]
    return [(each.display_name, each.addr_spec) for each in found.addresses]


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert isinstance(found, EmailMessage)
    content = found.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_a_mail_says_from_whom_to_whom_and_about_what() -> None:
    message = compose(make_writing())

    assert addresses(message, "From") == [
        ("Warm Zuiderpoort via Samenwerkingsmonitor", "monitor@example.org")
    ]
    assert addresses(message, "To") == [("Anna de Wit", "anna@example.org")]
    assert message["Subject"] == "Hoe gaat het samenwerken in Warm Zuiderpoort?"
    assert message["Content-Language"] == "nl"


@pytest.mark.parametrize("kind", MailKind)
def test_a_mail_says_that_nobody_typed_it_and_how_to_stop_it_by_one_click(kind: MailKind) -> None:
    message = compose(make_writing(kind))

    assert message["Auto-Submitted"] == "auto-generated"
    assert "OOF" in message["X-Auto-Response-Suppress"]
    assert "NDR" not in message["X-Auto-Response-Suppress"]
    assert message["List-Unsubscribe"] == f"<{STOP}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_address_to_stop_at_is_never_cut_or_encoded() -> None:
    long = f"https://{'a' * 60}.{'b' * 60}.example.org/s/mail/123456/{'c' * 32}"

    made = Composer(SENDER, ZONE)(replace(make_writing(), stop_url=long))

    assert f"\r\nList-Unsubscribe: <{long}>\r\n".encode() in bytes(made)


def test_the_message_id_is_that_of_the_letter_and_the_date_local() -> None:
    message = compose(replace(make_writing(), message_id="<abc.1@monitor.example>"))

    assert message["Message-ID"] == "<abc.1@monitor.example>"
    assert message["Date"] == "Tue, 17 Nov 2026 10:30:00 +0100"


def test_a_message_id_without_angle_brackets_gets_them() -> None:
    message = compose(replace(make_writing(), message_id="abc.1@monitor.example"))

    assert message["Message-ID"] == "<abc.1@monitor.example>"


def test_text_comes_before_html_and_both_survive_the_way() -> None:
    message = compose(make_writing(name="Zoë Çelik–Øst 🌞"))

    assert message.get_content_type() == "multipart/alternative"
    kinds = [each.get_content_type() for each in message.iter_parts()]
    charsets = [each.get_content_charset() for each in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert charsets == ["utf-8", "utf-8"]
    assert part(message, "plain").startswith("Beste Zoë Çelik–Øst 🌞,\n")
    assert "Beste Zoë Çelik–Øst 🌞,</p>" in part(message, "html")


def test_no_line_of_a_mail_is_longer_than_mail_servers_take() -> None:
    long = make_writing(name="é" * 255, body="x" * 4_000 + "\n\n{link}", subject="é" * 150)

    lines = bytes(Composer(SENDER, ZONE)(long)).split(b"\r\n")

    assert max(len(line) for line in lines) <= 998


@pytest.mark.parametrize("kind", MailKind)
def test_the_personal_link_is_in_the_two_parts_only(kind: MailKind) -> None:
    message = compose(make_writing(kind))

    assert all(LINK not in str(value) for value in message.values())


@pytest.mark.parametrize("language", Language)
def test_the_product_signs_in_the_language_of_the_recipient(language: Language) -> None:
    message = compose(make_writing(language=language))

    product = {Language.DUTCH: "Samenwerkingsmonitor", Language.ENGLISH: "Partnership monitor"}
    assert addresses(message, "From")[0][0] == f"Warm Zuiderpoort via {product[language]}"


@pytest.mark.parametrize(
    "email",
    [
        *(None, "", "anna", "@", "anna@", "@example.org", "a b@example.org"),
        *("anna@example.org, all@example.org", "anna@example.org\r\nBcc: all@example.org"),
        *("anna@exa..mple.org", "<anna@example.org>", "anna@@example.org"),
    ],
)
def test_what_is_no_single_address_is_refused(email: str | None) -> None:
    with pytest.raises(MailRefusedError):
        compose(addressed(make_writing(), email))


def test_a_domain_in_another_script_is_written_as_mail_servers_know_it() -> None:
    message = compose(addressed(make_writing(), "anna@bücher.example"))

    assert addresses(message, "To") == [("Anna de Wit", "anna@xn--bcher-kva.example")]


@given(DANGEROUS)
def test_no_name_breaks_out_of_a_header(name: str) -> None:
    writing = named(make_writing(subject="Dag {name} {partnership}", body="{link}"), name)
    partnership = make_partnership(name=name)

    message = compose(replace(writing, partnership=partnership))

    assert message.keys() == HEADERS
    assert [email for _, email in addresses(message, "To")] == ["anna@example.org"]
    assert [email for _, email in addresses(message, "From")] == ["monitor@example.org"]
    assert len(list(message.iter_parts())) == 2


@given(DANGEROUS)
def test_no_typed_subject_breaks_out_of_its_header(subject: str) -> None:
    message = compose(make_writing(subject=f"{subject} end", body="{link}"))

    assert message.keys() == HEADERS
    assert message["Subject"].endswith("end")
    assert len(list(message.iter_parts())) == 2


@pytest.mark.parametrize("name", ["Anna (buurt) de Wit", "Wit, Anna de", 'Anna "Zon" de Wit'])
def test_a_name_loses_in_a_header_what_mail_programs_misread(name: str) -> None:
    message = compose(named(make_writing(), name))

    assert set(addresses(message, "To")[0][0].split()) <= {"Anna", "buurt", "Zon", "de", "Wit"}
    assert name in part(message, "plain")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1))
def test_every_ordinary_name_arrives_as_it_is(name: str) -> None:
    message = compose(make_writing(name=name))

    assert f" {tidy_line(name)},\n" in part(message, "plain") or not tidy_line(name)


def make_preview(text: MailText | None = None, *, now: datetime = NOW) -> str:
    partnership = make_partnership(name="Warm Zuiderpoort", contact="Noor Visser")
    wanted = text or write_product_text(OrganisationId(1), MailKind.INVITATION, Language.DUTCH)
    party = Party(PartyId(1), make_organisation(name="Gemeente Veldzicht"))
    return preview(wanted, partnership, party, now, ZONE).text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", MailKind)
def test_every_text_can_be_previewed(kind: MailKind, language: Language) -> None:
    text = make_preview(write_product_text(OrganisationId(1), kind, language))

    assert "Anna de Wit" in text
    assert "Warm Zuiderpoort" in text
    assert "{" not in text


def test_a_preview_shows_what_is_typed_with_faults_and_all() -> None:
    typed = MailText(OrganisationId(1), MailKind.INVITATION, Language.DUTCH, "", "Dag {naam} } !")

    assert make_preview(typed).startswith("Dag {naam} } !\n")


def test_a_preview_holds_no_link_that_leads_anywhere() -> None:
    partnership = make_partnership()
    text = write_product_text(OrganisationId(1), MailKind.INVITATION, Language.DUTCH)

    shown = preview(text, partnership, partnership.parties[0], NOW, ZONE)

    assert all(
        (link or "").startswith("https://monitor.example/") for link in Outline(shown.html).links
    )


def test_a_preview_dates_a_round_that_would_open_the_next_day() -> None:
    assert "vrijdag 11 december om 23:59 uur" in make_preview(
        now=datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    )
