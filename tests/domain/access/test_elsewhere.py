"""What follows from the groups that somebody has elsewhere."""

import pytest

from monitor.domain.access.account import EVERYTHING, Role, Scope
from monitor.domain.access.elsewhere import (
    NOTHING_YET,
    first_scope,
    next_scope,
    parse_roles,
    role_of,
)
from monitor.domain.partnership import PartnershipId

GRANTED = Scope(frozenset({PartnershipId(3)}))
ROLES = {"read": Role.VIEWER, "lead": Role.MANAGER}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("", {}),
        ("read=viewer", {"read": Role.VIEWER}),
        (" read = viewer , lead=manager,", ROLES),
        ("cn=read=viewer", {"cn=read": Role.VIEWER}),
    ],
)
def test_a_group_has_the_role_that_is_written_behind_it(text: str, roles: dict[str, Role]) -> None:
    assert parse_roles(text) == roles


@pytest.mark.parametrize("text", ["read", "read=", "=viewer", "read=boss"])
def test_what_cannot_be_read_says_what_it_must_look_like(text: str) -> None:
    with pytest.raises(ValueError, match="must be like group=role"):
        parse_roles(text)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ({"read"}, Role.VIEWER),
        ({"read", "lead", "else"}, Role.MANAGER),
        ({"READ"}, None),
        (set(), None),
    ],
)
def test_of_several_groups_the_farthest_reaching_counts(
    groups: set[str], role: Role | None
) -> None:
    assert role_of(groups, ROLES) is role


@pytest.mark.parametrize("role", Role)
def test_only_who_works_for_all_begins_with_everything(role: Role) -> None:
    is_for_all = role in {Role.ADMINISTRATOR, Role.MANAGER}

    assert first_scope(role) == (EVERYTHING if is_for_all else NOTHING_YET)


@pytest.mark.parametrize(
    ("role", "before", "is_same_role", "after"),
    [
        (Role.ADMINISTRATOR, GRANTED, False, EVERYTHING),
        (Role.MANAGER, GRANTED, False, GRANTED),
        (Role.MANAGER, EVERYTHING, False, EVERYTHING),
        (Role.VIEWER, EVERYTHING, False, NOTHING_YET),
        (Role.VIEWER, EVERYTHING, True, EVERYTHING),
        (Role.VIEWER, GRANTED, False, GRANTED),
        (Role.VIEWER, NOTHING_YET, True, NOTHING_YET),
    ],
)
def test_what_was_granted_by_name_stays_and_everything_goes_with_its_role(
    role: Role, before: Scope, *, is_same_role: bool, after: Scope
) -> None:
    assert next_scope(role, before, is_same_role=is_same_role) == after
