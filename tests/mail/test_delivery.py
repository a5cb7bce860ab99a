"""From the outbox to a real mail server: no letter is lost, and none is accepted twice."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from monitor.domain.mail import LetterState, MailKind
from monitor.mail.compose import Composer
from monitor.mail.smtp import SmtpMailer
from monitor.services.context import Context
from monitor.services.mail.deliver_mail import Delivered, deliver
from monitor.settings import SmtpServer
from tests.factories import FakeClock, StoredPartnership
from tests.mail.server import PASSWORD, USER, MailServer, run_mail_server
from tests.services.mailing import add_mailed, letters_of

WORKERS = 4
PER_PARTY = 15
ALL = 2 * PER_PARTY
SHORT_SECONDS = 0.3
LONGEST_PAUSE = timedelta(hours=4)


def send(context: Context, server: SmtpServer) -> Delivered:
    """Do one run, as a worker of its own."""
    composer = Composer("Monitor <monitor@example.nl>", context.time_zone)
    return deliver(context, SmtpMailer(server, timeout=SHORT_SECONDS), composer)


def send_all(context: Context, clock: FakeClock, server: SmtpServer) -> Sequence[Delivered]:
    """Do one run after the other until nothing waits."""
    runs = []
    while count_waiting(context):
        runs.append(send(context, server))
        clock.advance(LONGEST_PAUSE)
    return runs


def count_waiting(context: Context) -> int:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.outbox.count_waiting()


def queued_ids(context: Context, stored: StoredPartnership) -> Counter[str]:
    """Return how often each letter should be accepted."""
    return Counter(each.message_id for each in letters_of(context, stored, MailKind.INVITATION))


# H13.
def test_several_workers_at_once_send_each_letter_once(
    context: Context, mail_server: MailServer
) -> None:
    stored = add_mailed(context, people_per_party=PER_PARTY)
    start = Barrier(WORKERS)

    def work(_: int) -> Delivered:
        start.wait()
        return deliver(
            context,
            SmtpMailer(mail_server.address),
            Composer("monitor@example.nl", context.time_zone),
        )

    with ThreadPoolExecutor(WORKERS) as pool:
        delivered = list(pool.map(work, range(WORKERS)))

    assert sum(each.sent for each in delivered) == ALL
    assert mail_server.message_ids == queued_ids(context, stored)
    assert len(set(mail_server.recipients)) == ALL


# H14.
def test_whatever_the_server_does_no_letter_is_lost_or_accepted_twice(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    stored = add_mailed(context, people_per_party=PER_PARTY)
    mail_server.hang_up(times=5)
    mail_server.answer("451 4.3.0 Try again later", times=5)
    mail_server.answer("550 5.7.1 Too much mail from you today", times=5)
    mail_server.hang(times=2)

    runs = send_all(context, clock, mail_server.address)

    assert runs[0] == Delivered(sent=ALL - 17, delayed=17)
    assert len(runs) == 2
    assert mail_server.message_ids == queued_ids(context, stored)


# H14.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_recipient_who_is_unknown_keeps_no_other_from_their_letter(
    context: Context, clock: FakeClock, mail_server: MailServer
) -> None:
    stored = add_mailed(context)
    unknown, *others = stored.invited
    mail_server.refuse(
        f"persoon{unknown.participant.id}@zonnewijk.example", "550 5.1.1 No such user"
    )

    runs = send_all(context, clock, mail_server.address)

    assert runs == [Delivered(sent=len(others), refused=1)]
    with context.unit_of_work(reads_only=True) as uow:
        person = uow.partnerships.get_participant(unknown.participant.id)
    assert person.mail_failure == "550 5.1.1 No such user"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_wrong_password_delays_everything_until_it_is_right(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    with run_mail_server(needs_login=True) as server:
        wrong = replace(server.address, user=USER, password="wrong")
        assert send(context, wrong) == Delivered(delayed=len(stored.invited))
        assert server.connections == 1
        assert {
            (each.state, (each.failure or "")[:3])
            for each in letters_of(context, stored, MailKind.INVITATION)
        } == {(LetterState.WAITING, "535")}

        runs = send_all(context, clock, replace(wrong, password=PASSWORD))

    assert runs[-1] == Delivered(sent=len(stored.invited))
    with context.unit_of_work(reads_only=True) as uow:
        people = uow.partnerships.participants_of(stored.partnership.id)
    assert {each.mail_failure for each in people} == {None}
