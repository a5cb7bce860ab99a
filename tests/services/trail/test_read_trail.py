"""Reading who did what: both partners the same of their partnership, and nobody more."""

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role, Scope
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.errors import NotAllowedError, NotFoundError
from monitor.domain.partnership import Language, Partnership, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.access_ports import NewAccount
from monitor.services.context import Context
from monitor.services.trail.note import note
from monitor.services.trail.read_trail import (
    LINES_PER_PAGE,
    TrailFilter,
    TrailPage,
    list_trail,
    read_trail,
)
from tests.factories import NOW
from tests.seeding import make_partnership

GONE = AccountId(999)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Zonnewijk", people=1)


@pytest.fixture
def fatima(context: Context) -> AccountId:
    with context.unit_of_work() as uow:
        account = uow.accounts.add(
            NewAccount(
                "fatima@example.org", "Fatima Bakker", Language.DUTCH, Role.MANAGER, made_at=NOW
            )
        )
        uow.commit()
    return account.id


def somebody(role: Role, *partnerships: PartnershipId, number: AccountId = GONE) -> Actor:
    scope = Scope(frozenset(partnerships) if partnerships else None)
    return Actor(ActorKind.PERSON, FIRST_WORKSPACE, role, scope, number)


def write(context: Context, number: AccountId, deed: Deed) -> None:
    acting = context.acting_as(somebody(Role.ADMINISTRATOR, number=number))
    with acting.unit_of_work() as uow:
        note(acting, uow, deed)
        uow.commit()


def people_in(page: TrailPage) -> list[str | None]:
    return [line.person for line in page.lines]


def test_who_did_it_is_named_and_whoever_is_erased_is_not(
    context: Context, partnership: Partnership, fatima: AccountId
) -> None:
    party = partnership.parties[0]
    write(context, fatima, Deed(Act.KEY_TURNED, partnership.id, party.id))
    write(context, GONE, Deed(Act.KEY_TURNED, partnership.id))

    page = read_trail(context, TrailFilter(partnership.id), 1)

    assert people_in(page)[:2] == [None, "Fatima Bakker"]
    assert page.lines[1].party == party.name
    assert page.lines[1].partnership == "Zonnewijk"
    assert page.people == {fatima: "Fatima Bakker", GONE: None}


def test_whom_it_was_done_to_is_named_as_long_as_they_are_there(
    context: Context, fatima: AccountId
) -> None:
    for number in (fatima, GONE):
        write(context, GONE, Deed(Act.ACCOUNT_DISABLED, facts={"account": number}))

    page = read_trail(context.acting_as(somebody(Role.ADMINISTRATOR)), TrailFilter(), 1)

    assert [line.about for line in page.lines] == [None, "Fatima Bakker"]


def test_it_is_found_by_act_and_by_person(
    context: Context, partnership: Partnership, fatima: AccountId
) -> None:
    write(context, fatima, Deed(Act.KEY_TURNED, partnership.id))
    write(context, GONE, Deed(Act.KEY_TURNED, partnership.id))

    by_act = read_trail(context, TrailFilter(partnership.id, Act.KEY_TURNED), 1)
    by_person = read_trail(context, TrailFilter(account_id=fatima), 1)

    assert (by_act.count, by_person.count) == (2, 1)


def test_a_page_that_is_not_there_becomes_the_nearest(
    context: Context, partnership: Partnership
) -> None:
    for _ in range(LINES_PER_PAGE + 1):
        write(context, GONE, Deed(Act.LINKS_SHOWN, partnership.id))
    wanted = TrailFilter(act=Act.LINKS_SHOWN)

    last = read_trail(context, wanted, 99)

    assert (last.page, last.pages, len(last.lines)) == (2, 2, 1)
    assert len(read_trail(context, wanted, -3).lines) == LINES_PER_PAGE


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.VIEWER, Role.FACILITATOR])
def test_everybody_of_a_partnership_reads_the_same_and_nothing_of_another(
    context: Context, partnership: Partnership, role: Role
) -> None:
    other = make_partnership(context, "Geheimdal", people=1)
    looking = context.acting_as(somebody(role, partnership.id))

    seen = read_trail(looking, TrailFilter(partnership.id), 1)

    assert seen == read_trail(context, TrailFilter(partnership.id), 1)
    with pytest.raises(NotFoundError):
        read_trail(looking, TrailFilter(other.id), 1)
    with pytest.raises(NotAllowedError):
        read_trail(looking, TrailFilter(), 1)


def test_who_may_take_it_away_does_so_noted_and_who_looks_only_does_not(
    context: Context, partnership: Partnership
) -> None:
    wanted = TrailFilter(partnership.id)
    for role in (Role.VIEWER, Role.REPRESENTATIVE):
        looking = context.acting_as(somebody(role, partnership.id))
        if role is Role.VIEWER:
            with pytest.raises(NotAllowedError):
                list_trail(looking, wanted)
        else:
            assert list_trail(looking, wanted)[0].entry.deed.act is Act.FILES_MADE
    assert list_trail(context, TrailFilter())


def test_a_partnership_that_is_gone_leaves_its_number(
    context: Context, partnership: Partnership
) -> None:
    with context.unit_of_work() as uow:
        uow.partnerships.delete(partnership.id)
        uow.commit()

    (line,) = read_trail(context, TrailFilter(act=Act.PARTNERSHIP_STARTED), 1).lines

    assert line.partnership is None
    assert line.entry.deed.partnership_id == partnership.id
