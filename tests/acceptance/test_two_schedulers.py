"""Two workers that start at the same moment: everything is done once, on either database."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest

from monitor.domain.mail import MailKind
from monitor.mail.compose import Composer
from monitor.mail.smtp import SmtpMailer
from monitor.services.checkin.run_checkins import run_checkins
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import deliver
from tests.acceptance.ticking import Installation, finish, letters_in
from tests.factories import FakeClock
from tests.journeys.people import use_cases
from tests.mail.server import MailServer
from tests.services.mailing import add_mailed

# Half-way a round that opened on Tuesday 17 November 2026, in office hours.
HALFWAY_AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WORKERS = 2
PER_PARTY = 10


@pytest.fixture
def workers(database_url: str, context: Context, clock: FakeClock) -> Iterator[list[Context]]:
    """Workers with connections of their own, and one time for all."""
    with ExitStack() as stack:
        own = [stack.enter_context(use_cases(database_url)) for _ in range(WORKERS)]
        yield [replace(context, unit_of_work=each.unit_of_work, clock=clock) for each in own]


# H13.
def test_two_schedulers_at_once_send_each_reminder_once(
    context: Context, clock: FakeClock, workers: list[Context], mail_server: MailServer
) -> None:
    add_mailed(context, people_per_party=PER_PARTY)
    clock.set(HALFWAY_AT)
    start = Barrier(WORKERS)

    def tick(worker: Context) -> int:
        start.wait()
        run_checkins(worker)
        composer = Composer("monitor@example.nl", worker.time_zone)
        return deliver(worker, SmtpMailer(mail_server.address), composer).sent

    with ThreadPoolExecutor(WORKERS) as pool:
        sent = list(pool.map(tick, workers))
    # What one worker queued while the other had looked already goes out the next minute.
    sent.append(
        deliver(
            context, SmtpMailer(mail_server.address), Composer("m@example.nl", context.time_zone)
        ).sent
    )

    letters = letters_in(context)
    reminded = Counter(each.participant_id for each in letters if each.kind is MailKind.HALFWAY)
    assert set(reminded.values()) == {1}
    assert len(reminded) == 2 * PER_PARTY
    assert mail_server.message_ids == Counter(each.message_id for each in letters)
    assert sum(sent) == len(letters)


# H13.
def test_two_processes_at_once_open_each_round_and_send_each_invitation_once(
    installation: Installation,
) -> None:
    installation.plan(rounds=3)

    started = [installation.tick() for _ in range(WORKERS)]
    ended = [finish(process) for process in started]
    # What one opened while the other had looked already goes out the next minute.
    ended.append(finish(installation.tick()))

    assert [code for code, _ in ended] == [0] * (WORKERS + 1), ended
    assert len(installation.letters()) == 6
    assert installation.mail_server.message_ids == Counter(
        each.message_id for each in installation.letters()
    )
