"""Relationship managers and their partnerships, on both databases."""

from dataclasses import replace

import pytest

from monitor.domain.errors import InvalidManagerError, NotFoundError, RecordChangedError
from monitor.domain.partnership import Language, ManagerId, Partnership, PartnershipId
from monitor.services.context import Context
from monitor.services.register.manage_managers import (
    ManagerDraft,
    ManagerLine,
    add_manager,
    assign_manager,
    change_manager,
    delete_manager,
    find_manager_faults,
    list_managed,
    list_managers,
)
from tests.factories import add_partnership
from tests.services.register.overviews import shown_in_overview

NOOR = ManagerDraft(" Noor Visser ", "noor@example.org", Language.DUTCH)


@pytest.fixture
def partnerships(context: Context) -> list[Partnership]:
    return [add_partnership(context.unit_of_work, name=name).partnership for name in "ab"]


def test_managers_are_listed_with_how_many_partnerships_they_have(
    context: Context, partnerships: list[Partnership]
) -> None:
    noor = add_manager(context, NOOR)
    aart = add_manager(context, replace(NOOR, name="Aart"))
    assign_manager(context, noor.id, [each.id for each in partnerships])

    assert noor.name == "Noor Visser"
    assert list_managers(context) == [ManagerLine(aart, 0), ManagerLine(noor, 2)]
    assert list_managed(context, noor.id) == [(each.id, each.name) for each in partnerships]


def test_a_partnership_has_one_manager_or_none_and_the_overview_follows(
    context: Context, partnerships: list[Partnership]
) -> None:
    noor, aart = add_manager(context, NOOR), add_manager(context, replace(NOOR, name="Aart"))
    ids = [each.id for each in partnerships]
    assign_manager(context, noor.id, ids)
    assign_manager(context, aart.id, ids[:1])
    assign_manager(context, None, ids[1:])

    shown = shown_in_overview(context)
    assert [shown[each].profile.manager_id for each in ids] == [aart.id, None]


def test_a_manager_is_changed_unless_somebody_else_did_meanwhile(context: Context) -> None:
    noor = add_manager(context, NOOR)
    draft = ManagerDraft("Noor Bos", None, Language.ENGLISH, wants_digest=False)

    changed = change_manager(context, noor, draft)

    assert (changed.id, changed.name, changed.email) == (noor.id, "Noor Bos", None)
    assert list_managers(context) == [ManagerLine(changed, 0)]
    with pytest.raises(RecordChangedError):
        change_manager(context, noor, NOOR)


def test_who_is_deleted_leaves_the_partnerships_without(
    context: Context, partnerships: list[Partnership]
) -> None:
    noor = add_manager(context, NOOR)
    assign_manager(context, noor.id, [partnerships[0].id])

    delete_manager(context, noor.id)

    assert list_managers(context) == []
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.get(partnerships[0].id) == partnerships[0]
    assert shown_in_overview(context)[partnerships[0].id].profile.manager_id is None


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (replace(NOOR, name=" "), ["name_missing"]),
        (replace(NOOR, email="noor at x"), ["email"]),
        (replace(NOOR, email=None), ["digest_without_email"]),
        (replace(NOOR, email=None, wants_digest=False), []),
    ],
)
def test_what_cannot_be_is_refused(
    context: Context, draft: ManagerDraft, faults: list[str]
) -> None:
    assert find_manager_faults(draft) == faults
    if faults:
        noor = add_manager(context, NOOR)
        with pytest.raises(InvalidManagerError, match=faults[0]):
            add_manager(context, draft)
        with pytest.raises(InvalidManagerError, match=faults[0]):
            change_manager(context, noor, draft)


def test_what_does_not_exist_is_not_found_and_nothing_is_assigned(
    context: Context, partnerships: list[Partnership]
) -> None:
    noor = add_manager(context, NOOR)

    with pytest.raises(NotFoundError):
        assign_manager(context, ManagerId(999), [partnerships[0].id])
    with pytest.raises(NotFoundError):
        assign_manager(context, noor.id, [partnerships[0].id, PartnershipId(999)])
    assert list_managed(context, noor.id) == []
    with pytest.raises(NotFoundError):
        change_manager(context, replace(noor, id=ManagerId(999)), NOOR)
