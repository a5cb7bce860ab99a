"""Sign-ins, links that work once, failures and detours, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.domain.access.account import Account, Role, Scope, WorkspaceId
from monitor.domain.access.locks import Failures
from monitor.domain.access.sign_in import Detour, LinkPurpose, OneTimeLink, Presence, SignIn
from monitor.domain.partnership import Language
from monitor.services.access_ports import NewAccount
from monitor.storage.engine import make_engine
from monitor.storage.tables import FailureRow
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW

ONE, OTHER, KEY = "a" * 64, "b" * 64, "k" * 64
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def noor(unit_of_work: SqlUnitOfWorkFactory) -> Account:
    scope = Scope(frozenset())
    new = NewAccount("noor@gemeente.nl", "Noor", Language.DUTCH, Role.VIEWER, NOW, scope)
    with unit_of_work() as work:
        account = work.accounts.add(new)
        work.commit()
    return account


@pytest.fixture
def sign_in(unit_of_work: SqlUnitOfWorkFactory, noor: Account) -> SignIn:
    begun = SignIn(ONE, noor.id, is_full=True, begun_at=NOW, seen_at=NOW)
    with unit_of_work() as work:
        work.sign_ins.add(begun)
        work.commit()
    return begun


def test_a_sign_in_is_found_with_whose_it_is_from_outside_the_workspaces(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account, sign_in: SignIn
) -> None:
    with unit_of_work.within(None)(reads_only=True) as work:
        assert work.sign_ins.find(ONE) == Presence(sign_in, noor)
        assert work.sign_ins.find(OTHER) is None


def test_a_sign_in_is_not_found_in_another_workspace(
    unit_of_work: SqlUnitOfWorkFactory, sign_in: SignIn
) -> None:
    with unit_of_work.within(WorkspaceId(2))(reads_only=True) as work:
        assert work.sign_ins.find(sign_in.token_hash) is None


def test_the_use_of_a_sign_in_is_stored(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account, sign_in: SignIn
) -> None:
    with unit_of_work.within(None)() as work:
        work.sign_ins.touch(ONE, NOW + A_MINUTE)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.sign_ins.list_of(noor.id) == [replace(sign_in, seen_at=NOW + A_MINUTE)]


def test_all_sign_ins_of_somebody_end_but_the_one_that_is_named(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account, sign_in: SignIn
) -> None:
    with unit_of_work() as work:
        work.sign_ins.add(replace(sign_in, token_hash=OTHER, begun_at=NOW + A_MINUTE))
        both = [each.token_hash for each in work.sign_ins.list_of(noor.id)]
        work.sign_ins.delete_of(noor.id, but=OTHER)
        one = [each.token_hash for each in work.sign_ins.list_of(noor.id)]
        work.sign_ins.delete(OTHER)

        assert (both, one, work.sign_ins.list_of(noor.id)) == ([OTHER, ONE], [OTHER], [])


@pytest.mark.parametrize(("begun", "seen"), [(A_MINUTE, timedelta()), (timedelta(), A_MINUTE)])
def test_old_and_unused_sign_ins_are_cleared_away(
    unit_of_work: SqlUnitOfWorkFactory, sign_in: SignIn, begun: timedelta, seen: timedelta
) -> None:
    with unit_of_work() as work:
        work.sign_ins.delete_before(NOW, NOW)
        kept = work.sign_ins.find(sign_in.token_hash)
        work.sign_ins.delete_before(NOW + begun, NOW + seen)

        assert kept is not None
        assert work.sign_ins.find(sign_in.token_hash) is None


def test_what_somebody_is_at_is_left_by_who_clears_away(
    postgresql_url: str, request: pytest.FixtureRequest
) -> None:
    engine = make_engine(postgresql_url)
    request.addfinalizer(engine.dispose)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    with unit_of_work() as work:
        for key in (KEY, ONE):
            work.failures.save(key, work.failures.hold(key, NOW))
        work.commit()

    with unit_of_work() as at_work, unit_of_work() as sweeping:
        at_work.failures.hold(KEY, NOW)
        # With a wait for the row, this would be the end of the test.
        sweeping.failures.delete_before(NOW + A_MINUTE)
        sweeping.commit()
        at_work.commit()

    with engine.connect() as connection:
        assert connection.scalars(select(FailureRow.key)).all() == [KEY]


def test_a_link_is_found_as_stored_and_taken_once(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    link = OneTimeLink(ONE, LinkPurpose.INVITATION, noor.id, NOW)
    with unit_of_work() as work:
        work.one_time_links.add(link)
        found, of_noor = work.one_time_links.find(ONE), work.one_time_links.list_of(noor.id)
        taken = [work.one_time_links.take(ONE) for _ in range(2)]

    assert (found, of_noor, taken) == (link, [link], [True, False])


def test_links_for_a_purpose_are_deleted_of_one_person_or_of_nobody(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.one_time_links.add(OneTimeLink(ONE, LinkPurpose.SET_UP, None, NOW))
        work.one_time_links.add(OneTimeLink(OTHER, LinkPurpose.INVITATION, noor.id, NOW))
        work.one_time_links.delete_of(None, LinkPurpose.SET_UP)

        assert work.one_time_links.find(ONE) is None
        assert work.one_time_links.find(OTHER) is not None


def test_links_that_are_too_old_are_cleared_away(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.one_time_links.add(OneTimeLink(ONE, LinkPurpose.INVITATION, noor.id, NOW))
        later = NOW + A_MINUTE
        work.one_time_links.add(OneTimeLink(OTHER, LinkPurpose.INVITATION, noor.id, later))
        work.one_time_links.delete_expired(NOW)

        assert [each.token_hash for each in work.one_time_links.list_of(noor.id)] == [OTHER]


def test_failures_begin_with_none_and_are_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    locked = Failures(10, NOW, NOW + A_MINUTE)
    with unit_of_work() as work:
        first = work.failures.hold(KEY, NOW)
        work.failures.save(KEY, locked)
        work.commit()

    with unit_of_work() as work:
        assert first == Failures(0, NOW)
        assert work.failures.hold(KEY, NOW + A_MINUTE) == locked


def test_failures_at_the_same_moment_are_all_counted(unit_of_work: SqlUnitOfWorkFactory) -> None:
    def fail(_number: int) -> None:
        with unit_of_work() as work:
            work.failures.save(KEY, work.failures.hold(KEY, NOW).with_one_more(NOW))
            work.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fail, range(8)))

    with unit_of_work() as work:
        assert work.failures.hold(KEY, NOW).count == 8


def test_failures_may_be_forgotten_while_others_count(unit_of_work: SqlUnitOfWorkFactory) -> None:
    def count_or_forget(number: int) -> None:
        with unit_of_work() as work:
            if number % 2:
                work.failures.delete(KEY)
            else:
                work.failures.save(KEY, work.failures.hold(KEY, NOW).with_one_more(NOW))
            work.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_or_forget, range(200)))

    with unit_of_work() as work:
        assert work.failures.hold(KEY, NOW).count <= 100


def test_failures_are_forgotten(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        for key in (KEY, ONE):
            work.failures.save(key, work.failures.hold(key, NOW).with_one_more(NOW))
        work.failures.delete(KEY)
        first = work.failures.hold(KEY, NOW).count
        work.failures.delete_before(NOW + A_MINUTE)

        assert (first, work.failures.hold(ONE, NOW).count) == (0, 0)


def test_a_detour_comes_back_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    detour = Detour(ONE, "nonce", "verifier", "/overview", NOW)
    with unit_of_work() as work:
        work.detours.add(detour)
        taken = [work.detours.take(ONE) for _ in range(2)]

    assert taken == [detour, None]


def test_old_detours_are_cleared_away(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        work.detours.add(Detour(ONE, "nonce", "verifier", "/", NOW))
        work.detours.delete_before(NOW + A_MINUTE)

        assert work.detours.take(ONE) is None
