import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from monitor.domain.errors import StorageBusyError, StorageUnavailableError
from monitor.domain.partnership import PartyKind
from monitor.storage.engine import BUSY_TIMEOUT_SECONDS, make_engine, turn_of
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


def test_who_waits_too_long_for_a_turn_to_write_is_told_so(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    with SqlUnitOfWorkFactory(engine)(), pytest.raises(StorageBusyError):
        add_partnership(SqlUnitOfWorkFactory(engine, patience_seconds=0))
    engine.dispose()


def test_after_waiting_too_long_others_still_get_their_turn(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    hurried = SqlUnitOfWorkFactory(engine, patience_seconds=0)

    with foreign_writer(sqlite_url):
        for _ in range(3):
            with pytest.raises(StorageBusyError), hurried():
                pass

    assert add_partnership(hurried).partnership.id
    engine.dispose()


def test_a_foreign_lock_that_lasts_too_long_is_busy_and_nothing_is_stored(
    sqlite_url: str,
) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine, patience_seconds=0.05)

    with foreign_writer(sqlite_url), pytest.raises(StorageBusyError):
        add_partnership(unit_of_work)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.count() == 0
    engine.dispose()


def test_a_foreign_lock_of_a_row_that_lasts_too_long_is_busy_in_postgresql(
    postgresql_url: str,
) -> None:
    engine = make_engine(postgresql_url)
    stored = add_partnership(SqlUnitOfWorkFactory(engine))
    hurried = SqlUnitOfWorkFactory(engine, patience_seconds=0)

    with engine.begin() as foreign:
        foreign.execute(text("SELECT id FROM round FOR UPDATE"))
        with pytest.raises(StorageBusyError), hurried() as work:
            work.rounds.lock(stored.round.id, exclusively=False)

    with hurried() as work:
        assert work.rounds.lock(stored.round.id, exclusively=False) == stored.round
    engine.dispose()


def test_waiting_for_the_turn_and_for_the_lock_together_take_no_longer_than_allowed(
    sqlite_url: str,
) -> None:
    engine = make_engine(sqlite_url)
    asked: list[int] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("PRAGMA busy_timeout"):
            asked.append(int(statement.rpartition(" ")[2]))

    turn = turn_of(engine)
    assert turn is not None
    turn.acquire()
    Timer(0.2, turn.release).start()
    event.listen(engine, "before_cursor_execute", note)
    with SqlUnitOfWorkFactory(engine, patience_seconds=5)() as work:
        work.partnerships.count()
    with SqlUnitOfWorkFactory(engine)(reads_only=True) as work:
        work.partnerships.count()

    engine.dispose()
    # A reader on the same connection does not inherit what was left of a writer's patience.
    waited, reader = asked
    assert waited < 5000
    assert reader == BUSY_TIMEOUT_SECONDS * 1000


# H10.
def test_a_full_disk_is_unavailable_but_not_busy_and_leaves_the_database_as_it_was(
    sqlite_url: str,
) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    fill_disk(engine)

    with pytest.raises(StorageUnavailableError) as caught:
        add_partnership(unit_of_work, people_per_party=500)

    assert not isinstance(caught.value, StorageBusyError)
    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [stored.partnership]
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    engine.dispose()


def fill_disk(engine: Engine) -> None:
    """Let SQLite find no room for another page, in every connection there is or will be."""

    def allow_no_more(connection: sqlite3.Connection, *_others: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    engine.dispose()
    event.listen(engine, "connect", allow_no_more)


@contextmanager
def foreign_writer(sqlite_url: str) -> Iterator[None]:
    """Keep the database locked, as another program would."""
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN IMMEDIATE")
        yield


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
