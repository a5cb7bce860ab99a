"""What people wrote down is kept version by version, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.errors import NotFoundError, RecordChangedError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Contact, Term
from monitor.domain.register.record import CONTENT_OF, Authorship, Content, Record, RecordId
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, TODAY, StoredPartnership, add_partnership

NOOR, ALI = Authorship("Noor Visser", NOW), Authorship("Ali Demir", NOW + timedelta(hours=1))


@pytest.fixture
def stored(unit_of_work: SqlUnitOfWorkFactory) -> StoredPartnership:
    return add_partnership(unit_of_work)


@pytest.fixture
def agreement(unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership) -> Record[Agreement]:
    """A stored agreement."""
    content = make_agreement(stored, "We bellen elke maand.")
    with unit_of_work() as work:
        record = work.records.add(stored.partnership.id, content, NOOR)
        work.commit()
    return record


@pytest.mark.parametrize("kind", CONTENT_OF.values(), ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_down_comes_back_as_it_was(
    kind: type[Content],
    unit_of_work: SqlUnitOfWorkFactory,
    stored: StoredPartnership,
    data: st.DataObject,
) -> None:
    content = data.draw(st.from_type(kind))

    with unit_of_work() as work:
        record = work.records.add(stored.partnership.id, content, NOOR)
        found = work.records.get(record.id, kind)

    assert found == record
    assert found.content == content


def test_a_record_that_is_added_is_its_first_version(
    unit_of_work: SqlUnitOfWorkFactory, agreement: Record[Agreement]
) -> None:
    assert (agreement.version, agreement.written, agreement.is_removed) == (1, NOOR, False)
    assert versions_of(unit_of_work, agreement) == [agreement]


def test_a_next_version_leaves_the_earlier_one_as_it_was(
    unit_of_work: SqlUnitOfWorkFactory, agreement: Record[Agreement]
) -> None:
    changed = replace(agreement.content, text="We bellen elke week.")

    saved = save(unit_of_work, agreement, changed)

    assert (saved.version, saved.content, saved.written) == (2, changed, ALI)
    assert versions_of(unit_of_work, saved) == [agreement, saved]
    with unit_of_work(reads_only=True) as work:
        assert work.records.get(agreement.id, Agreement) == saved


def test_who_saved_on_an_older_version_is_told_and_changes_nothing(
    unit_of_work: SqlUnitOfWorkFactory, agreement: Record[Agreement]
) -> None:
    saved = save(unit_of_work, agreement, replace(agreement.content, text="Elke week."))

    with pytest.raises(RecordChangedError):
        save(unit_of_work, agreement, replace(agreement.content, text="Elke dag."))

    assert versions_of(unit_of_work, agreement) == [agreement, saved]


def test_of_many_who_save_at_once_one_succeeds(
    unit_of_work: SqlUnitOfWorkFactory, agreement: Record[Agreement]
) -> None:
    barrier = Barrier(6)

    def try_to_save(number: int) -> bool:
        barrier.wait()
        try:
            save(unit_of_work, agreement, replace(agreement.content, text=f"Poging {number}"))
        except RecordChangedError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        succeeded = list(pool.map(try_to_save, range(6)))

    first, second = versions_of(unit_of_work, agreement)
    assert first == agreement
    assert sorted(succeeded) == [False] * 5 + [True]
    assert second.content.text == f"Poging {succeeded.index(True)}"


def test_what_is_removed_is_listed_no_more_and_can_be_restored(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, agreement: Record[Agreement]
) -> None:
    removed = save(unit_of_work, agreement, agreement.content, is_removed=True)
    partnership_id = stored.partnership.id

    with unit_of_work(reads_only=True) as work:
        assert work.records.list_of(partnership_id, Agreement) == []
        assert work.records.list_of(partnership_id, Agreement, with_removed=True) == [removed]

    restored = save(unit_of_work, removed, removed.content)
    with unit_of_work(reads_only=True) as work:
        assert work.records.list_of(partnership_id, Agreement) == [restored]
    assert versions_of(unit_of_work, agreement) == [agreement, removed, restored]


def test_records_are_listed_by_partnership_and_kind_in_the_order_they_were_added(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, agreement: Record[Agreement]
) -> None:
    other = add_partnership(unit_of_work, name="Een ander")
    with unit_of_work() as work:
        second = work.records.add(stored.partnership.id, make_agreement(stored, "Twee"), ALI)
        work.records.add(stored.partnership.id, Contact(TODAY), NOOR)
        work.records.add(other.partnership.id, make_agreement(other, "Elders"), NOOR)
        work.commit()
    changed = save(unit_of_work, agreement, replace(agreement.content, text="Een"))

    with unit_of_work(reads_only=True) as work:
        assert work.records.list_of(stored.partnership.id, Agreement) == [changed, second]
        assert work.records.list_of(PartnershipId(9999), Agreement) == []


def test_many_records_are_stored_at_once_in_the_order_given(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    partnership_id = stored.partnership.id
    contents: list[Content] = [
        Term("opgroeirecht", "ruimte om te groeien"),
        Collaboration(goal="Samen van het gas af."),
        Contact(date(2026, 10, 1), "Gebeld"),
    ]

    with unit_of_work() as work:
        added = work.records.add_many([(partnership_id, each, NOOR) for each in contents])
        work.commit()

    assert [each.content for each in added] == contents
    with unit_of_work(reads_only=True) as work:
        assert work.records.list_of(partnership_id, Term) == [added[0]]
        assert work.records.list_of(partnership_id, Collaboration) == [added[1]]
        assert work.records.list_of(partnership_id, Contact) == [added[2]]


def test_adding_no_records_at_once_is_possible(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        assert work.records.add_many([]) == []


def test_a_record_is_not_found_under_another_kind_or_number(
    unit_of_work: SqlUnitOfWorkFactory, agreement: Record[Agreement]
) -> None:
    with unit_of_work(reads_only=True) as work:
        with pytest.raises(NotFoundError):
            work.records.get(agreement.id, Collaboration)
        with pytest.raises(NotFoundError):
            work.records.get(RecordId(9999), Agreement)


def test_records_go_with_the_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    with unit_of_work() as work:
        record = work.records.add(sample.partnership.id, make_agreement(sample, "Even"), NOOR)
        work.partnerships.delete_samples()
        work.commit()

    assert versions_of(unit_of_work, record) == []


def make_agreement(stored: StoredPartnership, text: str) -> Agreement:
    return Agreement(AgreementKind.CONTACT, text, stored.partnership.parties[0].id, TODAY)


def save(
    unit_of_work: SqlUnitOfWorkFactory,
    record: Record[Agreement],
    content: Agreement,
    *,
    is_removed: bool = False,
) -> Record[Agreement]:
    with unit_of_work() as work:
        saved = work.records.save(record, content, ALI, is_removed=is_removed)
        work.commit()
    return saved


def versions_of(
    unit_of_work: SqlUnitOfWorkFactory, record: Record[Agreement]
) -> list[Record[Agreement]]:
    with unit_of_work(reads_only=True) as work:
        return list(work.records.versions_of(record))


def test_all_versions_of_a_kind_are_listed_also_of_what_was_removed(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, agreement: Record[Agreement]
) -> None:
    changed = save(unit_of_work, agreement, replace(agreement.content, text="Elke week."))
    removed = save(unit_of_work, changed, changed.content, is_removed=True)
    with unit_of_work() as work:
        work.records.add(stored.partnership.id, Contact(TODAY), NOOR)
        second = work.records.add(stored.partnership.id, agreement.content, NOOR)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        listed = work.records.all_versions(stored.partnership.id, Agreement)

    assert listed == [agreement, changed, removed, second]
