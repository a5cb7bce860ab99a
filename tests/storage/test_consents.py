from datetime import date

from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import TODAY, add_partnership


def test_consents_are_listed_in_the_order_of_the_parties(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    other = add_partnership(unit_of_work, name="Een ander")
    first, second = stored.partnership.parties

    save(unit_of_work, consent_of(second.id), consent_of(first.id))
    save(unit_of_work, consent_of(other.partnership.parties[0].id))

    with unit_of_work(reads_only=True) as work:
        found = work.consents.list_of(stored.partnership.id)
    assert found == [consent_of(first.id), consent_of(second.id)]


def test_the_newest_word_of_a_party_holds(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    party = stored.partnership.parties[0]
    newest = Consent(party.id, PrivacyMode.JOINT, 5, "Noor Visser", date(2026, 12, 1))

    with unit_of_work() as work:
        work.consents.save(consent_of(party.id))
        assert work.consents.list_of(stored.partnership.id) == [consent_of(party.id)]
        work.consents.save(newest)
        assert work.consents.list_of(stored.partnership.id) == [newest]
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.consents.list_of(stored.partnership.id) == [newest]


def test_consents_go_with_the_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, is_sample=True)
    save(unit_of_work, consent_of(stored.partnership.parties[0].id))

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.consents.list_of(stored.partnership.id) == []


def consent_of(party_id: PartyId) -> Consent:
    return Consent(party_id, PrivacyMode.OPEN, 4, "Fatima ’t Hooft", TODAY)


def save(unit_of_work: SqlUnitOfWorkFactory, *consents: Consent) -> None:
    with unit_of_work() as work:
        for consent in consents:
            work.consents.save(consent)
        work.commit()
