import pytest

from monitor.domain.errors import NotFoundError, TooManyCardsError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.log import ChosenCards
from monitor.domain.register.record import Authorship
from monitor.services.cards.choose_cards import choose_card, chosen_cards, drop_card
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from tests.factories import NOW, add_partnership, make_card

NOOR = Authorship("Noor Visser", NOW)


@pytest.fixture
def partnership_id(context: Context) -> PartnershipId:
    return add_partnership(context.unit_of_work).partnership.id


def choose(context: Context, partnership_id: PartnershipId, *codes: str) -> None:
    for code in codes:
        choose_card(context, partnership_id, code, NOOR)


def codes_of(context: Context, partnership_id: PartnershipId) -> list[str]:
    return [card.code for card in chosen_cards(context, partnership_id)]


def test_nothing_is_chosen_at_first(context: Context, partnership_id: PartnershipId) -> None:
    assert codes_of(context, partnership_id) == []
    assert drop_card(context, partnership_id, "T1", NOOR) == []


def test_cards_stay_in_the_order_in_which_they_were_chosen(
    context: Context, partnership_id: PartnershipId
) -> None:
    choose(context, partnership_id, "T1", "D1", "V3")

    assert codes_of(context, partnership_id) == ["T1", "D1", "V3"]


def test_a_meeting_holds_three_cards(context: Context, partnership_id: PartnershipId) -> None:
    choose(context, partnership_id, "T1", "D1", "V3")

    with pytest.raises(TooManyCardsError):
        choose_card(context, partnership_id, "V1", NOOR)

    assert codes_of(context, partnership_id) == ["T1", "D1", "V3"]


def test_choosing_a_card_again_changes_nothing(
    context: Context, partnership_id: PartnershipId
) -> None:
    choose(context, partnership_id, "T1", "D1", "V3")

    again = choose_card(context, partnership_id, "D1", NOOR)

    assert [card.code for card in again] == ["T1", "D1", "V3"]
    with context.unit_of_work(reads_only=True) as uow:
        (record,) = uow.records.list_of(partnership_id, ChosenCards)
    assert record.version == 3


def test_a_card_that_is_dropped_makes_room_and_can_come_back(
    context: Context, partnership_id: PartnershipId
) -> None:
    choose(context, partnership_id, "T1", "D1", "V3")

    left = drop_card(context, partnership_id, "T1", NOOR)
    choose(context, partnership_id, "V1")

    assert [card.code for card in left] == ["D1", "V3"]
    assert codes_of(context, partnership_id) == ["D1", "V3", "V1"]
    assert drop_card(context, partnership_id, "T1", NOOR) == chosen_cards(context, partnership_id)


def test_a_card_that_no_longer_exists_takes_no_place(
    context: Context, partnership_id: PartnershipId
) -> None:
    with context.unit_of_work() as uow:
        uow.records.add(partnership_id, ChosenCards(("GONE", "T1", "D1")), NOOR)
        uow.commit()

    chosen = choose_card(context, partnership_id, "V3", NOOR)

    assert [card.code for card in chosen] == ["T1", "D1", "V3"]


def test_who_chose_what_is_kept(context: Context, partnership_id: PartnershipId) -> None:
    choose(context, partnership_id, "T1")

    with context.unit_of_work(reads_only=True) as uow:
        (record,) = uow.records.list_of(partnership_id, ChosenCards)
    assert record.written == NOOR


def test_neither_an_unknown_card_nor_an_unknown_partnership_is_taken(
    context: Context, partnership_id: PartnershipId
) -> None:
    with pytest.raises(NotFoundError):
        choose_card(context, partnership_id, "GONE", NOOR)
    with pytest.raises(NotFoundError):
        choose_card(context, PartnershipId(partnership_id + 1), "T1", NOOR)


def test_a_card_of_an_organisation_that_takes_no_part_is_not_there_to_choose(
    context: Context, partnership_id: PartnershipId
) -> None:
    elsewhere = add_partnership(context.unit_of_work).partnership
    theirs = add_card(context, elsewhere.parties[0].organisation.id, make_card(), NOOR)

    with pytest.raises(NotFoundError):
        choose_card(context, partnership_id, theirs.code, NOOR)

    assert codes_of(context, partnership_id) == []
    assert choose_card(context, elsewhere.id, theirs.code, NOOR) == [theirs]
