"""A manager with news gets one digest a week, whatever becomes of workers and mail servers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest

from monitor.domain.errors import MailDelayedError, MailRefusedError, StorageUnavailableError
from monitor.domain.flags.digest import Digest, DigestWriting, NewsKind
from monitor.domain.flags.worry import WorryKind
from monitor.domain.links import derive_digest_token
from monitor.domain.mail import MAXIMUM_ATTEMPTS, LetterState
from monitor.domain.manager import Manager
from monitor.domain.partnership import Partnership
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import Delivered
from monitor.services.mail.digests import deliver_digests, queue_digests
from monitor.services.register.edit_partnership import end_partnership
from monitor.storage.digests import SqlDigests
from tests.factories import NOW, SECRET_KEY, FakeClock
from tests.services.digesting import MONDAY, add_managed, add_manager, add_worry
from tests.services.mail.test_deliver_mail import PostBox

WEEK = timedelta(weeks=1)


class DigestWriter:
    """Words nothing, and keeps what there was to word."""

    def __init__(self) -> None:
        self.writings: list[DigestWriting] = []

    def __call__(self, writing: DigestWriting) -> EmailMessage:
        self.writings.append(writing)
        return EmailMessage()


@pytest.fixture
def manager(context: Context, clock: FakeClock) -> Manager:
    """A manager with one partnership, in which something was found last week."""
    manager = add_manager(context)
    add_worry(context, add_managed(context, manager), NOW)
    clock.set(MONDAY)
    return manager


def last_of(context: Context, manager: Manager) -> Digest:
    with context.unit_of_work(reads_only=True) as uow:
        found = uow.digests.last_week(manager.id)
    assert found is not None
    return found


def save(context: Context, manager: Manager) -> None:
    with context.unit_of_work() as uow:
        uow.managers.save(manager)
        uow.commit()


def end_now(context: Context, partnership: Partnership) -> None:
    with context.unit_of_work(reads_only=True) as uow:
        stored = uow.partnerships.get(partnership.id)
    end_partnership(context, stored, context.today())


def send(context: Context, *faults: Exception | None) -> tuple[Delivered, Sequence[DigestWriting]]:
    writer = DigestWriter()
    return deliver_digests(context, PostBox(*faults), writer), writer.writings


def test_on_monday_a_manager_with_news_gets_one(context: Context, manager: Manager) -> None:
    assert queue_digests(context) == 1

    delivered, (writing,) = send(context)

    assert delivered == Delivered(sent=1)
    assert writing.manager == manager
    assert writing.since == MONDAY.replace(hour=7, minute=0) - WEEK
    assert [each.partnership.name for each in writing.news] == ["Oosterdal"]
    assert [each.kind for each in writing.news[0].news] == [NewsKind.FOUND]
    assert last_of(context, manager).state is LetterState.SENT


def test_it_is_made_and_sent_once(context: Context, manager: Manager) -> None:
    queue_digests(context)
    send(context)

    assert queue_digests(context) == 0
    assert send(context) == (Delivered(), [])
    assert last_of(context, manager).attempts == 1


def test_it_leads_to_the_dashboard_and_to_where_it_is_stopped(
    context: Context, manager: Manager
) -> None:
    queue_digests(context)

    _, (writing,) = send(context)

    token = derive_digest_token(SECRET_KEY, manager.id)
    assert writing.dashboard_url == context.public_url
    assert writing.stop_url == f"{context.public_url}/s/digest/{manager.id}/{token}"


@pytest.mark.parametrize(
    "moment",
    [MONDAY.replace(hour=6, minute=59), MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)],
)
def test_on_other_days_and_early_nothing_is_made(
    context: Context, clock: FakeClock, manager: Manager, moment: datetime
) -> None:
    clock.set(moment)

    assert queue_digests(context) == 0
    assert manager.wants_digest


def test_without_news_nothing_is_sent(context: Context, clock: FakeClock) -> None:
    silent = add_manager(context)
    add_worry(context, add_managed(context, silent), MONDAY - 2 * WEEK)
    clock.set(MONDAY)

    assert queue_digests(context) == 0
    assert send(context) == (Delivered(), [])
    assert last_of(context, silent).state is LetterState.CANCELLED


def test_news_of_others_is_no_news(context: Context, manager: Manager) -> None:
    add_managed(context, add_manager(context, "Ali Demir", email="ali@example.org"), "Westerdal")

    assert queue_digests(context) == 1
    assert send(context)[1][0].manager == manager


def test_who_has_no_address_or_wants_none_gets_none(context: Context, clock: FakeClock) -> None:
    for manager in (add_manager(context, email=None), add_manager(context, wants_digest=False)):
        add_worry(context, add_managed(context, manager, f"Dal {manager.id}"), NOW)
    clock.set(MONDAY)

    assert queue_digests(context) == 0


def test_a_next_week_tells_only_what_is_new_since(
    context: Context, clock: FakeClock, manager: Manager
) -> None:
    queue_digests(context)
    send(context)
    over = add_managed(context, manager, "Westerdal")
    add_worry(context, over, MONDAY + timedelta(days=1), kind=WorryKind.LOAD, is_over=True)
    clock.advance(WEEK)

    queue_digests(context)
    _, (writing,) = send(context)

    assert [each.partnership.id for each in writing.news] == [over.id]
    assert [each.kind for each in writing.news[0].good] == [NewsKind.GOOD]


def test_what_was_found_after_monday_eight_waits_for_the_next_one(
    context: Context, clock: FakeClock
) -> None:
    manager = add_manager(context)
    add_worry(context, add_managed(context, manager), MONDAY - timedelta(minutes=15))
    clock.set(MONDAY)
    assert queue_digests(context) == 0

    clock.advance(WEEK)

    assert queue_digests(context) == 1


def test_what_somebody_took_up_meanwhile_is_not_sent(context: Context, manager: Manager) -> None:
    queue_digests(context)
    save(context, replace(manager, wants_digest=False))

    assert send(context) == (Delivered(cancelled=1), [])


def test_a_manager_who_is_gone_gets_nothing(context: Context, manager: Manager) -> None:
    queue_digests(context)
    with context.unit_of_work() as uow:
        uow.managers.delete(manager.id)
        uow.commit()

    assert send(context) == (Delivered(), [])


def test_a_server_that_fails_is_tried_again_with_the_same_message_id(
    context: Context, clock: FakeClock, manager: Manager
) -> None:
    queue_digests(context)
    delivered, (first,) = send(context, MailDelayedError("451 later"))
    assert delivered == Delivered(delayed=1)
    assert send(context) == (Delivered(), [])
    clock.advance(timedelta(minutes=1))

    delivered, (second,) = send(context)

    assert delivered == Delivered(sent=1)
    assert second.message_id == first.message_id
    assert last_of(context, manager).attempts == 2


def test_after_days_of_failures_it_is_given_up_and_told_in_the_next_one(
    context: Context, clock: FakeClock, manager: Manager
) -> None:
    queue_digests(context)
    for _ in range(MAXIMUM_ATTEMPTS):
        send(context, MailDelayedError("451 later"))
        clock.advance(timedelta(hours=4))
    assert last_of(context, manager).state is LetterState.REFUSED

    clock.set(MONDAY + WEEK)

    assert queue_digests(context) == 1


def test_an_address_that_is_refused_is_not_tried_again(context: Context, manager: Manager) -> None:
    queue_digests(context)

    assert send(context, MailRefusedError("550 5.1.1 No such user"))[0] == Delivered(refused=1)

    assert send(context) == (Delivered(), [])
    assert last_of(context, manager).failure == "550 5.1.1 No such user"


def test_a_worker_that_is_asked_to_stop_leaves_the_rest_to_the_next(
    context: Context, manager: Manager
) -> None:
    queue_digests(context)

    stopped = deliver_digests(context, PostBox(), DigestWriter(), must_stop=lambda: True)

    assert stopped == Delivered()
    assert send(context)[0] == Delivered(sent=1)
    assert manager.wants_digest


@contextmanager
def failing_saves(monkeypatch: pytest.MonkeyPatch, times: int) -> Iterator[None]:
    stored = SqlDigests.save

    def save_later(self: SqlDigests, digest: Digest) -> None:
        nonlocal times
        if times:
            times -= 1
            raise StorageUnavailableError
        stored(self, digest)

    with monkeypatch.context() as patch:
        patch.setattr(SqlDigests, "save", save_later)
        yield


def test_that_it_was_accepted_is_stored_at_the_third_try(
    context: Context, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_digests(context)

    with failing_saves(monkeypatch, 2):
        assert send(context)[0] == Delivered(sent=1)

    assert last_of(context, manager).state is LetterState.SENT


def test_a_database_that_is_away_for_longer_stops_the_run(
    context: Context, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_digests(context)

    with failing_saves(monkeypatch, 3), pytest.raises(StorageUnavailableError):
        send(context)

    assert last_of(context, manager).state is LetterState.WAITING


def test_of_a_cooperation_that_ended_only_what_got_better_is_told(
    context: Context, manager: Manager
) -> None:
    ended = add_managed(context, manager, "Bosrand")
    add_worry(context, ended, NOW)
    add_worry(context, ended, NOW, kind=WorryKind.OVERDUE, is_over=True)
    end_now(context, ended)

    queue_digests(context)

    _, (writing,) = send(context)
    told = {each.partnership.name: [news.kind for news in each.news] for each in writing.news}
    assert told == {"Oosterdal": [NewsKind.FOUND], "Bosrand": [NewsKind.GOOD]}


def test_a_cooperation_that_ended_is_no_news_by_itself(context: Context, clock: FakeClock) -> None:
    manager = add_manager(context)
    ended = add_managed(context, manager)
    add_worry(context, ended, NOW)
    clock.set(MONDAY)
    end_now(context, ended)

    assert queue_digests(context) == 0

    assert last_of(context, manager).state is LetterState.CANCELLED
