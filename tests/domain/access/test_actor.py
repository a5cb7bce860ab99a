from datetime import UTC, datetime

from monitor.domain.access.account import Account, AccountId, Role, Scope, WorkspaceId
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind, the_product
from monitor.domain.access.rules import can_administer, can_manage_all
from monitor.domain.partnership import Language, PartnershipId


def test_somebody_who_signed_in_acts_with_what_their_account_says() -> None:
    scope = Scope(frozenset({PartnershipId(4)}))
    account = Account(
        id=AccountId(7),
        workspace_id=WorkspaceId(2),
        email="anna@veldzicht.example",
        name="Anna",
        language=Language.DUTCH,
        role=Role.FACILITATOR,
        scope=scope,
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
    )

    assert Actor.of(account) == Actor(
        ActorKind.PERSON, WorkspaceId(2), Role.FACILITATOR, scope, AccountId(7), "Anna"
    )


def test_the_product_may_do_all_in_the_workspace_where_it_works() -> None:
    product = the_product(WorkspaceId(3))

    assert product.workspace_id == WorkspaceId(3)
    assert can_administer(product)


def test_somebody_trying_may_do_all_but_let_others_in() -> None:
    assert can_manage_all(SOMEBODY_TRYING)
    assert not can_administer(SOMEBODY_TRYING)
