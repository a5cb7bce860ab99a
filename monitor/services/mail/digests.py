"""Use cases of the weekly mail to relationship managers: make it when there is news, and send it.

The news of a week ends on Monday morning whenever its mail is made, so that two workers, or a try
hours later, tell the same; what is newer waits for the next one.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from email.message import EmailMessage

from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.domain.flags.digest import (
    Digest,
    DigestId,
    DigestWriting,
    News,
    PartnershipNews,
    ends_at,
    find_news,
    find_start,
    find_week,
    sort_news,
)
from monitor.domain.flags.view import view_worry
from monitor.domain.flags.worry import Worry
from monitor.domain.links import derive_digest_token
from monitor.domain.mail import LetterState
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId, PartnershipId
from monitor.services.context import Context
from monitor.services.mail.attempts import (
    BATCH,
    LEASE,
    LONGEST_RUN,
    STORING_TRIES,
    hand_over,
    settle,
)
from monitor.services.mail.deliver_mail import Delivered, summarise
from monitor.services.mail.queue_mail import make_message_id
from monitor.services.mail_ports import Mailer
from monitor.services.ports import UnitOfWork

Compose = Callable[[DigestWriting], EmailMessage]


def queue_digests(context: Context) -> int:
    """Make the digests of this week, once for each manager with news; return how many."""
    week_on = find_week(context.clock.now(), context.time_zone)
    if week_on is None:
        return 0
    with context.unit_of_work(reads_only=True) as uow:
        managers = [
            each.id
            for each in uow.managers.list_all()
            if _wants_one(each) and not _has_one(uow, each.id, week_on)
        ]
    return sum(_queue_one(context, each, week_on) for each in managers)


def deliver_digests(
    context: Context,
    mailer: Mailer,
    compose: Compose,
    must_stop: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Send the digests that are due, by the rules of letters."""
    give_up_at = context.clock.now() + LONGEST_RUN
    states: list[LetterState] = []
    try:
        while batch := _claim(context):
            for position, digest in enumerate(batch):
                if must_stop() or context.clock.now() >= give_up_at:
                    _store(context, *batch[position:])
                    return summarise(states)
                states.append(_deliver_one(context, mailer, compose, digest))
    finally:
        mailer.close()
    return summarise(states)


def _wants_one(manager: Manager) -> bool:
    return bool(manager.email) and manager.wants_digest


def _has_one(uow: UnitOfWork, manager_id: ManagerId, week_on: date) -> bool:
    last = uow.digests.last_week(manager_id)
    return last is not None and last.week_on >= week_on


def _queue_one(context: Context, manager_id: ManagerId, week_on: date) -> int:
    """Make the digest of a manager; one without news is stored as cancelled, and is not sent."""
    with context.unit_of_work() as uow:
        if _has_one(uow, manager_id, week_on):
            return 0  # Another worker was first.
        last = uow.digests.last_week(manager_id)
        since = find_start(last, week_on, context.time_zone)
        has_news = any(_news_of(context, uow, manager_id, since, week_on).values())
        digest = Digest(
            id=DigestId(0),
            manager_id=manager_id,
            week_on=week_on,
            since=since,
            message_id=make_message_id(context.public_url),
            state=LetterState.WAITING if has_news else LetterState.CANCELLED,
            due_at=context.clock.now() if has_news else None,
        )
        is_first = uow.digests.begin(digest)
        uow.commit()
    return int(is_first and has_news)


def _news_of(
    context: Context, uow: UnitOfWork, manager_id: ManagerId, since: datetime, week_on: date
) -> dict[PartnershipId, list[Worry]]:
    """Return the worries that are news, by partnership.

    A cooperation that has ended asks for nothing any more: of it only what got better is told.
    """
    until, today = ends_at(week_on, context.time_zone), context.today()
    found: dict[PartnershipId, list[Worry]] = {}
    for worry in uow.worries.changed_since(manager_id, since):
        if find_news(worry, since, until, today):
            found.setdefault(worry.partnership_id, []).append(worry)
    for partnership_id, worries in found.items():
        if uow.partnerships.get(partnership_id).has_ended(today):
            worries[:] = [each for each in worries if not each.is_open]
    return {partnership_id: worries for partnership_id, worries in found.items() if worries}


def _claim(context: Context) -> Sequence[Digest]:
    now = context.clock.now()
    with context.unit_of_work() as uow:
        digests = uow.digests.claim(now, now + LEASE, BATCH)
        uow.commit()
    return digests


def _deliver_one(context: Context, mailer: Mailer, compose: Compose, digest: Digest) -> LetterState:
    writing = _prepare(context, digest)
    if writing is None:
        cancelled = settle(digest, LetterState.CANCELLED)
        _store(context, cancelled)
        return cancelled.state
    attempt = hand_over(mailer, lambda: compose(writing), digest, context.clock.now())
    _store(context, attempt.mail)
    return attempt.mail.state


def _store(context: Context, *digests: Digest) -> None:
    for tries_left in reversed(range(STORING_TRIES)):
        try:
            with context.unit_of_work() as uow:
                for each in digests:
                    uow.digests.save(each)
                uow.commit()
        except StorageUnavailableError:
            if not tries_left:
                raise
        else:
            break


def _prepare(context: Context, digest: Digest) -> DigestWriting | None:
    """Gather what a digest is worded from; None if nobody wants it any more, or it is old news."""
    with context.unit_of_work(reads_only=True) as uow, suppress(NotFoundError):
        manager = uow.managers.get(digest.manager_id)
        found = _news_of(context, uow, manager.id, digest.since, digest.week_on)
        if not (found and _wants_one(manager)):
            return None
        news = [_describe(context, uow, digest, worries) for worries in found.values()]
        return DigestWriting(
            manager=manager,
            message_id=digest.message_id,
            since=digest.since,
            news=sort_news(news),
            dashboard_url=context.public_url,
            stop_url=_stop_url(context, manager),
        )
    return None  # Deleted meanwhile.


def _describe(
    context: Context, uow: UnitOfWork, digest: Digest, worries: Sequence[Worry]
) -> PartnershipNews:
    partnership = uow.partnerships.get(worries[0].partnership_id)
    releases, today = uow.releases.list_of(partnership.id), context.today()
    until = ends_at(digest.week_on, context.time_zone)
    news = [
        News(kind, view_worry(each, partnership, releases, today))
        for each in worries
        if (kind := find_news(each, digest.since, until, today))
    ]
    return PartnershipNews(partnership, news)


def _stop_url(context: Context, manager: Manager) -> str:
    token = derive_digest_token(context.secret_key, manager.id)
    return f"{context.public_url}/s/digest/{manager.id}/{token}"
