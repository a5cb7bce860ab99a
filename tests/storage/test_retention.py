"""What is older than its term is counted and deleted, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.access.account import Account, Role
from monitor.domain.access.locks import Failures
from monitor.domain.access.sign_in import Detour, LinkPurpose, OneTimeLink, SignIn
from monitor.domain.partnership import Language
from monitor.domain.privacy.retention import Cutoff, Kept
from monitor.domain.response import Comment, Response, ResponseKey
from monitor.services.access_ports import NewAccount
from monitor.services.ports import UnitOfWork, UnitOfWorkFactory
from tests.factories import NOW, StoredPartnership, add_partnership, make_release, make_response

CLOSED_AT = datetime(2025, 3, 1, 12, tzinfo=UTC)


def make_form(made: StoredPartnership) -> Response:
    """Return a form of somebody of the first party that was not sent."""
    party_id = made.partnership.parties[0].id
    return make_response(round_id=made.round.id, party_id=party_id, is_sent=False)


@pytest.fixture
def stored(unit_of_work: UnitOfWorkFactory) -> StoredPartnership:
    """A partnership with a closed round, of which one form was sent and one was not."""
    made = add_partnership(unit_of_work)
    sent = replace(make_form(made), comments={"O1": Comment("Goed.")}, is_sent=True)
    with unit_of_work() as work:
        work.responses.save(sent)
        work.responses.save(replace(make_form(made), key=ResponseKey("2" * 40)))
        work.rounds.set_closed(made.round.id, CLOSED_AT)
        work.releases.add(made.partnership.id, make_release(round_id=made.round.id))
        work.commit()
    return made


def cutoff(moment: datetime) -> Cutoff:
    return Cutoff(moment.date(), moment)


@pytest.mark.parametrize("kind", [Kept.DRAFTS, Kept.COMMENTS, Kept.ANSWERS])
def test_what_closed_before_the_cutoff_is_due_and_goes(
    unit_of_work: UnitOfWorkFactory, stored: StoredPartnership, kind: Kept
) -> None:
    after, at = cutoff(CLOSED_AT + timedelta(seconds=1)), cutoff(CLOSED_AT)

    with unit_of_work() as work:
        assert work.retention.count_due(kind, at) == {}
        assert work.retention.count_due(kind, after) == {stored.partnership.id: 1}
        work.retention.remove_due(kind, stored.partnership.id, after)
        assert work.retention.count_due(kind, after) == {}
        work.commit()


def test_a_round_without_results_loses_nothing(unit_of_work: UnitOfWorkFactory) -> None:
    made = add_partnership(unit_of_work)
    with unit_of_work() as work:
        work.responses.save(make_form(made))
        work.rounds.set_closed(made.round.id, CLOSED_AT)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        for kind in (Kept.DRAFTS, Kept.COMMENTS, Kept.ANSWERS, Kept.LETTERS):
            assert work.retention.count_due(kind, cutoff(NOW)) == {}


def test_removing_in_one_partnership_leaves_the_others(
    unit_of_work: UnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Elders").partnership

    with unit_of_work() as work:
        work.retention.remove_due(Kept.ANSWERS, other.id, cutoff(NOW))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.responses.count(stored.round.id) == 2


def add_noor(work: UnitOfWork) -> Account:
    new = NewAccount("noor@gemeente.nl", "Noor", Language.DUTCH, Role.VIEWER, NOW)
    return work.accounts.add(new)


def store_what_lets_in(work: UnitOfWork, name: str, moment: datetime) -> None:
    """Store one of everything that lets people in, of which this was the last moment."""
    noor = work.accounts.find_by_email("noor@gemeente.nl") or add_noor(work)
    key = name.ljust(64, "0")
    work.sign_ins.add(SignIn(key, noor.id, is_full=True, begun_at=moment, seen_at=moment))
    work.one_time_links.add(OneTimeLink(key, LinkPurpose.INVITATION, noor.id, moment))
    work.detours.add(Detour(key, "nonce", "verifier", "/", moment))
    work.failures.hold(key, moment)
    work.failures.save(key, Failures(3, moment))


def test_what_let_people_in_goes_when_its_last_moment_is_before_the_cutoff(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        store_what_lets_in(work, "old", NOW - timedelta(seconds=1))
        store_what_lets_in(work, "new", NOW)

        assert work.retention.count_shared(Kept.SIGN_INS, cutoff(NOW)) == 4
        work.retention.remove_shared(Kept.SIGN_INS, cutoff(NOW))
        assert work.retention.count_shared(Kept.SIGN_INS, cutoff(NOW)) == 0
        assert work.sign_ins.find("new".ljust(64, "0"))
        assert work.one_time_links.find("new".ljust(64, "0"))
        assert work.detours.take("new".ljust(64, "0"))
        assert work.failures.hold("new".ljust(64, "0"), NOW).count == 3


def test_an_account_that_nobody_disabled_is_never_due(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        noor = add_noor(work)
        assert work.retention.accounts_due(cutoff(NOW + timedelta(days=9999))) == []
        work.accounts.save(replace(noor, is_disabled=True))

        # When that was is told by the trail, and here it tells nothing.
        assert work.retention.accounts_due(cutoff(NOW + timedelta(days=9999))) == []
