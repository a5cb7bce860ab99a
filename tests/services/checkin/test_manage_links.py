"""A personal link can be shown, replaced, withdrawn and restored; the answers stay."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from monitor.domain.errors import NotFoundError, RoundClosedError
from monitor.domain.links import Token
from monitor.domain.partnership import PrivacyMode
from monitor.domain.round import GRACE, InvitationId, RoundId
from monitor.services.checkin.answer_checkin import PartAnswers, read_checkin, send
from monitor.services.checkin.manage_links import (
    list_links_of,
    replace_link,
    restore_link,
    show_link,
    withdraw_link,
)
from monitor.services.context import Context
from tests.answering import save_part
from tests.factories import FakeClock, Invited, StoredPartnership, add_partnership

UNKNOWN = InvitationId(9_999)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def first(stored: StoredPartnership) -> Invited:
    return stored.invited[0]


def token_of(context: Context, invited: Invited) -> Token:
    """Read the token off the link as it is now."""
    return Token(show_link(context, invited.invitation.id).rpartition("/s/")[2])


def is_working(context: Context, token: str) -> bool:
    try:
        read_checkin(context, token)
    except NotFoundError:
        return False
    return True


def test_the_list_says_who_was_invited_and_holds_no_link(
    context: Context, stored: StoredPartnership
) -> None:
    links = list_links_of(context, stored.round.id)

    assert [each.participant for each in links] == list(stored.participants)
    assert [each.invitation_id for each in links] == [one.invitation.id for one in stored.invited]
    assert not any(each.is_withdrawn or each.can_be_mailed for each in links)
    assert not any(token in repr(links) for token in stored.tokens)


def test_the_list_says_who_can_be_mailed(context: Context, first: Invited) -> None:
    with context.unit_of_work() as uow:
        uow.partnerships.save_participant(replace(first.participant, email="anna@example.nl"))
        uow.commit()
    before = list_links_of(context, first.invitation.round_id)

    withdraw_link(context, first.invitation.id)

    after = list_links_of(context, first.invitation.round_id)
    assert [each.can_be_mailed for each in before] == [True, *[False] * 5]
    assert [each.is_withdrawn for each in after] == [True, *[False] * 5]
    assert not after[0].can_be_mailed


def test_the_link_of_an_invitation_is_shown(context: Context, first: Invited) -> None:
    assert show_link(context, first.invitation.id) == f"{context.public_url}/s/{first.token}"


def test_a_replaced_link_keeps_the_answers_and_the_earlier_one_is_unknown(
    context: Context, first: Invited
) -> None:
    save_part(context, first.token, PartAnswers(answers={"TRU1": 4}))
    send(context, first.token)

    replace_link(context, first.invitation.id)

    renewed = token_of(context, first)
    assert renewed != first.token
    assert not is_working(context, first.token)
    response = read_checkin(context, renewed).response
    assert response.answers == {"TRU1": 4}
    assert response.is_sent


def test_a_link_can_be_replaced_before_anything_was_answered(
    context: Context, stored: StoredPartnership, first: Invited
) -> None:
    replace_link(context, first.invitation.id)

    assert read_checkin(context, token_of(context, first)).response.answers == {}
    assert all(is_working(context, token) for token in stored.tokens[1:])


def test_the_joint_response_of_a_party_stays_where_it_is(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, privacy_mode=PrivacyMode.JOINT)
    save_part(context, stored.tokens[0], PartAnswers(answers={"TRU1": 4}))

    replace_link(context, stored.invited[0].invitation.id)

    for token in (token_of(context, stored.invited[0]), stored.tokens[1]):
        assert read_checkin(context, token).response.answers == {"TRU1": 4}


def test_a_withdrawn_link_is_unknown_until_it_is_restored(context: Context, first: Invited) -> None:
    save_part(context, first.token, PartAnswers(answers={"TRU1": 4}))

    withdraw_link(context, first.invitation.id)

    assert not is_working(context, first.token)
    with pytest.raises(NotFoundError):
        save_part(context, first.token, PartAnswers(answers={"TRU1": 1}))
    restore_link(context, first.invitation.id)
    assert read_checkin(context, first.token).response.answers == {"TRU1": 4}


def test_replacing_a_withdrawn_link_gives_one_that_works(context: Context, first: Invited) -> None:
    withdraw_link(context, first.invitation.id)

    replace_link(context, first.invitation.id)

    assert is_working(context, token_of(context, first))
    assert not is_working(context, first.token)


def test_links_of_a_closed_round_stay_as_they_are(
    context: Context, clock: FakeClock, stored: StoredPartnership, first: Invited
) -> None:
    clock.set(stored.round.closes_at + GRACE - timedelta(seconds=1))
    replace_link(context, first.invitation.id)
    clock.advance(timedelta(seconds=1))

    for change in (replace_link, withdraw_link, restore_link):
        with pytest.raises(RoundClosedError):
            change(context, first.invitation.id)


def test_what_does_not_exist_is_not_found(context: Context) -> None:
    for change in (replace_link, withdraw_link, restore_link, show_link):
        with pytest.raises(NotFoundError):
            change(context, UNKNOWN)
    with pytest.raises(NotFoundError):
        list_links_of(context, RoundId(9_999))


def test_no_answer_is_lost_while_links_are_replaced(
    context: Context, stored: StoredPartnership, first: Invited
) -> None:
    def save() -> bool:
        try:
            save_part(context, first.token, PartAnswers(answers={"TRU1": 4}))
        except NotFoundError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        saves = [pool.submit(save) for _ in range(4)]
        replacements = [pool.submit(replace_link, context, first.invitation.id) for _ in range(4)]
        for replacement in replacements:
            replacement.result()
        is_saved = any(each.result() for each in saves)

    answers = read_checkin(context, token_of(context, first)).response.answers
    assert answers == ({"TRU1": 4} if is_saved else {})
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.responses.count(stored.round.id) == int(is_saved)


def test_a_replaced_link_does_not_show_whose_response_moved(
    context: Context, stored: StoredPartnership, engine: Engine
) -> None:
    for token in stored.tokens:
        save_part(context, token, PartAnswers(answers={"TRU1": 4}))

    replace_link(context, stored.invited[2].invitation.id)

    # The new invitation was written by the same transaction as every response, or by one of
    # which no log is left.
    assert len(writers_of_responses(engine)) == 1
    assert size_of_log(engine) == 0


def writers_of_responses(engine: Engine) -> set[str]:
    """Return the transactions that wrote the responses, where the database tells."""
    if engine.dialect.name == "sqlite":
        return {"unknown"}
    with engine.connect() as connection:
        return set(connection.execute(text("SELECT xmin::text FROM response")).scalars())


def size_of_log(engine: Engine) -> int:
    """Return how much there is beside the file of the database that tells of single writes."""
    if engine.dialect.name != "sqlite":
        return 0
    return Path(f"{engine.url.database}-wal").stat().st_size
