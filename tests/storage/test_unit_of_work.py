from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from monitor.domain.errors import StorageUnavailableError
from monitor.domain.partnership import PartyKind
from monitor.storage import unit_of_work as unit_of_work_module
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


class UnforeseenError(Exception):
    pass


def test_what_is_not_committed_is_undone(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, is_sample=True)

    with unit_of_work() as work:
        work.partnerships.delete_samples()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [stored.partnership]


def test_an_error_undoes_everything(unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_partnership(unit_of_work, is_sample=True)

    with pytest.raises(UnforeseenError):
        delete_samples_and_fail(unit_of_work, commit_first=False)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.count() == 1


def test_what_was_committed_stays_when_an_error_follows(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    add_partnership(unit_of_work, is_sample=True)

    with pytest.raises(UnforeseenError):
        delete_samples_and_fail(unit_of_work, commit_first=True)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.count() == 0


def test_nothing_is_seen_by_others_before_it_is_committed(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    add_partnership(unit_of_work, is_sample=True)

    with unit_of_work() as work, unit_of_work(reads_only=True) as other:
        work.partnerships.delete_samples()

        assert other.partnerships.count() == 1


def test_a_unit_of_work_for_reading_refuses_to_write(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work(reads_only=True) as work, pytest.raises(DBAPIError):
        work.partnerships.add_organisation("Veldzicht", PartyKind.MUNICIPALITY)


def test_after_an_error_others_can_write(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with pytest.raises(UnforeseenError):
        delete_samples_and_fail(unit_of_work, commit_first=False)

    stored = add_partnership(unit_of_work)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [stored.partnership]


def test_who_waits_too_long_for_a_turn_to_write_is_told_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(sqlite_url)
    factory = SqlUnitOfWorkFactory(engine)
    monkeypatch.setattr(unit_of_work_module, "BUSY_TIMEOUT_SECONDS", 0)

    with factory(), pytest.raises(StorageUnavailableError):
        add_partnership(factory)
    engine.dispose()


def delete_samples_and_fail(unit_of_work: SqlUnitOfWorkFactory, *, commit_first: bool) -> None:
    with unit_of_work() as work:
        work.partnerships.delete_samples()
        if commit_first:
            work.commit()
        raise UnforeseenError


def test_a_database_that_cannot_be_reached_is_named_as_such(tmp_path: Path) -> None:
    nowhere = make_engine(f"sqlite:///{tmp_path / 'missing' / 'monitor.db'}")

    with pytest.raises(StorageUnavailableError), SqlUnitOfWorkFactory(nowhere)() as work:
        work.partnerships.count()
