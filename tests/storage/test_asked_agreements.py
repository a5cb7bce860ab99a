"""What a round asks about is kept in order, as it read when the round opened."""

from dataclasses import replace

from monitor.domain.noticing import AskedAgreement
from monitor.domain.register.record import Authorship
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, add_partnership, make_agreement


def test_agreements_come_back_in_the_order_in_which_they_are_asked(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    first, second = stored.partnership.parties
    with unit_of_work() as work:
        records = [
            work.records.add(
                stored.partnership.id, make_agreement(owner=party.id), Authorship("Femke", NOW)
            )
            for party in (first, second)
        ]
        asked = [
            AskedAgreement(each.id, each.content.owner, each.content.text)
            for each in reversed(records)
        ]
        work.asked_agreements.add(stored.round.id, asked)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.asked_agreements.list_of(stored.round.id) == asked


def test_the_words_stay_when_the_agreement_is_corrected(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    written = Authorship("Femke", NOW)
    with unit_of_work() as work:
        agreement = make_agreement(text="We bellen", owner=stored.partnership.parties[0].id)
        record = work.records.add(stored.partnership.id, agreement, written)
        asked = AskedAgreement(record.id, agreement.owner, agreement.text)
        work.asked_agreements.add(stored.round.id, [asked])
        work.records.save(record, replace(agreement, text="We mailen"), written)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.asked_agreements.list_of(stored.round.id) == [asked]


def test_a_round_may_ask_about_nothing(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    with unit_of_work() as work:
        work.asked_agreements.add(stored.round.id, [])
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.asked_agreements.list_of(stored.round.id) == []
