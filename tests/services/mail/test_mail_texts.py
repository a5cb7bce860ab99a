"""The words of organisations for their mail."""

from dataclasses import replace

import pytest

from monitor.domain.errors import InvalidTemplateError, NotFoundError
from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, Partnership, PartnershipId
from monitor.services.context import Context
from monitor.services.mail.mail_texts import read_mail_texts, reset_mail_text, save_mail_text
from tests.seeding import make_partnership


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=1)


@pytest.fixture
def text(partnership: Partnership) -> MailText:
    organisation_id = partnership.parties[0].organisation.id
    return MailText(organisation_id, MailKind.INVITATION, Language.DUTCH, "Dag", "Hoi\n\n{link}")


def test_at_first_every_organisation_uses_the_products_text(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    view = read_mail_texts(context, partnership.id)

    assert view.partnership == partnership
    assert view.own == []
    assert view.find(text.organisation_id, text.kind, text.language) is None


def test_a_saved_text_holds_for_that_organisation_kind_and_language_only(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    other = partnership.parties[1].organisation.id
    save_mail_text(context, text)

    view = read_mail_texts(context, partnership.id)

    assert view.own == [text]
    assert view.find(text.organisation_id, text.kind, Language.DUTCH) == text
    assert view.find(text.organisation_id, text.kind, Language.ENGLISH) is None
    assert view.find(text.organisation_id, MailKind.THANKS, Language.DUTCH) is None
    assert view.find(other, text.kind, Language.DUTCH) is None


def test_what_is_saved_later_stands_in_place_of_the_earlier_text(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    later = replace(text, subject="Hallo")
    save_mail_text(context, text)

    save_mail_text(context, later)

    assert read_mail_texts(context, partnership.id).own == [later]


def test_a_text_is_stored_without_what_databases_and_headers_cannot_hold(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    save_mail_text(
        context, replace(text, subject=" D\x00ag  é ", body="Hoi\x00\r\n\r\n{link} \r\n")
    )

    (stored,) = read_mail_texts(context, partnership.id).own
    assert (stored.subject, stored.body) == ("Dag é", "Hoi\n\n{link}")


def test_a_text_with_faults_is_refused_with_their_names(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    with pytest.raises(InvalidTemplateError, match="subject_empty, link_missing"):
        save_mail_text(context, replace(text, subject="", body="Hoi"))

    assert read_mail_texts(context, partnership.id).own == []


def test_going_back_to_the_products_text_leaves_the_other_texts(
    context: Context, partnership: Partnership, text: MailText
) -> None:
    english = replace(text, language=Language.ENGLISH)
    save_mail_text(context, text)
    save_mail_text(context, english)

    reset_mail_text(context, text.organisation_id, text.kind, text.language)

    assert read_mail_texts(context, partnership.id).own == [english]


def test_an_unknown_partnership_has_no_texts(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_mail_texts(context, PartnershipId(999))
