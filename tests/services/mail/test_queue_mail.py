"""Which letters are queued, when, and for whom, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from monitor.domain.errors import InvalidParticipantError, NotFoundError, RoundClosedError
from monitor.domain.mail import Letter, LetterState, MailKind
from monitor.domain.partnership import ParticipantId, PrivacyMode
from monitor.domain.response import Response, ResponseKey
from monitor.domain.round import GRACE, InvitationId
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.mail.queue_mail import (
    queue_invitations,
    queue_letters,
    queue_results,
    send_invitation_again,
)
from monitor.storage.responses import SqlResponses
from tests.factories import NOW, FakeClock, Invited, StoredPartnership, add_partnership
from tests.services.mailing import add_mailed, answer, change, letters_of, withdraw

# A round from Tuesday 17 November until Tuesday 1 December 2026, in local time.
HALFWAY_AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LAST_DAYS_AT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
CLOSES_AT = NOW + timedelta(weeks=2)
MINUTE = timedelta(minutes=1)
TWO_HOURS = timedelta(hours=2)


def recipients(context: Context, stored: StoredPartnership, kind: MailKind) -> set[ParticipantId]:
    return {each.participant_id for each in letters_of(context, stored, kind)}


def ids(*people: Invited) -> set[ParticipantId]:
    return {each.participant.id for each in people}


def test_everyone_who_can_be_mailed_is_invited_once(context: Context) -> None:
    stored = add_mailed(context)
    with context.unit_of_work() as uow:
        queue_invitations(context, uow, stored.round)
        uow.commit()

    letters = letters_of(context, stored, MailKind.INVITATION)

    assert {each.participant_id for each in letters} == ids(*stored.invited)
    assert len(letters) == len(stored.invited)
    assert {each.state for each in letters} == {LetterState.WAITING}
    assert {each.due_at for each in letters} == {NOW}


def test_who_has_no_address_wants_no_mail_or_was_withdrawn_gets_none(context: Context) -> None:
    stored = add_mailed(context)
    nowhere, silent, refused, withdrawn, *others = stored.invited
    change(context, nowhere, email=None)
    change(context, silent, wants_mail=False)
    change(context, refused, mail_failure="550 No such user")
    withdraw(context, withdrawn)

    with context.unit_of_work() as uow:
        queue_results(context, uow, stored.round)
        uow.commit()

    assert recipients(context, stored, MailKind.RESULTS) == ids(*others)


def test_a_message_id_is_drawn_at_random_and_names_this_site(context: Context) -> None:
    stored = add_mailed(context)

    found = [each.message_id for each in letters_of(context, stored, MailKind.INVITATION)]

    assert len(set(found)) == len(stored.invited)
    for message_id in found:
        name, _, host = message_id.strip("<>").partition("@")
        assert host == "localhost"
        assert len(bytes.fromhex(name)) == 16


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("https://monitor.example.nl/survey", "monitor.example.nl"),
        ("http://[::1]:8501", "localhost"),
        ("https://energie-coöp.example", "xn--energie-cop-0fb.example"),
        (f"https://{'deel-van-een-naam.' * 8}example", "naam.deel-van-een-naam.example"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_message_id_is_well_formed_for_any_address_of_the_site(
    context: Context, public_url: str, host: str
) -> None:
    stored = add_mailed(replace(context, public_url=public_url))

    message_id = letters_of(context, stored, MailKind.INVITATION)[0].message_id

    assert message_id.endswith(host + ">")
    assert len(message_id) <= 120
    assert message_id.isascii()
    assert "@." not in message_id


def test_letters_are_queued_in_an_order_that_tells_nothing(context: Context) -> None:
    orders = set()
    for _ in range(8):
        stored = add_mailed(context)
        people = [each.participant_id for each in letters_of(context, stored, MailKind.INVITATION)]
        orders.add(tuple(person - min(people) for person in people))

    assert len(orders) > 1


def test_results_go_to_both_parties_at_the_same_moment_and_once(context: Context) -> None:
    stored = add_mailed(context)
    for _ in range(2):
        with context.unit_of_work() as uow:
            queue_results(context, uow, stored.round)
            uow.commit()

    letters = letters_of(context, stored, MailKind.RESULTS)

    assert {each.participant_id for each in letters} == ids(*stored.invited)
    assert [each.due_at for each in letters] == [NOW] * len(stored.invited)


def test_a_round_whose_invitations_were_not_mailed_is_never_mailed(
    context: Context, clock: FakeClock
) -> None:
    stored = add_partnership(context.unit_of_work)
    for one in stored.invited:
        change(context, one, email=f"persoon{one.participant.id}@zonnewijk.example")
    answer(context, stored, stored.invited[0])

    clock.set(LAST_DAYS_AT)
    queued = queue_letters(context)
    with context.unit_of_work() as uow:
        queue_results(context, uow, stored.round)
        uow.commit()

    assert queued == 0
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.outbox.list_of(stored.round.id) == []


def test_nobody_is_reminded_before_half_way(context: Context, clock: FakeClock) -> None:
    add_mailed(context)
    clock.set(HALFWAY_AT - MINUTE)

    assert queue_letters(context) == 0


def test_those_who_have_not_sent_their_form_are_reminded_once(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    sent, draft, *others = stored.invited
    answer(context, stored, sent)
    with context.unit_of_work() as uow:
        key = response_key_of(context, stored.round, draft.invitation)
        uow.responses.save(Response(key, stored.round.id, draft.participant.party_id))
        uow.commit()
    queue_letters(context)

    clock.set(HALFWAY_AT)
    queued = [queue_letters(context) for _ in range(3)]

    assert queued == [len(others) + 1, 0, 0]
    assert recipients(context, stored, MailKind.HALFWAY) == ids(draft, *others)


def test_the_last_reminder_comes_two_working_days_before_the_end(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    clock.set(HALFWAY_AT)
    queue_letters(context)
    answer(context, stored, stored.invited[0])

    clock.set(LAST_DAYS_AT - MINUTE)
    queue_letters(context)
    assert letters_of(context, stored, MailKind.LAST_DAYS) == []
    clock.set(LAST_DAYS_AT)
    queue_letters(context)

    assert recipients(context, stored, MailKind.LAST_DAYS) == ids(*stored.invited[1:])


def test_a_reminder_that_was_missed_lapses_when_the_next_is_due(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    clock.set(LAST_DAYS_AT)
    queue_letters(context)

    clock.set(HALFWAY_AT)
    again = queue_letters(context)

    assert again == 0
    assert letters_of(context, stored, MailKind.HALFWAY) == []
    assert recipients(context, stored, MailKind.LAST_DAYS) == ids(*stored.invited)


# H12.
def test_a_clock_that_goes_back_two_hours_reminds_nobody_twice(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    for moment in (HALFWAY_AT, LAST_DAYS_AT):
        clock.set(moment + MINUTE)
        queue_letters(context)
        clock.advance(-TWO_HOURS)
        assert queue_letters(context) == 0
        clock.advance(TWO_HOURS + MINUTE)
        assert queue_letters(context) == 0

    for kind in (MailKind.HALFWAY, MailKind.LAST_DAYS):
        assert len(letters_of(context, stored, kind)) == len(stored.invited)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 11, 28, 10, 0, tzinfo=UTC),
    ],
    ids=["at night", "in a weekend"],
)
def test_a_reminder_that_is_late_waits_for_office_hours(
    context: Context, clock: FakeClock, moment: datetime
) -> None:
    add_mailed(context)
    clock.set(moment)

    assert queue_letters(context) == 0


def test_nobody_is_reminded_when_the_round_takes_no_more_answers(
    context: Context, clock: FakeClock
) -> None:
    add_mailed(context)
    clock.set(CLOSES_AT)

    assert queue_letters(context) == 0


# H13.
def test_two_workers_remind_and_thank_everyone_once(context: Context, clock: FakeClock) -> None:
    stored = add_mailed(context)
    answer(context, stored, *stored.invited[:2])
    clock.set(HALFWAY_AT)
    start = Barrier(4)

    def work(_: int) -> int:
        start.wait()
        return queue_letters(context)

    with ThreadPoolExecutor(4) as pool:
        queued = list(pool.map(work, range(4)))

    assert sum(queued) == len(stored.invited)
    with context.unit_of_work(reads_only=True) as uow:
        letters = uow.outbox.list_of(stored.round.id)
    counted = Counter((each.participant_id, each.kind) for each in letters)
    assert set(counted.values()) == {1}


def test_whoever_sent_a_form_is_thanked_once(context: Context, clock: FakeClock) -> None:
    stored = add_mailed(context)
    first, second, *_ = stored.invited
    answer(context, stored, first)
    assert queue_letters(context) == 1

    clock.advance(MINUTE)
    answer(context, stored, first, second)

    assert queue_letters(context) == 1
    assert queue_letters(context) == 0
    assert recipients(context, stored, MailKind.THANKS) == ids(first, second)


def test_forms_sent_in_the_last_minutes_are_thanked_for_too(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    clock.set(CLOSES_AT + GRACE - MINUTE)
    answer(context, stored, stored.invited[0])

    assert queue_letters(context) == 1


def test_who_cannot_be_mailed_is_not_thanked(context: Context) -> None:
    stored = add_mailed(context)
    change(context, stored.invited[0], wants_mail=False)
    answer(context, stored, stored.invited[0])

    assert queue_letters(context) == 0


def test_responses_are_stored_anew_with_the_letters_of_thanks(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = add_mailed(context)
    rewritten = []
    rewrite = SqlResponses.rewrite

    def spy(responses: SqlResponses, round_id: object) -> None:
        rewritten.append(round_id)
        rewrite(responses, round_id)  # type: ignore[arg-type] # As it came.

    monkeypatch.setattr(SqlResponses, "rewrite", spy)
    queue_letters(context)
    assert rewritten == []
    answer(context, stored, *stored.invited)

    queue_letters(context)

    assert rewritten == [stored.round.id]
    assert sent_keys(context, stored) == {
        response_key_of(context, stored.round, each.invitation) for each in stored.invited
    }


def test_a_round_that_was_closed_meanwhile_thanks_nobody(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = add_mailed(context)
    answer(context, stored, stored.invited[0])
    with context.unit_of_work() as uow:
        uow.rounds.set_closed(stored.round.id, NOW)
        uow.commit()
    monkeypatch.setattr(
        "monitor.storage.rounds.SqlRounds.list_unclosed", lambda _self: [stored.round]
    )

    assert queue_letters(context) == 0


def test_a_round_that_was_deleted_meanwhile_stops_nothing(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = add_mailed(context)
    answer(context, stored, stored.invited[0])

    def forget(_self: object, _round_id: object, *, exclusively: bool) -> None:
        assert exclusively
        raise NotFoundError

    monkeypatch.setattr("monitor.storage.rounds.SqlRounds.lock", forget)

    assert queue_letters(context) == 0


def test_in_joint_mode_one_form_ends_the_reminders_of_the_party_and_all_are_thanked(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context, privacy_mode=PrivacyMode.JOINT)
    municipality, initiative = (stored.open_round.of(party) for party in stored.partnership.parties)
    answer(context, stored, municipality[0])
    clock.set(HALFWAY_AT)

    queue_letters(context)

    assert recipients(context, stored, MailKind.THANKS) == ids(*municipality)
    assert recipients(context, stored, MailKind.HALFWAY) == ids(*initiative)


def test_an_invitation_can_be_sent_again_to_an_address_that_was_mended(context: Context) -> None:
    stored = add_mailed(context)
    one = stored.invited[0]
    before = letter_to(context, stored, one)
    change(context, one, mail_failure="550 No such user")
    with context.unit_of_work() as uow:
        uow.outbox.save(replace(before, state=LetterState.REFUSED, due_at=None, attempts=1))
        uow.commit()

    send_invitation_again(context, one.invitation.id)

    after = letter_to(context, stored, one)
    assert (after.state, after.attempts, after.due_at) == (LetterState.WAITING, 0, NOW)
    assert after.message_id != before.message_id
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.get_participant(one.participant.id).can_be_mailed


@pytest.mark.parametrize("field", [{"email": None}, {"wants_mail": False}])
def test_an_invitation_is_not_sent_again_to_who_cannot_be_mailed(
    context: Context, field: dict[str, object]
) -> None:
    stored = add_mailed(context)
    change(context, stored.invited[0], **field)

    with pytest.raises(InvalidParticipantError):
        send_invitation_again(context, stored.invited[0].invitation.id)


def test_an_invitation_is_not_sent_again_when_withdrawn_unknown_or_too_late(
    context: Context, clock: FakeClock
) -> None:
    stored = add_mailed(context)
    withdraw(context, stored.invited[0])

    with pytest.raises(NotFoundError):
        send_invitation_again(context, stored.invited[0].invitation.id)
    with pytest.raises(NotFoundError):
        send_invitation_again(context, InvitationId(999))
    clock.set(CLOSES_AT)
    with pytest.raises(RoundClosedError):
        send_invitation_again(context, stored.invited[1].invitation.id)


def letter_to(context: Context, stored: StoredPartnership, one: Invited) -> Letter:
    (letter,) = [
        each
        for each in letters_of(context, stored, MailKind.INVITATION)
        if each.participant_id == one.participant.id
    ]
    return letter


def sent_keys(context: Context, stored: StoredPartnership) -> set[ResponseKey]:
    with context.unit_of_work(reads_only=True) as uow:
        return set(uow.responses.sent_keys(stored.round.id))
