from dataclasses import replace

import pytest

from monitor.domain.access.account import Role
from monitor.domain.cards import Card, CardFault, CardProblem
from monitor.domain.errors import InvalidCardError, NotFoundError
from monitor.domain.partnership import Language, OrganisationId
from monitor.domain.register.record import Authorship
from monitor.services.cards.library import read_library
from monitor.services.cards.own_cards import (
    add_card,
    edit_card,
    find_draft_faults,
    restore_card,
    retire_card,
)
from monitor.services.context import Context
from tests.factories import NOW, add_partnership, make_card
from tests.services.access.scenes import person

NOOR = Authorship("Noor Visser", NOW)
ALI = Authorship("Ali Demir", NOW)


@pytest.fixture
def organisation_id(context: Context) -> OrganisationId:
    return add_partnership(context.unit_of_work).partnership.parties[0].organisation.id


def retitle(card: Card, title: str) -> Card:
    return replace(card, title=dict.fromkeys(Language, title))


def test_an_added_card_has_a_code_of_its_own_and_belongs_to_its_organisation(
    context: Context, organisation_id: OrganisationId
) -> None:
    first = add_card(context, organisation_id, make_card(), NOOR)
    second = add_card(context, organisation_id, make_card(), NOOR)

    assert first.code != second.code
    assert first.organisation_id == organisation_id
    assert read_library(context).card(first.code) == first
    assert first.steps == make_card().steps


def test_a_copy_of_a_shipped_card_is_a_card_apart(
    context: Context, organisation_id: OrganisationId
) -> None:
    shipped = read_library(context).card("T1")

    copy = add_card(context, organisation_id, retitle(shipped, "Onze tekening"), NOOR)

    library = read_library(context)
    assert library.card("T1") == shipped
    assert library.card(copy.code).questions == shipped.questions


def test_an_edited_card_keeps_its_code_and_its_organisation(
    context: Context, organisation_id: OrganisationId
) -> None:
    added = add_card(context, organisation_id, make_card(), NOOR)

    edited = edit_card(context, replace(retitle(added, "Anders"), organisation_id=None), ALI)

    assert edited == retitle(added, "Anders")
    assert read_library(context).card(added.code) == edited


def test_a_retired_card_comes_back_when_that_is_undone(
    context: Context, organisation_id: OrganisationId
) -> None:
    added = add_card(context, organisation_id, make_card(), NOOR)

    retire_card(context, added.code, ALI)
    assert read_library(context).card(added.code).is_retired
    edit_card(context, retitle(added, "Anders"), ALI)
    assert read_library(context).card(added.code).is_retired

    restore_card(context, added.code, ALI)
    assert not read_library(context).card(added.code).is_retired


def test_texts_are_stored_on_one_line_and_empty_steps_left_out(
    context: Context, organisation_id: OrganisationId
) -> None:
    empty = dict.fromkeys(Language, "  ")
    typed = replace(
        make_card(),
        aim=dict.fromkeys(Language, " Samen\r\nverder\x00 "),
        steps=(*make_card().steps, empty),
    )

    added = add_card(context, organisation_id, typed, NOOR)

    assert added.aim == dict.fromkeys(Language, "Samen verder")
    assert added.steps == make_card().steps


def test_both_languages_are_asked_for() -> None:
    only_dutch = {Language.DUTCH: "Samen", Language.ENGLISH: ""}
    typed = replace(make_card(), title=only_dutch, questions=(*make_card().questions, only_dutch))

    assert find_draft_faults(typed) == [
        CardFault("title", CardProblem.MISSING, Language.ENGLISH),
        CardFault("questions", CardProblem.MISSING, Language.ENGLISH, number=3),
    ]


def test_a_card_that_breaks_a_rule_is_not_stored(
    context: Context, organisation_id: OrganisationId
) -> None:
    with pytest.raises(InvalidCardError, match="minutes"):
        add_card(context, organisation_id, make_card(minutes=0), NOOR)
    added = add_card(context, organisation_id, make_card(), NOOR)
    with pytest.raises(InvalidCardError, match=r"title\.nl: too_long"):
        edit_card(context, retitle(added, "x" * 61), NOOR)

    assert read_library(context).card(added.code) == added


def test_only_own_cards_of_known_organisations_can_be_changed(
    context: Context, organisation_id: OrganisationId
) -> None:
    with pytest.raises(NotFoundError):
        add_card(context, OrganisationId(organisation_id + 100), make_card(), NOOR)
    with pytest.raises(NotFoundError):
        edit_card(context, read_library(context).card("T1"), NOOR)
    with pytest.raises(NotFoundError):
        retire_card(context, "T1", NOOR)


def test_whoever_sees_some_partnerships_sees_the_own_cards_of_their_parties_only(
    context: Context, organisation_id: OrganisationId
) -> None:
    other = add_partnership(context.unit_of_work, name="Westerdal").partnership
    theirs = add_card(context, other.parties[0].organisation.id, make_card(), NOOR)
    add_card(context, organisation_id, make_card(), NOOR)

    seen = read_library(context.acting_as(person(Role.VIEWER, other.id)))

    assert [card for card in seen.cards if card.organisation_id is not None] == [theirs]
