"""Which managers somebody knows of."""

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role, Scope
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.partnership import Language
from monitor.services.context import Context
from monitor.services.register.known_managers import managers_within
from monitor.services.register.manage_managers import ManagerDraft, add_manager, assign_manager
from tests.seeding import make_partnership


def test_who_sees_one_partnership_knows_of_its_manager_only(context: Context) -> None:
    own, other = (make_partnership(context, name, people=1) for name in ("Aa", "Bee"))
    drafts = [
        ManagerDraft(name, None, Language.DUTCH, wants_digest=False)
        for name in ("Ann", "Bo", "Cor")
    ]
    ann, bo, cor = (add_manager(context, draft) for draft in drafts)
    assign_manager(context, ann.id, [own.id])
    assign_manager(context, bo.id, [other.id])
    scope = Scope(frozenset({own.id}))
    limited = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER, scope, AccountId(7))

    known = {}
    for each in (context, context.acting_as(limited)):
        with each.unit_of_work(reads_only=True) as uow:
            known[each.actor] = managers_within(each, uow)

    assert list(known.values()) == [[ann, bo, cor], [ann]]
