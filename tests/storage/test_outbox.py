from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from monitor.domain.mail import Letter, LetterId, LetterState, MailKind
from monitor.domain.partnership import Participant
from monitor.domain.round import RoundId
from monitor.services.mail_ports import NewLetter
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, StoredPartnership, add_partnership, add_round

A_MINUTE = timedelta(minutes=1)
LEASE_ENDS = NOW + 5 * A_MINUTE


@pytest.fixture
def stored(unit_of_work: SqlUnitOfWorkFactory) -> StoredPartnership:
    return add_partnership(unit_of_work)


@pytest.fixture
def workers(database_url: str) -> Iterator[Sequence[SqlUnitOfWorkFactory]]:
    """Four workers, each with an engine of its own as if it were a process of its own."""
    engines = [make_engine(database_url) for _ in range(4)]
    yield [SqlUnitOfWorkFactory(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def test_of_many_who_begin_a_mailing_at_once_one_may_make_the_letters(
    unit_of_work: SqlUnitOfWorkFactory,
    stored: StoredPartnership,
    workers: Sequence[SqlUnitOfWorkFactory],
) -> None:
    barrier = Barrier(16)

    def begin(number: int) -> bool:
        barrier.wait()
        with workers[number % len(workers)]() as work:
            is_first = work.outbox.begin_mailing(stored.round.id, MailKind.HALFWAY)
            work.commit()
            return is_first

    with ThreadPoolExecutor(16) as pool:
        begun = list(pool.map(begin, range(16)))

    assert sorted(begun) == [False] * 15 + [True]
    assert mailings_of(unit_of_work, stored.round.id) == {MailKind.HALFWAY}


def test_a_mailing_that_was_not_committed_can_be_begun_again(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    with unit_of_work() as work:
        assert work.outbox.begin_mailing(stored.round.id, MailKind.INVITATION)

    with unit_of_work() as work:
        assert work.outbox.begin_mailing(stored.round.id, MailKind.INVITATION)


def test_mailings_are_those_of_their_round_and_kind(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_round(unit_of_work, stored.partnership, sequence=2).round

    with unit_of_work() as work:
        assert work.outbox.begin_mailing(stored.round.id, MailKind.INVITATION)
        assert work.outbox.begin_mailing(stored.round.id, MailKind.RESULTS)
        assert work.outbox.begin_mailing(other.id, MailKind.INVITATION)
        work.commit()

    assert mailings_of(unit_of_work, stored.round.id) == {MailKind.INVITATION, MailKind.RESULTS}
    assert mailings_of(unit_of_work, other.id) == {MailKind.INVITATION}


def test_a_letter_is_returned_as_it_was_stored(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    new = letter_to(stored, stored.participants[0])

    (letter,) = add(unit_of_work, stored, [new])

    assert letter == Letter(
        id=letter.id,
        kind=MailKind.INVITATION,
        round_id=stored.round.id,
        participant_id=stored.participants[0].id,
        message_id=new.message_id,
        state=LetterState.WAITING,
        attempts=0,
        due_at=NOW,
        failure=None,
    )


def test_a_letter_that_is_there_already_is_passed_over(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    first, second, *_ = stored.participants
    before = add(unit_of_work, stored, [letter_to(stored, first)])

    with unit_of_work() as work:
        again = replace(letter_to(stored, first), message_id="another@example.org")
        new = work.outbox.add([again, letter_to(stored, second)])
        work.commit()

    assert new == 1
    assert list_of(unit_of_work, stored)[:1] == before


def test_no_letters_are_no_error(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    with unit_of_work() as work:
        assert work.outbox.add([]) == 0
        assert work.outbox.claim(NOW, LEASE_ENDS, 10) == []
        assert work.outbox.list_of(stored.round.id) == []
        assert work.outbox.count_waiting() == 0


def test_letters_that_many_add_at_once_are_there_once(
    unit_of_work: SqlUnitOfWorkFactory,
    stored: StoredPartnership,
    workers: Sequence[SqlUnitOfWorkFactory],
) -> None:
    letters = [letter_to(stored, participant) for participant in stored.participants]
    barrier = Barrier(len(workers))

    def add_all(worker: SqlUnitOfWorkFactory) -> int:
        barrier.wait()
        with worker() as work:
            count = work.outbox.add(letters)
            work.commit()
            return count

    with ThreadPoolExecutor(len(workers)) as pool:
        counts = list(pool.map(add_all, workers))

    assert sum(counts) == len(letters)
    assert len(list_of(unit_of_work, stored)) == len(letters)


def test_two_letters_never_have_the_same_message_id(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    first, second, *_ = (letter_to(stored, participant) for participant in stored.participants)

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.outbox.add([first, replace(second, message_id=first.message_id)])


def test_workers_at_once_claim_every_letter_exactly_once(
    unit_of_work: SqlUnitOfWorkFactory, workers: Sequence[SqlUnitOfWorkFactory]
) -> None:
    stored = add_partnership(unit_of_work, name="Groot", people_per_party=15)
    letters = add(
        unit_of_work,
        stored,
        [
            letter_to(stored, participant, kind=kind)
            for participant in stored.participants
            for kind in MailKind
        ],
    )
    barrier = Barrier(len(workers))

    def empty(worker: SqlUnitOfWorkFactory) -> list[LetterId]:
        barrier.wait()
        return [letter.id for batch in iter(lambda: claim(worker, limit=7), []) for letter in batch]

    with ThreadPoolExecutor(len(workers)) as pool:
        claimed = list(pool.map(empty, workers))

    times = Counter(letter_id for each in claimed for letter_id in each)
    assert times == {letter.id: 1 for letter in letters}


def test_a_worker_passes_over_what_another_is_claiming_in_postgresql(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    add(unit_of_work, stored, [letter_to(stored, each) for each in stored.participants])

    with unit_of_work() as one, unit_of_work() as other:
        first = one.outbox.claim(NOW, LEASE_ENDS, 4)
        rest = other.outbox.claim(NOW, LEASE_ENDS, 4)
        other.commit()
        one.commit()

    engine.dispose()
    assert (len(first), len(rest)) == (4, 2)
    assert not {letter.id for letter in first} & {letter.id for letter in rest}


def test_a_claimed_letter_can_be_claimed_again_once_the_claim_expires(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    letters = add(unit_of_work, stored, [letter_to(stored, stored.participants[0])])
    claim(unit_of_work)

    before = claim(unit_of_work, now=LEASE_ENDS - A_MINUTE)
    after = claim(unit_of_work, now=LEASE_ENDS, until=LEASE_ENDS + A_MINUTE)

    assert before == []
    assert after == letters


def test_a_claim_that_was_not_committed_is_none(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    letters = add(unit_of_work, stored, [letter_to(stored, stored.participants[0])])

    with unit_of_work() as work:
        work.outbox.claim(NOW, LEASE_ENDS, 10)

    assert claim(unit_of_work) == letters


def test_only_letters_that_are_due_and_wait_are_claimed_the_longest_due_first(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    due_at = [NOW, NOW + A_MINUTE, NOW - A_MINUTE, NOW - 2 * A_MINUTE]
    letters = add(
        unit_of_work,
        stored,
        [
            replace(letter_to(stored, participant), due_at=moment)
            for participant, moment in zip(stored.participants, due_at, strict=False)
        ],
    )
    save(unit_of_work, replace(letters[3], state=LetterState.SENT, due_at=None))

    first = claim(unit_of_work, limit=1)
    then = claim(unit_of_work)

    assert (first, then) == ([letters[2]], [letters[0]])


def test_what_became_of_a_letter_is_stored_and_it_is_not_claimed_again(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    sent, refused, cancelled = add(
        unit_of_work, stored, [letter_to(stored, each) for each in stored.participants[:3]]
    )
    settled = [
        replace(sent, state=LetterState.SENT, attempts=1, due_at=None),
        replace(refused, state=LetterState.REFUSED, attempts=2, due_at=None, failure="550 no"),
        replace(cancelled, state=LetterState.CANCELLED, due_at=None),
    ]
    claim(unit_of_work)

    save(unit_of_work, *settled)

    assert list_of(unit_of_work, stored) == settled
    assert claim(unit_of_work, now=LEASE_ENDS + 1000 * A_MINUTE) == []
    with unit_of_work(reads_only=True) as work:
        assert work.outbox.count_waiting() == 0


def test_a_letter_that_is_put_off_is_claimed_when_it_is_due_again(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    (letter,) = add(unit_of_work, stored, [letter_to(stored, stored.participants[0])])
    claim(unit_of_work)
    later = replace(letter, attempts=1, due_at=NOW + A_MINUTE, failure="451 later")

    save(unit_of_work, later)

    assert claim(unit_of_work) == []
    assert claim(unit_of_work, now=NOW + A_MINUTE) == [later]


def test_a_letter_can_be_sent_again_in_place_of_the_first(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    new = letter_to(stored, stored.participants[0])
    (letter,) = add(unit_of_work, stored, [new])
    refused = LetterState.REFUSED
    save(unit_of_work, replace(letter, state=refused, attempts=3, due_at=None, failure="550 no"))
    again = replace(new, message_id="again@example.org", due_at=NOW - A_MINUTE)

    add_again(unit_of_work, again)

    (found,) = list_of(unit_of_work, stored)
    assert found == replace(letter, message_id="again@example.org", due_at=NOW - A_MINUTE)
    assert claim(unit_of_work) == [found]


def test_sending_again_works_without_a_first_letter_and_ends_a_claim(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    new = letter_to(stored, stored.participants[0])
    add_again(unit_of_work, new)
    claim(unit_of_work)

    add_again(unit_of_work, new)

    assert len(claim(unit_of_work)) == 1


def test_the_letters_of_a_round_are_its_own_and_those_that_wait_are_counted_over_all(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Een ander")
    here = add(unit_of_work, stored, [letter_to(stored, stored.participants[0])])
    add(unit_of_work, other, [letter_to(other, other.participants[0])])

    assert list_of(unit_of_work, stored) == here
    with unit_of_work(reads_only=True) as work:
        assert work.outbox.count_waiting() == 2


def test_letters_go_with_the_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, name="Voorbeeld", is_sample=True)
    add(unit_of_work, sample, [letter_to(sample, sample.participants[0])])

    with unit_of_work() as work:
        work.outbox.begin_mailing(sample.round.id, MailKind.INVITATION)
        work.partnerships.delete_samples()
        work.commit()

    assert list_of(unit_of_work, sample) == []
    assert mailings_of(unit_of_work, sample.round.id) == set()


def letter_to(
    stored: StoredPartnership, participant: Participant, *, kind: MailKind = MailKind.INVITATION
) -> NewLetter:
    message_id = f"{kind}-{stored.round.id}-{participant.id}@example.org"
    return NewLetter(kind, stored.round.id, participant.id, message_id, NOW)


def add(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, letters: Sequence[NewLetter]
) -> Sequence[Letter]:
    with unit_of_work() as work:
        assert work.outbox.add(letters) == len(letters)
        work.commit()
    return list_of(unit_of_work, stored)


def add_again(unit_of_work: SqlUnitOfWorkFactory, letter: NewLetter) -> None:
    with unit_of_work() as work:
        work.outbox.add_again(letter)
        work.commit()


def claim(
    unit_of_work: SqlUnitOfWorkFactory,
    *,
    now: datetime = NOW,
    until: datetime = LEASE_ENDS,
    limit: int = 100,
) -> Sequence[Letter]:
    with unit_of_work() as work:
        letters = work.outbox.claim(now, until, limit)
        work.commit()
    return letters


def save(unit_of_work: SqlUnitOfWorkFactory, *letters: Letter) -> None:
    with unit_of_work() as work:
        for letter in letters:
            work.outbox.save(letter)
        work.commit()


def list_of(unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership) -> Sequence[Letter]:
    with unit_of_work(reads_only=True) as work:
        return work.outbox.list_of(stored.round.id)


def mailings_of(unit_of_work: SqlUnitOfWorkFactory, round_id: RoundId) -> set[MailKind]:
    with unit_of_work(reads_only=True) as work:
        return set(work.outbox.mailings_of(round_id))
