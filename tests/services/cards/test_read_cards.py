import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.record import Authorship
from monitor.services.cards.choose_cards import choose_card
from monitor.services.cards.own_cards import add_card
from monitor.services.cards.read_cards import read_cards
from monitor.services.context import Context
from tests.factories import NOW, add_partnership, make_card

NOOR = Authorship("Noor Visser", NOW)


def test_the_library_can_be_looked_at_without_a_partnership(context: Context) -> None:
    view = read_cards(context, None)

    assert view.partnership is None
    assert view.codes == []
    assert view.makers == {}
    assert view.library.card("T1").code == "T1"


def test_a_partnership_comes_with_what_is_chosen_and_who_made_which_card(
    context: Context,
) -> None:
    partnership = add_partnership(context.unit_of_work).partnership
    maker = partnership.parties[1].organisation
    own = add_card(context, maker.id, make_card(), NOOR)
    choose_card(context, partnership.id, own.code, NOOR)
    choose_card(context, partnership.id, "T1", NOOR)

    view = read_cards(context, partnership.id)

    assert view.partnership == partnership
    assert view.codes == [own.code, "T1"]
    assert view.makers == {maker.id: maker.name}


def test_an_unknown_partnership_has_no_cards(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_cards(context, PartnershipId(1))
