import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from monitor.domain.errors import NotFoundError, RoundAlreadyOpenError
from monitor.domain.links import TokenHash, hash_token, make_nonce
from monitor.domain.partnership import PartnershipId, Phase, PrivacyMode
from monitor.domain.round import Invitation, InvitationId, Quarter, Round, RoundId
from monitor.services.ports import InvitedPerson, NewInvitation, NewRound, UnitOfWork
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, TWO_WEEKS, add_partnership, add_round


def test_a_round_is_returned_as_it_was_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add_partnership(unit_of_work).partnership
    new = NewRound(
        partnership_id=partnership.id,
        sequence=7,
        quarter=Quarter(2027, 2),
        opens_at=NOW,
        closes_at=NOW + TWO_WEEKS,
        questionnaire_version="2026-1",
        privacy_mode=PrivacyMode.OPEN,
        minimum_group=4,
        phase=Phase.BEFORE,
    )

    with unit_of_work() as work:
        stored = work.rounds.add(new)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.get(stored.id) == stored
    assert stored == Round(
        id=stored.id,
        partnership_id=partnership.id,
        sequence=7,
        quarter=Quarter(2027, 2),
        opens_at=NOW,
        closes_at=NOW + TWO_WEEKS,
        questionnaire_version="2026-1",
        privacy_mode=PrivacyMode.OPEN,
        minimum_group=4,
        phase=Phase.BEFORE,
    )


def test_a_linked_round_stays_linked(unit_of_work: SqlUnitOfWorkFactory) -> None:
    partnership = add_partnership(unit_of_work).partnership

    stored = add_round(unit_of_work, partnership, sequence=2, is_linked=True).round

    assert stored.is_linked
    with unit_of_work(reads_only=True) as work:
        assert [each.is_linked for each in work.rounds.list_of(partnership.id)] == [False, True]


def test_a_round_that_says_nothing_about_it_is_unlinked(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    partnership = add_partnership(unit_of_work).partnership
    # As the rounds of a database from before there was a choice.
    columns = (
        "partnership_id, quarter, phase, opens_at, closes_at, questionnaire_version, "
        "privacy_mode, minimum_group"
    )
    with engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO round (sequence, {columns}) SELECT 2, {columns} FROM round")  # noqa: S608 - our own words.
        )

    with unit_of_work(reads_only=True) as work:
        assert [each.is_linked for each in work.rounds.list_of(partnership.id)] == [False, False]


def test_a_round_can_be_stored_as_final(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    final = NewRound(
        partnership_id=stored.partnership.id,
        sequence=2,
        quarter=Quarter(2027, 1),
        opens_at=NOW,
        closes_at=NOW + TWO_WEEKS,
        questionnaire_version="2026-1",
        privacy_mode=PrivacyMode.OPEN,
        minimum_group=3,
        phase=Phase.BEFORE,
        closed_at=NOW + TWO_WEEKS,
    )

    with unit_of_work() as work:
        added = work.rounds.add(final)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.get(added.id).closed_at == NOW + TWO_WEEKS
        assert [round_.id for round_ in work.rounds.list_unclosed()] == [stored.round.id]


def test_moments_come_back_in_utc_whatever_zone_they_were_given_in(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    partnership = add_partnership(unit_of_work).partnership
    summer_time = timezone(timedelta(hours=2))
    opens_at = datetime(2026, 7, 1, 1, 30, 15, 250, tzinfo=summer_time)

    stored = add_round(unit_of_work, partnership, sequence=2, opens_at=opens_at)

    with unit_of_work(reads_only=True) as work:
        found = work.rounds.get(stored.round.id)
    assert found.opens_at == opens_at
    assert found.opens_at.isoformat() == "2026-06-30T23:30:15.000250+00:00"


def test_a_round_that_does_not_exist_is_not_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        with pytest.raises(NotFoundError):
            work.rounds.get(RoundId(1))
        with pytest.raises(NotFoundError):
            work.rounds.lock(RoundId(1), exclusively=False)


def test_the_rounds_of_a_partnership_are_listed_oldest_first(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    one = add_partnership(unit_of_work)
    add_partnership(unit_of_work, name="Een andere")
    third = add_round(unit_of_work, one.partnership, sequence=3)
    second = add_round(unit_of_work, one.partnership, sequence=2)

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.list_of(one.partnership.id) == [one.round, second.round, third.round]


def test_a_closed_round_is_final_and_no_longer_unclosed(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    closed = add_partnership(unit_of_work)
    still_open = add_partnership(unit_of_work, name="Een andere")

    with unit_of_work() as work:
        work.rounds.set_closed(closed.round.id, NOW)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.get(closed.round.id).closed_at == NOW
        assert work.rounds.list_unclosed() == [still_open.round]


def test_a_change_is_seen_within_the_same_transaction(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)

    with unit_of_work() as work:
        before = work.rounds.lock(stored.round.id, exclusively=True)
        work.rounds.set_closed(stored.round.id, NOW)

        assert before.closed_at is None
        assert work.rounds.get(stored.round.id).closed_at == NOW


def test_the_same_round_cannot_be_stored_twice(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)

    with pytest.raises(RoundAlreadyOpenError):
        add_round(unit_of_work, stored.partnership, sequence=stored.round.sequence)


def test_when_ten_store_the_same_round_at_once_one_succeeds(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    barrier = Barrier(10)

    def attempt(_number: int) -> bool:
        barrier.wait()
        try:
            add_round(unit_of_work, stored.partnership, sequence=2)
        except RoundAlreadyOpenError:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(attempt, range(10)))

    assert outcomes.count(True) == 1


def test_a_round_needs_a_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    new = NewRound(
        partnership_id=PartnershipId(1),
        sequence=1,
        quarter=Quarter(2026, 4),
        opens_at=NOW,
        closes_at=NOW,
        questionnaire_version="2026-1",
        privacy_mode=PrivacyMode.OPEN,
        minimum_group=3,
        phase=Phase.DURING,
    )

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.rounds.add(new)


def test_an_invitation_is_found_by_the_hash_of_its_token(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    last = stored.invited[-1]

    with unit_of_work(reads_only=True) as work:
        invitation = find_invitation(work, hash_token(last.token))
        assert invitation is not None
        participant = work.rounds.participant_of(invitation)

    assert participant == last.participant
    assert invitation.round_id == stored.round.id
    assert invitation.participant_id == participant.id
    assert invitation.party_id == participant.party_id == stored.partnership.parties[1].id


def test_an_unknown_token_finds_nothing(unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_partnership(unit_of_work)

    with unit_of_work(reads_only=True) as work:
        assert find_invitation(work, TokenHash("0" * 64)) is None


def test_the_invitations_of_a_round_are_its_own(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, people_per_party=2)
    add_round(unit_of_work, stored.partnership, sequence=2)

    with unit_of_work(reads_only=True) as work:
        invitations = work.rounds.invitations_of(stored.round.id)

    assert invitations == [one.invitation for one in stored.invited]


def test_a_round_without_anyone_invited_has_no_invitations(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work, people_per_party=0)

    with unit_of_work() as work:
        work.rounds.add_invitations(stored.round.id, [])

        assert work.rounds.invitations_of(stored.round.id) == []


def test_a_person_is_invited_to_a_round_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    again = NewInvitation(stored.participants[0], make_nonce(), TokenHash("1" * 64))

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.rounds.add_invitations(stored.round.id, [again])


def test_a_light_round_stays_light(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    names = [field.name for field in fields(NewRound)]
    usual = {name: getattr(stored.round, name) for name in names}

    with unit_of_work() as work:
        light = work.rounds.add(NewRound(**usual | {"sequence": 2, "is_light": True}))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.list_of(stored.partnership.id) == [stored.round, light]
    assert (stored.round.is_light, light.is_light) == (False, True)


def test_the_privacy_of_one_round_can_be_changed(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    other = add_round(unit_of_work, stored.partnership, sequence=2).round
    changed = replace(stored.round, privacy_mode=PrivacyMode.JOINT, minimum_group=6)

    with unit_of_work() as work:
        work.rounds.save_privacy(changed)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.list_of(stored.partnership.id) == [changed, other]


def test_a_new_link_takes_the_place_of_the_old_one(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    first, second, *_ = stored.invited
    replaced = replace(first.invitation, nonce=make_nonce())
    token_hash = TokenHash("2" * 64)

    with unit_of_work() as work:
        work.rounds.replace_link(replaced, token_hash)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert find_invitation(work, hash_token(first.token)) is None
        assert find_invitation(work, token_hash) == replaced
        assert find_invitation(work, hash_token(second.token)) == second.invitation


def test_a_link_can_be_withdrawn_and_restored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    first = stored.invited[0]
    found = []

    for is_withdrawn in (True, False):
        changed = replace(first.invitation, is_withdrawn=is_withdrawn)
        with unit_of_work() as work:
            work.rounds.replace_link(changed, hash_token(first.token))
            work.commit()
        with unit_of_work(reads_only=True) as work:
            found.append(find_invitation(work, hash_token(first.token)))

    assert found == [replace(first.invitation, is_withdrawn=True), first.invitation]


def test_savers_of_answers_share_the_lock_and_closing_has_to_wait(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)

    with unit_of_work() as work:
        locked = work.rounds.lock(stored.round.id, exclusively=False)

        assert locked == stored.round
        assert can_lock(engine, "FOR SHARE")
        assert not can_lock(engine, "FOR UPDATE")
    engine.dispose()


def test_while_a_round_is_made_final_nobody_can_save_an_answer(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)

    with unit_of_work() as work:
        work.rounds.lock(stored.round.id, exclusively=True)

        assert not can_lock(engine, "FOR SHARE")
    assert can_lock(engine, "FOR UPDATE")
    engine.dispose()


def test_who_saves_by_a_link_shares_the_lock_of_its_round(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)

    with unit_of_work() as work:
        work.rounds.find_invited(hash_token(stored.tokens[0]), keep_open=True)

        assert can_lock(engine, "FOR SHARE")
        assert not can_lock(engine, "FOR UPDATE")
    engine.dispose()


def test_a_link_that_was_replaced_while_its_round_was_waited_for_is_not_found(
    postgresql_url: str,
) -> None:
    engine = make_engine(postgresql_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    first = add_partnership(unit_of_work).invited[0]

    def find() -> Invitation | None:
        with unit_of_work() as work:
            return find_invitation(work, hash_token(first.token), keep_open=True)

    with ThreadPoolExecutor(1) as pool, unit_of_work() as work:
        work.rounds.lock(first.invitation.round_id, exclusively=True)
        waiting = pool.submit(find)
        wait_for_a_lock(engine)
        work.rounds.replace_link(first.invitation, TokenHash("2" * 64))
        work.commit()
        found = waiting.result()

    assert found is None
    engine.dispose()


def find_invitation(
    work: UnitOfWork, token_hash: TokenHash, *, keep_open: bool = False
) -> Invitation | None:
    asked = work.rounds.find_invited(token_hash, keep_open=keep_open)
    return None if asked is None else asked.invitation


def wait_for_a_lock(engine: Engine) -> None:
    """Wait until somebody waits for a row of a round."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with engine.begin() as connection:
        while not connection.execute(waiting).scalar():
            time.sleep(0.01)


def can_lock(engine: Engine, strength: str) -> bool:
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SELECT id FROM round {strength} NOWAIT"))  # noqa: S608 - our own words.
    except OperationalError:
        return False
    return True


def test_an_invitation_is_found_by_its_number(unit_of_work: SqlUnitOfWorkFactory) -> None:
    invitation = add_partnership(unit_of_work).invited[1].invitation

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.get_invitation(invitation.id) == invitation
        with pytest.raises(NotFoundError):
            work.rounds.get_invitation(InvitationId(invitation.id + 1000))


def test_all_that_belongs_to_a_link_is_found_at_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work, people_per_party=2)
    add_partnership(unit_of_work, name="Een ander", people_per_party=4)
    last = stored.invited[-1]

    with unit_of_work(reads_only=True) as work:
        found = work.rounds.find_invited(hash_token(last.token))

        assert found == InvitedPerson(last.invitation, last.participant, stored.round, 2)
        assert work.rounds.find_invited(TokenHash("0" * 64)) is None


def test_the_parties_that_are_asked_are_those_of_rounds_not_final_yet(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    closed = add_partnership(unit_of_work, name="Klaar")
    with unit_of_work() as work:
        work.rounds.set_closed(closed.round.id, NOW)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        asked = work.rounds.list_asked()

    assert asked == [(stored.round.id, party.id) for party in stored.partnership.parties]
