"""Changing what people may, and keeping them out: what stays, what ends, and what is noted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from monitor.domain.access.account import EVERYTHING, Account, AccountId, Role, Scope
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import (
    InvalidAccountError,
    MonitorError,
    NotAllowedError,
    NotFoundError,
    RecordChangedError,
)
from monitor.domain.trail.acts import Act
from monitor.services.accounts.draft import AccountDraft, AccountFault, faults_of
from monitor.services.accounts.invite import invite
from monitor.services.accounts.manage_accounts import (
    change_account,
    disable_account,
    enable_account,
    end_sign_ins,
    erase_account,
    reset_second_factor,
)
from monitor.services.context import Context
from monitor.services.sign_in.one_time import find_link, make_letter
from monitor.services.sign_in.sessions import How, begin_full, find_presence
from tests.factories import add_partnership
from tests.services.accounts.people import add_account, as_person, draft_of, standing_of, trail_of

ACTIONS = [disable_account, enable_account, end_sign_ins, reset_second_factor, erase_account]


@pytest.fixture
def ada(context: Context) -> Account:
    return add_account(context, "Ada")


@pytest.fixture
def administrator(context: Context, ada: Account) -> Context:
    return as_person(context, ada)


@pytest.fixture
def eva(context: Context) -> Account:
    return add_account(context, "Eva", role=Role.VIEWER)


def as_typed(account: Account) -> AccountDraft:
    return AccountDraft(account.email, account.name, account.role, account.language, account.scope)


def stored(context: Context, account: Account) -> Account:
    standing = standing_of(context, account)
    assert standing
    return standing.account


def test_role_and_scope_of_somebody_change_and_are_noted_where_they_saw_and_see(
    context: Context, administrator: Context, eva: Account
) -> None:
    one, other = (add_partnership(context.unit_of_work, name=name).partnership for name in "ab")
    first = change_account(
        administrator, eva, replace(as_typed(eva), scope=Scope(frozenset({one.id})))
    )
    party = one.parties[1].id, other.parties[1].id
    draft = draft_of("Eva", Role.REPRESENTATIVE, [other.id], [party[1]])

    changed = change_account(administrator, first, draft)

    assert changed == stored(context, eva)
    assert (changed.role, changed.email) == (Role.REPRESENTATIVE, "eva@zonnewijk.example")
    assert changed.scope == Scope(frozenset({other.id}), frozenset({party[1]}))
    deeds = [entry.deed for entry in trail_of(context)][-2:]
    assert [(each.act, each.partnership_id) for each in deeds] == [
        (Act.ACCOUNT_CHANGED, one.id),
        (Act.ACCOUNT_CHANGED, other.id),
    ]
    facts = {"account": eva.id, "role": "representative"}
    assert [each.facts for each in deeds] == [{**facts, "sees": False}, {**facts, "sees": True}]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    administrator: Context, eva: Account
) -> None:
    change_account(administrator, eva, replace(as_typed(eva), name="Eva Bos"))

    with pytest.raises(RecordChangedError):
        change_account(administrator, eva, replace(as_typed(eva), role=Role.MANAGER))


def test_a_sign_in_meanwhile_is_no_change(administrator: Context, eva: Account) -> None:
    begin_full(administrator, eva, How.PASSWORD)

    assert change_account(administrator, eva, replace(as_typed(eva), name="Eva Bos")).name


def test_an_invitation_to_an_earlier_address_opens_nothing(administrator: Context) -> None:
    invited = invite(administrator, draft_of("Anna"))
    change_account(
        administrator, invited.account, replace(draft_of("Anna"), email="other@x.example")
    )

    with pytest.raises(NotFoundError):
        find_link(administrator, invited.letter.url.rpartition("/")[2])


def test_an_invitation_opens_no_more_than_it_was_for(administrator: Context) -> None:
    invited = invite(administrator, draft_of("Anna"))
    more = replace(draft_of("Anna"), role=Role.ADMINISTRATOR, scope=EVERYTHING)
    change_account(administrator, invited.account, more)

    with pytest.raises(NotFoundError):
        find_link(administrator, invited.letter.url.rpartition("/")[2])


def test_who_is_kept_out_is_signed_out_and_comes_back_as_they_were(
    context: Context, administrator: Context, eva: Account
) -> None:
    token = begin_full(context, eva, How.PASSWORD)
    with administrator.unit_of_work() as uow:
        letter = make_letter(administrator, uow, eva, LinkPurpose.NEW_PASSWORD)
        uow.commit()

    disable_account(administrator, eva.id)

    assert stored(context, eva).is_disabled
    assert find_presence(context, token) is None
    enable_account(administrator, eva.id)
    assert stored(context, eva) == replace(eva, signed_in_at=context.clock.now())
    assert find_presence(context, token) is None
    with pytest.raises(NotFoundError):
        find_link(context, letter.url.rpartition("/")[2])
    assert [entry.deed.act for entry in trail_of(context)][-2:] == [
        Act.ACCOUNT_DISABLED,
        Act.ACCOUNT_ENABLED,
    ]


def test_somebody_can_be_signed_out_everywhere(
    context: Context, administrator: Context, eva: Account
) -> None:
    tokens = [begin_full(context, eva, How.PASSWORD) for _ in range(2)]

    end_sign_ins(administrator, eva.id)

    assert [find_presence(context, token) for token in tokens] == [None, None]


def test_who_lost_their_phone_sets_up_another_and_no_old_code_works(
    context: Context, administrator: Context, eva: Account
) -> None:
    with context.unit_of_work() as uow:
        uow.accounts.set_second_factor(eva.id, "sealed", 1)
        uow.accounts.set_recovery_codes(eva.id, ["a" * 64])
        uow.commit()
    token = begin_full(context, eva, How.CODE)

    reset_second_factor(administrator, eva.id)

    standing = standing_of(context, eva)
    assert standing
    assert standing.has_password
    assert not standing.has_second_factor
    assert find_presence(context, token) is None
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.accounts.count_recovery_codes(eva.id) == 0
    assert trail_of(context)[-1].deed.facts == {
        "account": eva.id,
        "change": "second_factor_reset",
    }


# H39.
def test_of_who_is_erased_only_a_number_stays(
    context: Context, administrator: Context, eva: Account
) -> None:
    token = begin_full(context, eva, How.PASSWORD)

    erase_account(administrator, eva.id)

    assert standing_of(context, eva) is None
    assert find_presence(context, token) is None
    last = trail_of(context)[-1].deed
    assert (last.act, last.facts) == (Act.ACCOUNT_ERASED, {"account": eva.id})
    assert "eva" not in str(trail_of(context)).lower()
    # The address is free again, and the number is nobody else's.
    assert invite(administrator, as_typed(eva)).account.id > eva.id


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMINISTRATOR])
@pytest.mark.parametrize("act", ACTIONS)
def test_only_an_administrator_changes_others(
    context: Context, eva: Account, role: Role, act: Callable[[Context, AccountId], None]
) -> None:
    person = as_person(context, add_account(context, "Max", role=role))

    with pytest.raises(NotAllowedError):
        act(person, eva.id)
    with pytest.raises(NotAllowedError):
        change_account(person, eva, as_typed(eva))


@pytest.mark.parametrize("act", ACTIONS)
def test_an_account_of_nobody_cannot_be_changed(
    administrator: Context, act: Callable[[Context, AccountId], None]
) -> None:
    with pytest.raises(NotFoundError):
        act(administrator, AccountId(999))


@pytest.mark.parametrize("act", [disable_account, erase_account])
def test_nobody_shuts_themselves_out(
    context: Context, ada: Account, act: Callable[[Context, AccountId], None]
) -> None:
    add_account(context, "Bea")

    with pytest.raises(InvalidAccountError) as refused:
        act(as_person(context, ada), ada.id)

    assert faults_of(refused.value) == [AccountFault.ONESELF]


def test_the_last_administrator_who_can_come_in_stays_one(
    context: Context, administrator: Context, ada: Account
) -> None:
    add_account(context, "Bea", has_entered=False)
    kept_out = add_account(context, "Cas")
    disable_account(administrator, kept_out.id)
    demotion = replace(as_typed(ada), role=Role.MANAGER)

    with pytest.raises(InvalidAccountError) as refused:
        change_account(administrator, ada, demotion)

    assert faults_of(refused.value) == [AccountFault.LAST_ADMINISTRATOR]
    enable_account(administrator, kept_out.id)
    assert change_account(administrator, ada, demotion).role is Role.MANAGER


def test_of_two_administrators_who_let_each_other_go_at_once_one_stays(
    context: Context, ada: Account
) -> None:
    bea = add_account(context, "Bea")

    def let_go(who: Account, whom: Account) -> bool:
        try:
            disable_account(as_person(context, who), whom.id)
        except MonitorError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(let_go, (ada, bea), (bea, ada)))

    assert sorted(done) == [False, True]
    assert [stored(context, each).is_disabled for each in (ada, bea)].count(False) == 1


def test_who_signs_in_and_who_changes_them_at_once_do_not_wait_for_each_other_for_ever(
    context: Context, administrator: Context, eva: Account
) -> None:
    def work(number: int) -> None:
        if number % 2:
            begin_full(context, eva, How.CODE)
        else:
            enable_account(administrator, eva.id)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(40)))

    assert len(trail_of(context)) >= 40


def test_an_administrator_of_another_workspace_reaches_nobody_here(
    context: Context, eva: Account
) -> None:
    with context.unit_of_work.within(None)() as uow:
        other = uow.workspaces.add("Elders")
        uow.commit()
    stranger = Account(
        id=AccountId(500),
        workspace_id=other.id,
        email="x@elders.example",
        name="X",
        language=eva.language,
        role=Role.ADMINISTRATOR,
        scope=EVERYTHING,
        made_at=eva.made_at,
    )

    for act in ACTIONS:
        with pytest.raises(NotFoundError):
            act(as_person(context, stranger), eva.id)
    assert stored(context, eva) == eva
