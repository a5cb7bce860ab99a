"""What an address names as the origin of an agreement is looked up, or left out."""

import pytest

from monitor.domain.flags.worry import WorryId, WorryKind
from monitor.domain.partnership import Partnership
from monitor.domain.register.record import Authorship
from monitor.services.agreements.origins import Origin, find_cards, read_origin
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from tests.factories import NOW, FakeClock, add_partnership, make_card
from tests.seeding import add_closed_round, make_partnership

CARD = read_shipped_cards()[0]
NOOR = Authorship("Noor Visser", NOW)


@pytest.fixture
def troubled(context: Context, clock: FakeClock) -> tuple[Partnership, WorryId]:
    """A partnership of which the parties see trust differently, and that worry."""
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    with context.unit_of_work(reads_only=True) as uow:
        worries = uow.worries.list_of(partnership.id)
    return partnership, next(each.id for each in worries if each.kind is WorryKind.GAP)


def test_a_worry_brings_its_guideline_even_beside_a_card(
    context: Context, troubled: tuple[Partnership, WorryId]
) -> None:
    partnership, worry_id = troubled

    origin = read_origin(context, partnership, worry_id, CARD.code)

    assert origin.worry is not None
    assert origin.worry.worry.id == worry_id
    assert origin.card == CARD
    assert origin.guideline == origin.worry.guideline


def test_a_card_alone_brings_its_first_guideline(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership

    origin = read_origin(context, partnership, None, CARD.code)

    assert origin == Origin(card=CARD)
    assert origin.guideline == CARD.guidelines[0]


def test_what_does_not_exist_is_left_out(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership

    origin = read_origin(context, partnership, WorryId(9999), "BESTAAT_NIET")

    assert origin == Origin()
    assert origin.guideline is None


def test_the_worry_of_another_partnership_is_left_out(
    context: Context, troubled: tuple[Partnership, WorryId]
) -> None:
    other = add_partnership(context.unit_of_work, name="Een ander").partnership

    assert read_origin(context, other, troubled[1], None) == Origin()


def test_the_card_of_an_organisation_that_takes_no_part_is_left_out(context: Context) -> None:
    partnership = add_partnership(context.unit_of_work).partnership
    other = add_partnership(context.unit_of_work, name="Een ander").partnership
    theirs = add_card(context, other.parties[0].organisation.id, make_card(), NOOR)

    assert read_origin(context, partnership, None, theirs.code) == Origin()
    assert read_origin(context, other, None, theirs.code) == Origin(card=theirs)


def test_cards_are_found_by_their_codes(context: Context) -> None:
    assert find_cards(context, [None, CARD.code, "BESTAAT_NIET"]) == {CARD.code: CARD}
    assert find_cards(context, [None, ""]) == {}
