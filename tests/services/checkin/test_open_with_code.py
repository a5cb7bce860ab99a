"""The poster of a party and a personal code together open a form; neither does alone."""

from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError, WrongCodeError
from monitor.domain.links import Token, derive_code, derive_party_token, write_code
from monitor.domain.round import GRACE
from monitor.services.checkin.manage_links import replace_link, withdraw_link
from monitor.services.checkin.open_with_code import find_token, read_poster
from monitor.services.context import Context
from tests.factories import NOW, SECRET_KEY, FakeClock, Invited, StoredPartnership, add_partnership


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    add_partnership(context.unit_of_work, name="Een ander")
    return add_partnership(context.unit_of_work)


def poster_of(stored: StoredPartnership, party: int = 0) -> Token:
    return derive_party_token(SECRET_KEY, stored.round.id, stored.partnership.parties[party].id)


def code_of(invited: Invited) -> str:
    return write_code(derive_code(SECRET_KEY, invited.invitation.nonce))


def test_a_poster_says_what_it_is_about(context: Context, stored: StoredPartnership) -> None:
    poster = read_poster(context, poster_of(stored, party=1))

    assert poster.partnership == stored.partnership
    assert poster.party == stored.partnership.parties[1]
    assert poster.round == stored.round


def test_everybody_of_the_party_opens_their_own_form(
    context: Context, stored: StoredPartnership
) -> None:
    mine = stored.open_round.of(stored.partnership.parties[0])

    found = [find_token(context, poster_of(stored), code_of(each)) for each in mine]

    assert found == [each.token for each in mine]


def test_a_code_is_read_as_people_type_it(context: Context, stored: StoredPartnership) -> None:
    first = stored.invited[0]
    typed = f"  {code_of(first).lower().replace('-', ' ')} "

    assert find_token(context, poster_of(stored), typed) == first.token


@pytest.mark.parametrize("typed", ["", "0000-0000", "no code", "é" * 8, "1" * 5000])
def test_a_wrong_code_opens_nothing(
    context: Context, stored: StoredPartnership, typed: str
) -> None:
    with pytest.raises(WrongCodeError):
        find_token(context, poster_of(stored), typed)


def test_a_code_of_another_party_opens_nothing(context: Context, stored: StoredPartnership) -> None:
    other = stored.open_round.of(stored.partnership.parties[1])[0]

    with pytest.raises(WrongCodeError):
        find_token(context, poster_of(stored), code_of(other))


def test_the_code_of_a_link_that_was_withdrawn_or_replaced_opens_nothing(
    context: Context, stored: StoredPartnership
) -> None:
    withdrawn, replaced = stored.invited[:2]
    withdraw_link(context, withdrawn.invitation.id)
    replace_link(context, replaced.invitation.id)

    for each in (withdrawn, replaced):
        with pytest.raises(WrongCodeError):
            find_token(context, poster_of(stored), code_of(each))


@pytest.mark.parametrize("token", ["", "A" * 32, "A" * 31, "é" * 32])
def test_a_poster_of_nothing_is_not_found(
    context: Context, stored: StoredPartnership, token: str
) -> None:
    with pytest.raises(NotFoundError):
        find_token(context, token, code_of(stored.invited[0]))


@pytest.mark.parametrize("late", [timedelta(), GRACE])
def test_the_poster_of_a_round_past_its_deadline_is_not_found(
    context: Context, clock: FakeClock, stored: StoredPartnership, late: timedelta
) -> None:
    clock.set(stored.round.closes_at + late)

    with pytest.raises(NotFoundError):
        read_poster(context, poster_of(stored))


def test_the_poster_of_a_round_before_it_opens_is_not_found(context: Context) -> None:
    later = add_partnership(context.unit_of_work, opens_at=NOW + timedelta(hours=1))

    with pytest.raises(NotFoundError):
        read_poster(context, poster_of(later))
