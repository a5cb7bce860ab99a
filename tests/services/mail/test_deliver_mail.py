"""What becomes of letters that are due, on both databases."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from monitor.domain.errors import MailDelayedError, MailRefusedError, StorageUnavailableError
from monitor.domain.links import derive_mail_token
from monitor.domain.mail import (
    MAXIMUM_ATTEMPTS,
    Letter,
    LetterState,
    MailKind,
    MailText,
    Writing,
    pause_after,
)
from monitor.domain.partnership import Language, Participant
from monitor.services.context import Context
from monitor.services.mail.attempts import LEASE, LONGEST_RUN
from monitor.services.mail.deliver_mail import Delivered, deliver
from monitor.services.mail.queue_mail import queue_letters, queue_results, send_invitation_again
from monitor.storage.outbox import SqlOutbox
from tests.factories import NOW, SECRET_KEY, FakeClock, Invited, StoredPartnership
from tests.services.mailing import add_mailed, answer, change, letters_of, withdraw

# A round from Tuesday 17 November until Tuesday 1 December 2026.
HALFWAY_AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CLOSES_AT = NOW + timedelta(weeks=2)
MINUTE = timedelta(minutes=1)
ALL = 6


class PostBox:
    """Stands in for a mail server: fails when told to, and keeps what it accepted."""

    def __init__(self, *faults: Exception | None) -> None:
        self.faults = list(faults)
        self.accepted: list[EmailMessage] = []
        self.runs = 0

    def send(self, message: EmailMessage) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.accepted.append(message)

    def close(self) -> None:
        self.runs += 1


class Writer:
    """Words letters shortly, and keeps what they were worded from."""

    def __init__(self) -> None:
        self.writings: list[Writing] = []

    def __call__(self, writing: Writing) -> EmailMessage:
        self.writings.append(writing)
        return write(writing)

    def of(self, one: Invited) -> Writing:
        (writing,) = [each for each in self.writings if each.recipient.id == one.participant.id]
        return writing


def write(writing: Writing) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "monitor@example.nl", writing.recipient.email
    message["Subject"], message["Message-ID"] = writing.kind.value, writing.message_id
    return message


def invitations(context: Context, stored: StoredPartnership) -> Sequence[Letter]:
    return letters_of(context, stored, MailKind.INVITATION)


def states(letters: Sequence[Letter]) -> set[LetterState]:
    return {each.state for each in letters}


def read_person(context: Context, one: Invited) -> Participant:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get_participant(one.participant.id)


def person_of(stored: StoredPartnership, message: EmailMessage) -> Invited:
    (one,) = [
        each
        for each in stored.invited
        if message["To"] == f"persoon{each.participant.id}@zonnewijk.example"
    ]
    return one


def remind(context: Context, clock: FakeClock, stored: StoredPartnership) -> None:
    """Send the invitations, and queue the first reminders."""
    deliver(context, PostBox(), write)
    clock.set(HALFWAY_AT)
    assert queue_letters(context) == len(stored.invited)


def test_every_letter_that_is_due_is_sent_and_nothing_tells_when(context: Context) -> None:
    stored = add_mailed(context)
    post_box = PostBox()

    delivered = deliver(context, post_box, write)

    assert delivered == Delivered(sent=ALL)
    assert {each["Message-ID"] for each in post_box.accepted} == {
        each.message_id for each in invitations(context, stored)
    }
    assert states(invitations(context, stored)) == {LetterState.SENT}
    assert {each.due_at for each in invitations(context, stored)} == {None}
    assert deliver(context, post_box, write) == Delivered()
    assert post_box.runs == 2


def test_more_letters_than_are_claimed_at_once_are_all_sent(context: Context) -> None:
    add_mailed(context, people_per_party=25)

    assert deliver(context, PostBox(), write) == Delivered(sent=50)


def test_a_letter_is_worded_from_the_personal_link_and_the_way_to_stop(context: Context) -> None:
    stored = add_mailed(context)
    one = stored.invited[0]
    writer = Writer()

    deliver(context, PostBox(), writer)

    writing = writer.of(one)
    stop = derive_mail_token(SECRET_KEY, one.participant.id)
    assert writing.answer_url == f"http://localhost:8501/s/{one.token}"
    assert writing.stop_url == f"http://localhost:8501/s/mail/{one.participant.id}/{stop}"
    assert writing.partnership == stored.partnership
    assert writing.party.id == one.participant.party_id
    assert writing.round == stored.round
    assert writing.text is None


def test_an_organisation_words_the_letters_to_its_own_people(context: Context) -> None:
    stored = add_mailed(context)
    municipality, initiative = stored.partnership.parties
    text = MailText(
        municipality.organisation.id, MailKind.INVITATION, Language.DUTCH, "Onze vraag", "Dag"
    )
    with context.unit_of_work() as uow:
        uow.mail_texts.save(text)
        uow.mail_texts.save(replace(text, kind=MailKind.THANKS))
        uow.commit()
    english = stored.open_round.of(municipality)[0]
    change(context, english, language=Language.ENGLISH)
    writer = Writer()

    deliver(context, PostBox(), writer)

    assert writer.of(english).text is None
    assert writer.of(stored.open_round.of(municipality)[1]).text == text
    assert writer.of(stored.open_round.of(initiative)[0]).text is None


def test_after_the_close_no_letter_holds_a_link(context: Context) -> None:
    stored = add_mailed(context)
    deliver(context, PostBox(), write)
    with context.unit_of_work() as uow:
        queue_results(context, uow, stored.round)
        uow.rounds.set_closed(stored.round.id, NOW)
        uow.commit()
    writer = Writer()

    deliver(context, PostBox(), writer)

    assert {each.kind for each in writer.writings} == {MailKind.RESULTS}
    assert {each.answer_url for each in writer.writings} == {""}


# H14.
def test_a_delayed_letter_is_tried_again_later_under_the_same_message_id(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    post_box = PostBox(MailDelayedError("451 Later"))
    before = {each.message_id for each in invitations(context, stored)}

    assert deliver(context, post_box, write) == Delivered(sent=ALL - 1, delayed=1)
    (delayed,) = [each for each in invitations(context, stored) if each.attempts and each.due_at]
    assert delayed.state is LetterState.WAITING
    assert delayed.failure == "451 Later"
    assert delayed.due_at == NOW + pause_after(1)
    clock.set(delayed.due_at - MINUTE / 2)
    assert deliver(context, post_box, write) == Delivered()
    clock.set(delayed.due_at)
    assert deliver(context, post_box, write) == Delivered(sent=1)

    assert {each["Message-ID"] for each in post_box.accepted} == before
    assert len(post_box.accepted) == ALL


def test_a_letter_that_is_delayed_for_days_is_given_up_and_no_address_is_blamed(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    delivered = Delivered()
    for attempt in range(1, MAXIMUM_ATTEMPTS + 1):
        delivered = deliver(context, PostBox(*[MailDelayedError("530 Log in")] * ALL), write)
        clock.advance(pause_after(attempt))

    assert delivered == Delivered(refused=ALL)
    assert states(invitations(context, stored)) == {LetterState.REFUSED}
    assert {each.failure for each in invitations(context, stored)} == {"530 Log in"}
    assert {read_person(context, each).mail_failure for each in stored.invited} == {None}
    assert clock.now() > NOW + timedelta(days=4)


# H14.
def test_an_address_that_is_refused_is_marked_with_the_reason(context: Context) -> None:
    stored = add_mailed(context)
    writer = Writer()

    delivered = deliver(context, PostBox(MailRefusedError("550 No such user")), writer)

    refused, *others = [each.recipient.id for each in writer.writings]
    assert delivered == Delivered(sent=ALL - 1, refused=1)
    people = {each.participant.id: read_person(context, each) for each in stored.invited}
    assert people[refused].mail_failure == "550 No such user"
    assert {people[each].mail_failure for each in others} == {None}
    (letter,) = [each for each in invitations(context, stored) if each.state is LetterState.REFUSED]
    assert (letter.participant_id, letter.failure) == (refused, "550 No such user")
    assert letter.due_at is None


def test_an_address_that_was_corrected_meanwhile_is_not_marked(context: Context) -> None:
    stored = add_mailed(context)

    class Slow(PostBox):
        def send(self, message: EmailMessage) -> None:
            change(context, person_of(stored, message), email="right@zonnewijk.example")
            raise MailRefusedError("550 No such user")

    deliver(context, Slow(), write)

    assert {read_person(context, each).mail_failure for each in stored.invited} == {None}


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    stored = add_mailed(context)
    faulty = stored.invited[0]

    def compose(writing: Writing) -> EmailMessage:
        if writing.recipient.id == faulty.participant.id:
            raise ValueError(f"{writing.recipient.name} {writing.answer_url}")
        return write(writing)

    with caplog.at_level(logging.ERROR):
        delivered = deliver(context, PostBox(), compose)

    assert delivered == Delivered(sent=ALL - 1, delayed=1)
    assert "ValueError" in caplog.text
    assert faulty.token not in caplog.text
    assert faulty.participant.name not in caplog.text
    (delayed,) = [each for each in invitations(context, stored) if each.due_at]
    assert delayed.failure == "ValueError"


@pytest.mark.parametrize("field", [{"email": None}, {"wants_mail": False}])
def test_who_can_no_longer_be_mailed_gets_nothing(
    context: Context, field: dict[str, object]
) -> None:
    stored = add_mailed(context)
    change(context, stored.invited[0], **field)

    assert deliver(context, PostBox(), write) == Delivered(sent=ALL - 1, cancelled=1)
    (cancelled,) = [
        each for each in invitations(context, stored) if each.state is LetterState.CANCELLED
    ]
    assert cancelled.participant_id == stored.invited[0].participant.id
    assert cancelled.due_at is None


def test_whose_link_was_withdrawn_gets_nothing(context: Context) -> None:
    stored = add_mailed(context)
    withdraw(context, stored.invited[0])

    assert deliver(context, PostBox(), write) == Delivered(sent=ALL - 1, cancelled=1)


def test_who_answered_since_a_reminder_was_queued_is_not_reminded(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    remind(context, clock, stored)
    answer(context, stored, stored.invited[0])
    post_box = PostBox()

    assert deliver(context, post_box, write) == Delivered(sent=ALL - 1, cancelled=1)
    assert stored.invited[0] not in [person_of(stored, each) for each in post_box.accepted]


def test_nobody_is_called_to_answer_after_the_deadline(context: Context, clock: FakeClock) -> None:
    stored = add_mailed(context)
    clock.set(HALFWAY_AT)
    queue_letters(context)

    clock.set(CLOSES_AT + timedelta(hours=9))

    assert deliver(context, PostBox(), write) == Delivered(cancelled=2 * ALL)
    assert states(letters_of(context, stored, MailKind.HALFWAY)) == {LetterState.CANCELLED}


def test_a_reminder_that_is_delayed_into_the_night_waits_for_the_next_working_day(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    remind(context, clock, stored)
    friday_evening = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
    clock.set(friday_evening)

    assert deliver(context, PostBox(), write) == Delivered(delayed=ALL)

    waiting = letters_of(context, stored, MailKind.HALFWAY)
    monday_morning = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert {(each.attempts, each.due_at) for each in waiting} == {(0, monday_morning)}
    clock.set(monday_morning)
    assert deliver(context, PostBox(), write) == Delivered(sent=ALL)


def test_a_clock_that_goes_back_before_the_opening_costs_nobody_the_invitation(
    context: Context, clock: FakeClock
) -> None:
    add_mailed(context)

    class Backwards(PostBox):
        def send(self, message: EmailMessage) -> None:
            super().send(message)
            clock.set(NOW - timedelta(hours=2))

    writer = Writer()

    assert deliver(context, Backwards(), writer) == Delivered(sent=ALL)
    assert all("/s/" in each.answer_url for each in writer.writings)


def test_letters_of_a_worker_that_died_go_to_another_after_a_while(
    context: Context, clock: FakeClock
) -> None:
    add_mailed(context)

    class Died(BaseException):
        """The process is gone."""

    class Deadly(PostBox):
        def send(self, _message: EmailMessage) -> None:
            raise Died

    with pytest.raises(Died):
        deliver(context, Deadly(), write)

    clock.set(NOW + LEASE - MINUTE)
    assert deliver(context, PostBox(), write) == Delivered()
    clock.set(NOW + LEASE)
    assert deliver(context, PostBox(), write) == Delivered(sent=ALL)


def test_a_run_ends_in_time_and_the_next_one_goes_on_at_once(
    context: Context, clock: FakeClock
) -> None:
    add_mailed(context)

    class Slow(PostBox):
        def send(self, message: EmailMessage) -> None:
            super().send(message)
            clock.advance(LONGEST_RUN / 2)

    post_box = Slow()

    assert deliver(context, post_box, write) == Delivered(sent=2)
    assert deliver(context, post_box, write) == Delivered(sent=2)
    assert deliver(context, post_box, write) == Delivered(sent=2)
    assert len({each["Message-ID"] for each in post_box.accepted}) == ALL


def test_a_run_that_must_stop_gives_its_letters_back(context: Context) -> None:
    add_mailed(context)
    post_box = PostBox()

    stopped = deliver(context, post_box, write, lambda: len(post_box.accepted) == 2)

    assert stopped == Delivered(sent=2)
    assert deliver(context, post_box, write) == Delivered(sent=ALL - 2)


def test_an_invitation_that_is_sent_again_while_it_is_on_its_way_goes_out_anew(
    context: Context,
) -> None:
    stored = add_mailed(context, people_per_party=1)
    one = stored.invited[0]

    class Slow(PostBox):
        def send(self, message: EmailMessage) -> None:
            super().send(message)
            if person_of(stored, message) == one and len(sent_to(one)) == 1:
                send_invitation_again(context, one.invitation.id)

    post_box = Slow()

    def sent_to(one: Invited) -> list[str]:
        mine = [each for each in post_box.accepted if person_of(stored, each) == one]
        return [each["Message-ID"] for each in mine]

    deliver(context, post_box, write)

    assert len(set(sent_to(one))) == 2
    assert states(invitations(context, stored)) == {LetterState.SENT}


def test_a_letter_whose_round_was_deleted_meanwhile_is_dropped(context: Context) -> None:
    add_mailed(context, is_sample=True)

    def compose(_writing: Writing) -> EmailMessage:
        with context.unit_of_work() as uow:
            uow.partnerships.delete_samples()
            uow.commit()
        raise MailRefusedError("550 No such user")

    delivered = deliver(context, PostBox(), compose)

    assert delivered == Delivered(refused=1, cancelled=ALL - 1)


# H14.
def test_a_letter_that_was_accepted_is_not_sent_again_because_the_database_was_busy(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_mailed(context)
    fail_to_store(monkeypatch, times=2)
    post_box = PostBox()

    assert deliver(context, post_box, write) == Delivered(sent=ALL)
    clock.set(NOW + LEASE)
    assert deliver(context, post_box, write) == Delivered()


def test_a_database_that_stays_away_ends_the_run_and_the_connection(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_mailed(context)
    fail_to_store(monkeypatch, times=3)
    post_box = PostBox()

    with pytest.raises(StorageUnavailableError):
        deliver(context, post_box, write)

    assert post_box.runs == 1
    clock.set(NOW + LEASE)
    deliver(context, post_box, write)
    assert len({each["Message-ID"] for each in post_box.accepted}) == ALL


def fail_to_store(monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """Let the database be away the first so many times that an outcome is stored."""
    save = SqlOutbox.save
    faults = [StorageUnavailableError() for _ in range(times)]

    def save_or_fail(outbox: SqlOutbox, letter: Letter) -> None:
        if faults:
            raise faults.pop()
        save(outbox, letter)

    monkeypatch.setattr(SqlOutbox, "save", save_or_fail)
