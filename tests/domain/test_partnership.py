from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.partnership import PartyId, PartyKind
from tests.factories import (
    make_organisation,
    make_participant,
    make_partnership,
    make_party,
    make_two_parties,
)

FROM, UNTIL = date(2025, 1, 1), date(2026, 6, 30)


def test_a_party_has_the_name_and_kind_of_its_organisation() -> None:
    party = make_party(organisation=make_organisation(name="Zonnewijk", kind=PartyKind.INITIATIVE))

    assert party.name == "Zonnewijk"
    assert party.kind is PartyKind.INITIATIVE


@pytest.mark.parametrize(
    ("day", "is_active"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_participant_is_active_on_the_first_and_the_last_day(
    day: date, *, is_active: bool
) -> None:
    participant = make_participant(active_from=FROM, active_until=UNTIL)

    assert participant.is_active(day) is is_active


@given(day=st.dates(min_value=FROM))
def test_a_participant_without_a_last_day_stays_active(day: date) -> None:
    assert make_participant(active_from=FROM).is_active(day)


def test_a_partnership_finds_its_parties() -> None:
    municipality, initiative = make_two_parties()
    partnership = make_partnership(parties=(municipality, initiative))

    assert partnership.party(initiative.id) == initiative


def test_a_party_of_elsewhere_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make_partnership().party(PartyId(99))


def test_the_partners_of_a_party_are_all_the_others_in_order() -> None:
    first, second, third = (make_party(id=number) for number in (1, 2, 3))
    partnership = make_partnership(parties=(first, second, third))

    assert partnership.partner_of(second.id) == [first, third]
