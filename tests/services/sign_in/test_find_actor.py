"""Who is looking: somebody signed in, somebody trying, or nobody."""

from monitor.domain.access.actor import SOMEBODY_TRYING, Actor
from monitor.services.context import Context
from monitor.services.sign_in.find_actor import find_actor, find_somebody_trying
from monitor.services.sign_in.sessions import How, begin_full, begin_halfway
from tests.factories import add_partnership
from tests.seeding import make_partnership
from tests.signing_in import Person, add_account


def test_who_is_signed_in_acts_with_their_role_and_scope(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)

    assert find_actor(context, token) == Actor.of(noor.account)


def test_nobody_acts_without_a_sign_in_or_halfway(context: Context, noor: Person) -> None:
    assert find_actor(context, "") is None
    assert find_actor(context, begin_halfway(context, noor.account)) is None


def test_where_there_is_nothing_but_samples_somebody_may_try(context: Context) -> None:
    with context.unit_of_work() as uow:
        before = uow.partnerships.count()

    assert before == 0
    assert find_somebody_trying(context) == SOMEBODY_TRYING


def test_nobody_tries_where_there_is_a_real_partnership(context: Context) -> None:
    make_partnership(context, "Zonnewijk", people=3)

    assert find_somebody_trying(context) is None


def test_nobody_tries_where_there_is_an_account(context: Context) -> None:
    add_account(context)

    assert find_somebody_trying(context) is None


def test_a_real_partnership_in_another_workspace_counts_too(context: Context) -> None:
    with context.unit_of_work() as uow:
        other = uow.workspaces.add("Een andere gemeente")
        uow.commit()
    add_partnership(context.unit_of_work.within(other.id))

    assert find_somebody_trying(context) is None
