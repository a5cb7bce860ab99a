"""The page of mail texts: write one, see how it arrives, go back to the standard text."""

import base64
import re

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, OrganisationId, Partnership, PartnershipId
from monitor.i18n.catalogue import translator
from monitor.i18n.mail_words import write_product_text
from monitor.services.context import Context
from monitor.services.mail.mail_texts import read_mail_texts, save_mail_text
from tests.pages.conftest import OpenPage, Screen, plain
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
SAVE, RESET, RESET_DO = "mail_texts.save", "mail_texts.reset", "mail_texts.reset_do"
CANCEL = "mail_texts.reset_cancel"
OWN_BODY = "Hello {name},\n\nplease answer:\n\n{link}"


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture
def screen(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("mail_texts", id=str(partnership.id))


def organisation_of(partnership: Partnership) -> OrganisationId:
    return partnership.parties[0].organisation.id


def product_text(
    partnership: Partnership,
    kind: MailKind = MailKind.INVITATION,
    language: Language = Language.ENGLISH,
) -> MailText:
    return write_product_text(organisation_of(partnership), kind, language)


def type_text(screen: Screen, *, subject: str | None = None, body: str | None = None) -> None:
    """Type in the fields and leave them."""
    if subject is not None:
        screen.app.text_input[0].set_value(subject)
    if body is not None:
        screen.app.text_area[0].set_value(body)
    screen.app.run()
    assert not screen.app.exception


def shown_mail(screen: Screen) -> str:
    """Return the mail in the frame as its words."""
    return plain(framed(screen))


def framed(screen: Screen) -> str:
    (frame,) = screen.app.get("iframe")
    address = frame.proto.src
    assert address.startswith("data:text/html;base64,")
    return base64.b64decode(address.partition(",")[2]).decode()


def test_the_fields_hold_the_standard_text_at_first(
    screen: Screen, partnership: Partnership
) -> None:
    standard = product_text(partnership)

    assert screen.app.text_input[0].value == standard.subject
    assert screen.app.text_area[0].value == standard.body
    assert t("mail_texts.state.product") in screen.text
    assert t("mail_texts.state.changed") not in screen.text
    assert RESET not in [button.key for button in screen.app.button]


def test_the_preview_shows_the_mail_with_an_invented_person_and_link(
    screen: Screen, partnership: Partnership
) -> None:
    mail = shown_mail(screen)

    assert "Dear Anna de Wit," in mail
    assert "https://monitor.example/s/your-own-link" in mail
    assert partnership.parties[0].name in mail
    assert t("mail.privacy.title") in mail
    assert "How is the cooperation going in Oosterdal?" in screen.text


def test_the_preview_runs_no_script_and_has_a_title(screen: Screen) -> None:
    type_text(screen, body="<script>alert(1)</script>\n{link}")

    page = framed(screen)

    assert "<script" not in page
    assert "default-src 'none'" in page.partition("<title>")[0]
    (frame,) = screen.app.get("iframe")
    assert frame.proto.alt == t(
        "mail_texts.preview.frame", subject="How is the cooperation going in Oosterdal?"
    )


def test_the_preview_follows_what_is_typed(screen: Screen) -> None:
    type_text(screen, subject="Tell us, {name}", body=OWN_BODY)

    assert "Tell us, Anna de Wit" in screen.text
    assert "Hello Anna de Wit," in shown_mail(screen)
    assert t("mail_texts.state.changed") in screen.text


def test_the_mail_can_be_seen_as_plain_text(screen: Screen) -> None:
    screen.app.radio(key="mail_texts.preview").set_value("text").run()

    (text,) = [code.value for code in screen.app.code]
    assert "\nhttps://monitor.example/s/your-own-link\n" in text
    assert len(screen.app.get("iframe")) == 0


def test_a_saved_text_is_the_organisations_own(
    screen: Screen, partnership: Partnership, context: Context
) -> None:
    type_text(screen, subject=" Tell us ", body=OWN_BODY)

    screen.press(SAVE)

    view = read_mail_texts(context, partnership.id)
    assert view.own == [
        MailText(
            organisation_of(partnership),
            MailKind.INVITATION,
            Language.ENGLISH,
            "Tell us",
            OWN_BODY,
        )
    ]
    assert t("mail_texts.state.own") in screen.text
    assert t("mail_texts.state.changed") not in screen.text
    assert f"Own texts of {partnership.parties[0].name}: Invitation (English)." in screen.text


@pytest.mark.parametrize(
    ("subject", "body", "message"),
    [
        ("", OWN_BODY, t("mail_texts.fault.subject_empty")),
        ("Tell us", " ", t("mail_texts.fault.body_empty")),
        (
            "x" * 151,
            OWN_BODY,
            t("mail_texts.fault.subject_too_long", subject_length=151, subject_maximum=150),
        ),
        (
            "Tell us",
            "{link}\n" + "x" * 5000,
            t("mail_texts.fault.body_too_long", body_length="5,007", body_maximum="5,000"),
        ),
        ("{naam}", OWN_BODY, t("mail_texts.fault.unknown_place", found="`{naam}`")),
        ("{link}", OWN_BODY, t("mail_texts.fault.link_in_subject", link="`{link}`")),
        ("Tell us", "Hello", t("mail_texts.fault.link_missing", link="`{link}`")),
        ("Tell us", "Here: {link}", t("mail_texts.fault.link_not_alone", link="`{link}`")),
    ],
)
def test_a_text_with_a_fault_is_kept_on_screen_but_not_saved(
    open_page: OpenPage, context: Context, subject: str, body: str, message: str
) -> None:
    partnership = make_partnership(context, "Westerdal", people=3)
    screen = open_page("mail_texts", id=str(partnership.id))
    type_text(screen, subject=subject, body=body)
    assert message in screen.errors

    screen.press(SAVE)

    assert t("mail_texts.not_saved") in screen.errors
    assert message in screen.errors
    assert screen.app.text_input[0].value == subject
    assert screen.app.text_area[0].value == body
    assert read_mail_texts(context, partnership.id).own == []


def test_results_may_not_hold_the_link(screen: Screen) -> None:
    screen.app.selectbox(key="mail_texts.kind").set_value(MailKind.RESULTS).run()
    assert "{link}" not in str(screen.app.table[0].value)

    type_text(screen, body=OWN_BODY)

    assert t("mail_texts.fault.link_not_allowed", link="`{link}`") in screen.errors


def test_what_was_typed_stays_while_looking_at_another_mail_and_another_page(
    screen: Screen, partnership: Partnership
) -> None:
    type_text(screen, subject="Tell us", body=OWN_BODY)

    screen.app.selectbox(key="mail_texts.kind").set_value(MailKind.THANKS).run()
    thanks = screen.app.text_area[0].value
    screen.go("checkins", id=str(partnership.id))
    screen.go("mail_texts", id=str(partnership.id))
    screen.app.selectbox(key="mail_texts.kind").set_value(MailKind.INVITATION).run()

    assert thanks == product_text(partnership, MailKind.THANKS).body
    assert screen.app.text_input[0].value == "Tell us"
    assert screen.app.text_area[0].value == OWN_BODY
    assert t("mail_texts.state.changed") in screen.text


def test_each_organisation_and_language_has_a_text_of_its_own(
    screen: Screen, partnership: Partnership, context: Context
) -> None:
    initiative = partnership.parties[1]
    screen.app.selectbox(key=f"mail_texts.party.{partnership.id}").set_value(initiative.id).run()
    screen.app.selectbox(key="mail_texts.language").set_value(Language.DUTCH).run()
    type_text(screen, body="Dag {name},\n\n{link}")

    screen.press(SAVE)

    (own,) = read_mail_texts(context, partnership.id).own
    assert (own.organisation_id, own.language) == (initiative.organisation.id, Language.DUTCH)
    assert "Dag Anna de Wit," in shown_mail(screen)
    assert re.search(r'<html lang="nl">', framed(screen))


def test_back_to_the_standard_text_asks_first_and_then_deletes_the_own_one(
    screen: Screen, partnership: Partnership, context: Context
) -> None:
    type_text(screen, subject="Tell us", body=OWN_BODY)
    screen.press(SAVE)
    screen.press(RESET)
    assert len(read_mail_texts(context, partnership.id).own) == 1

    screen.press(RESET, RESET_DO)

    standard = product_text(partnership)
    assert read_mail_texts(context, partnership.id).own == []
    assert screen.app.text_input[0].value == standard.subject
    assert screen.app.text_area[0].value == standard.body
    assert t("mail_texts.state.product") in screen.text


def test_going_back_can_be_called_off(
    screen: Screen, partnership: Partnership, context: Context
) -> None:
    type_text(screen, body=OWN_BODY)
    screen.press(SAVE)
    screen.press(RESET)

    screen.press(RESET, CANCEL)

    assert len(read_mail_texts(context, partnership.id).own) == 1
    assert screen.app.text_area[0].value == OWN_BODY


def test_an_own_text_is_there_for_everyone_who_opens_the_page(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    save_mail_text(
        context,
        MailText(
            organisation_of(partnership), MailKind.INVITATION, Language.DUTCH, "Dag", "{link}"
        ),
    )

    screen = open_page("mail_texts", Language.DUTCH, id=str(partnership.id))

    assert screen.app.text_input[0].value == "Dag"
    assert translator(Language.DUTCH)("mail_texts.state.own") in screen.text


def test_an_unknown_partnership_is_said_to_be_unknown(
    open_page: OpenPage, context: Context
) -> None:
    with pytest.raises(NotFoundError):
        read_mail_texts(context, PartnershipId(999))

    screen = open_page("mail_texts", id="999")

    assert t("pages.unknown.title") in screen.text


def test_without_a_partnership_in_the_address_one_can_be_chosen(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_page("mail_texts")

    assert partnership.name in [button.label for button in screen.app.button]
