from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


def test_a_partnership_stored_is_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(stored.partnership.id) == stored.partnership
