from dataclasses import replace

import pytest

from monitor.domain.mail import MailKind, MailText
from monitor.domain.partnership import Language, OrganisationId
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


@pytest.fixture
def organisation_id(unit_of_work: SqlUnitOfWorkFactory) -> OrganisationId:
    return add_partnership(unit_of_work).partnership.parties[0].organisation.id


def test_a_text_is_found_by_organisation_kind_and_language_only(
    unit_of_work: SqlUnitOfWorkFactory, organisation_id: OrganisationId
) -> None:
    text = text_of(organisation_id)
    english = replace(text, language=Language.ENGLISH, subject="Your check-in")
    thanks = replace(text, kind=MailKind.THANKS, subject="Dank u")

    save(unit_of_work, text, english, thanks)

    with unit_of_work(reads_only=True) as work:
        for each in (text, english, thanks):
            assert work.mail_texts.find(organisation_id, each.kind, each.language) == each
        other = OrganisationId(organisation_id + 1)
        assert work.mail_texts.find(other, text.kind, text.language) is None
        assert work.mail_texts.find(organisation_id, MailKind.RESULTS, Language.DUTCH) is None


def test_a_text_replaces_the_earlier_one_also_within_one_transaction(
    unit_of_work: SqlUnitOfWorkFactory, organisation_id: OrganisationId
) -> None:
    first = text_of(organisation_id)
    second = replace(first, subject="Nieuw", body="Andere woorden")

    with unit_of_work() as work:
        work.mail_texts.save(first)
        assert work.mail_texts.find(organisation_id, first.kind, first.language) == first
        work.mail_texts.save(second)
        assert work.mail_texts.find(organisation_id, first.kind, first.language) == second
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.mail_texts.find(organisation_id, first.kind, first.language) == second


def test_deleting_a_text_leaves_the_others(
    unit_of_work: SqlUnitOfWorkFactory, organisation_id: OrganisationId
) -> None:
    text = text_of(organisation_id)
    english = replace(text, language=Language.ENGLISH)
    save(unit_of_work, text, english)

    with unit_of_work() as work:
        work.mail_texts.delete(organisation_id, text.kind, text.language)
        work.mail_texts.delete(organisation_id, MailKind.RESULTS, Language.DUTCH)
        assert work.mail_texts.find(organisation_id, text.kind, text.language) is None
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.mail_texts.find(organisation_id, text.kind, text.language) is None
        assert work.mail_texts.find(organisation_id, text.kind, Language.ENGLISH) == english


def test_texts_go_with_the_organisation(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    text = text_of(sample.partnership.parties[0].organisation.id)
    save(unit_of_work, text)

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.mail_texts.find(text.organisation_id, text.kind, text.language) is None


def text_of(organisation_id: OrganisationId) -> MailText:
    return MailText(
        organisation_id,
        MailKind.INVITATION,
        Language.DUTCH,
        "Uw check-in – één minuut 🌞",
        "Beste {name},\n\nTot {deadline} kunt u antwoorden.",
    )


def save(unit_of_work: SqlUnitOfWorkFactory, *texts: MailText) -> None:
    with unit_of_work() as work:
        for text in texts:
            work.mail_texts.save(text)
        work.commit()
