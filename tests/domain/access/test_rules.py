"""Who may what, as a table: of each role what it may do in its partnership, and what in all."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from monitor.domain.access import rules
from monitor.domain.access.account import EVERYTHING, FIRST_WORKSPACE, Role, Scope
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind, the_product
from monitor.domain.errors import NotAllowedError, NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId

OURS, THEIRS = PartnershipId(1), PartnershipId(2)
OUR_PARTY, THE_OTHER_PARTY = PartyId(11), PartyId(12)
ONE_PARTNERSHIP = Scope(frozenset({OURS}), frozenset({OUR_PARTY}))

Can = Callable[..., bool]
Check = Callable[..., None]

ABOUT_ONE: Mapping[str, tuple[Can, Check, Sequence[PartyId]]] = {
    "see": (rules.can_see, rules.check_can_see, ()),
    "write": (rules.can_write, rules.check_can_write, ()),
    "hold meetings": (rules.can_hold_meetings, rules.check_can_hold_meetings, ()),
    "take away": (rules.can_take_away, rules.check_can_take_away, ()),
    "manage": (rules.can_manage, rules.check_can_manage, ()),
    "manage own people": (rules.can_manage_people, rules.check_can_manage_people, (OUR_PARTY,)),
    "manage other people": (
        rules.can_manage_people,
        rules.check_can_manage_people,
        (THE_OTHER_PARTY,),
    ),
}
ABOUT_ALL: Mapping[str, tuple[Can, Check]] = {
    "see any": (rules.can_see_any, rules.check_can_see_any),
    "manage all": (rules.can_manage_all, rules.check_can_manage_all),
    "see totals": (rules.can_see_totals, rules.check_can_see_totals),
    "administer": (rules.can_administer, rules.check_can_administer),
}

# In a partnership of theirs.
#                       see  write  hold  take  manage  own people  other people
IN_ONES_OWN = {
    Role.ADMINISTRATOR: (1, 1, 1, 1, 1, 1, 1),
    Role.MANAGER: (1, 1, 1, 1, 1, 1, 1),
    Role.FACILITATOR: (1, 1, 1, 1, 0, 0, 0),
    Role.REPRESENTATIVE: (1, 1, 0, 1, 0, 1, 0),
    Role.VIEWER: (1, 0, 0, 0, 0, 0, 0),
    Role.RESEARCHER: (0, 0, 0, 0, 0, 0, 0),
}
# Over all partnerships: by who sees all of them, and by who sees some.
#                       see any  manage all  see totals  administer
OF_ALL = {
    Role.ADMINISTRATOR: (1, 1, 1, 1),
    Role.MANAGER: (1, 1, 1, 0),
    Role.FACILITATOR: (1, 0, 0, 0),
    Role.REPRESENTATIVE: (1, 0, 0, 0),
    Role.VIEWER: (1, 0, 1, 0),
    Role.RESEARCHER: (0, 0, 1, 0),
}


def make_actor(role: Role, scope: Scope) -> Actor:
    return Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, scope)


def refused(check: Check, *given: object) -> type[Exception] | None:
    try:
        check(*given)
    except (NotAllowedError, NotFoundError) as error:
        return type(error)
    return None


@pytest.mark.parametrize("role", Role)
def test_in_a_partnership_of_ones_own(role: Role) -> None:
    actor = make_actor(role, ONE_PARTNERSHIP)

    may = [can(actor, OURS, *more) for can, _, more in ABOUT_ONE.values()]

    assert may == list(map(bool, IN_ONES_OWN[role]))


@pytest.mark.parametrize("role", Role)
def test_what_may_not_be_done_is_refused_as_such_and_what_may_not_be_seen_as_not_there(
    role: Role,
) -> None:
    actor = make_actor(role, ONE_PARTNERSHIP)
    refusal = NotAllowedError if rules.can_see(actor, OURS) else NotFoundError

    found = [refused(check, actor, OURS, *more) for _, check, more in ABOUT_ONE.values()]

    assert found == [None if is_allowed else refusal for is_allowed in IN_ONES_OWN[role]]


@pytest.mark.parametrize("role", Role)
def test_a_partnership_of_others_is_not_there_whatever_is_asked(role: Role) -> None:
    actor = make_actor(role, ONE_PARTNERSHIP)

    for can, check, more in ABOUT_ONE.values():
        assert not can(actor, THEIRS, *more)
        assert refused(check, actor, THEIRS, *more) is NotFoundError


@pytest.mark.parametrize("role", Role)
def test_of_all_partnerships_by_who_sees_all(role: Role) -> None:
    actor = make_actor(role, EVERYTHING)

    assert [can(actor) for can, _ in ABOUT_ALL.values()] == list(map(bool, OF_ALL[role]))
    assert [refused(check, actor) for _, check in ABOUT_ALL.values()] == [
        None if is_allowed else NotAllowedError for is_allowed in OF_ALL[role]
    ]


@pytest.mark.parametrize("role", Role)
def test_of_all_partnerships_by_who_sees_some_no_more_than_their_own_list(role: Role) -> None:
    actor = make_actor(role, ONE_PARTNERSHIP)

    may = [name for name, (can, _) in ABOUT_ALL.items() if can(actor)]

    assert may == (["see any"] if OF_ALL[role][0] else [])


def test_a_manager_of_all_changes_the_people_of_every_party() -> None:
    manager = make_actor(Role.MANAGER, EVERYTHING)

    assert rules.can_manage_people(manager, OURS, OUR_PARTY)
    assert rules.can_manage_people(manager, THEIRS, THE_OTHER_PARTY)


def test_a_party_in_the_scope_lets_nobody_else_change_its_people() -> None:
    facilitator = make_actor(Role.FACILITATOR, ONE_PARTNERSHIP)

    assert not rules.can_manage_people(facilitator, OURS, OUR_PARTY)


def test_a_representative_whose_partnership_was_taken_away_keeps_nothing_by_their_party() -> None:
    left = make_actor(Role.REPRESENTATIVE, Scope(frozenset(), frozenset({OUR_PARTY})))

    assert not rules.can_manage_people(left, OURS, OUR_PARTY)


def test_the_product_itself_may_everything() -> None:
    product = the_product()

    assert all(can(product, OURS, *more) for can, _, more in ABOUT_ONE.values())
    assert all(can(product) for can, _ in ABOUT_ALL.values())


def test_somebody_trying_may_all_that_a_manager_may_and_invites_nobody() -> None:
    assert all(can(SOMEBODY_TRYING, OURS, *more) for can, _, more in ABOUT_ONE.values())
    assert rules.can_manage_all(SOMEBODY_TRYING)
    assert not rules.can_administer(SOMEBODY_TRYING)


INVITED_BY_MANAGERS = {Role.REPRESENTATIVE, Role.VIEWER}


@pytest.mark.parametrize("invited", Role)
@pytest.mark.parametrize("role", Role)
def test_a_manager_invites_who_takes_part_and_an_administrator_invites_everybody(
    role: Role, invited: Role
) -> None:
    scope = EVERYTHING if role is Role.ADMINISTRATOR else ONE_PARTNERSHIP
    actor = Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, scope)
    is_allowed = role is Role.ADMINISTRATOR or (
        role is Role.MANAGER and invited in INVITED_BY_MANAGERS
    )

    assert rules.can_invite(actor, invited, ONE_PARTNERSHIP) is is_allowed
    assert rules.can_invite_any(actor) is (role in {Role.ADMINISTRATOR, Role.MANAGER})


@pytest.mark.parametrize(
    "scope",
    [EVERYTHING, Scope(frozenset()), Scope(frozenset({THEIRS})), Scope(frozenset({OURS, THEIRS}))],
)
def test_nobody_is_let_further_in_than_whoever_invites_them(scope: Scope) -> None:
    manager = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER, ONE_PARTNERSHIP)

    with pytest.raises(NotAllowedError):
        rules.check_can_invite(manager, Role.VIEWER, scope)


def test_somebody_trying_invites_nobody() -> None:
    assert not rules.can_invite(SOMEBODY_TRYING, Role.VIEWER, ONE_PARTNERSHIP)
    with pytest.raises(NotAllowedError):
        rules.check_can_invite_any(SOMEBODY_TRYING)
