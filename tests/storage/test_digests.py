"""The weekly mails to managers: one a week, and in the hands of one worker at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.flags.digest import Digest, DigestId
from monitor.domain.mail import LetterState
from monitor.domain.partnership import Language, ManagerId
from monitor.services.register_ports import NewManager
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
LATER = NOW + timedelta(minutes=15)


@pytest.fixture
def manager_id(unit_of_work: SqlUnitOfWorkFactory) -> ManagerId:
    with unit_of_work() as work:
        manager = work.managers.add(NewManager("Noor Visser", Language.DUTCH, "noor@example.org"))
        work.commit()
    return manager.id


def make_digest(manager_id: ManagerId, week_on: date = MONDAY, name: str = "a") -> Digest:
    return Digest(DigestId(0), manager_id, week_on, NOW - WEEK, f"<{name}@b>", due_at=NOW)


def store(unit_of_work: SqlUnitOfWorkFactory, digest: Digest) -> Digest:
    with unit_of_work() as work:
        assert work.digests.begin(digest)
        stored = work.digests.last_week(digest.manager_id)
        work.commit()
    assert stored is not None
    return stored


def test_a_digest_comes_back_as_it_was_stored(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    digest = make_digest(manager_id)

    stored = store(unit_of_work, digest)

    assert stored == replace(digest, id=stored.id)
    with unit_of_work(reads_only=True) as work:
        assert work.digests.get(stored.id) == stored


def test_a_manager_has_one_a_week(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    store(unit_of_work, make_digest(manager_id))

    with unit_of_work() as work:
        assert not work.digests.begin(make_digest(manager_id, name="b"))
        assert work.digests.begin(make_digest(manager_id, MONDAY + WEEK, name="c"))


def test_the_newest_week_is_the_last(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    with unit_of_work(reads_only=True) as work:
        assert work.digests.last_week(manager_id) is None

    store(unit_of_work, make_digest(manager_id))
    newest = store(unit_of_work, make_digest(manager_id, MONDAY + WEEK, name="b"))

    with unit_of_work(reads_only=True) as work:
        assert work.digests.last_week(manager_id) == newest


def test_what_one_worker_took_no_other_takes_until_its_time_is_over(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    stored = store(unit_of_work, make_digest(manager_id))

    with unit_of_work() as work:
        assert work.digests.claim(NOW, LATER, 20) == [stored]
        work.commit()

    with unit_of_work() as work:
        assert work.digests.claim(LATER - timedelta(seconds=1), LATER, 20) == []
        assert work.digests.claim(LATER, LATER + WEEK, 20) == [stored]


def test_what_is_not_due_or_settled_is_not_taken(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    stored = store(unit_of_work, make_digest(manager_id))
    with unit_of_work() as work:
        assert work.digests.claim(NOW - timedelta(seconds=1), LATER, 20) == []
        sent = replace(stored, state=LetterState.SENT, attempts=1, due_at=None)
        work.digests.save(sent)
        work.commit()

    with unit_of_work() as work:
        assert work.digests.claim(LATER, LATER, 20) == []
        assert work.digests.get(stored.id) == sent


def test_what_was_stored_gives_up_its_claim(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    stored = store(unit_of_work, make_digest(manager_id))
    delayed = replace(stored, attempts=1, failure="451 later")

    with unit_of_work() as work:
        work.digests.claim(NOW, LATER, 20)
        work.digests.save(delayed)
        work.commit()

    with unit_of_work() as work:
        assert work.digests.claim(NOW, LATER, 20) == [delayed]


def test_the_digests_of_a_manager_go_with_the_manager(
    unit_of_work: SqlUnitOfWorkFactory, manager_id: ManagerId
) -> None:
    stored = store(unit_of_work, make_digest(manager_id))

    with unit_of_work() as work:
        work.managers.delete(manager_id)
        with pytest.raises(NotFoundError):
            work.digests.get(stored.id)
