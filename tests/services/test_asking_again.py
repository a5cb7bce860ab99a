"""Before anything is written it is asked once more who acts."""

import pytest

from monitor.domain.access.account import Role
from monitor.domain.access.actor import Actor
from monitor.domain.errors import NotAllowedError, NotSignedInError
from monitor.domain.partnership import PartnershipId
from monitor.services.asking_again import asking_again
from monitor.services.context import Context
from tests.services.access.scenes import person

OURS = PartnershipId(1)
MANAGER, VIEWER = person(Role.MANAGER, OURS), person(Role.VIEWER, OURS)


def test_whoever_is_who_they_were_writes_and_reads(context: Context) -> None:
    theirs = asking_again(context.acting_as(MANAGER), lambda: MANAGER)

    with theirs.unit_of_work() as uow:
        assert uow.partnerships.list_all() == []
    with theirs.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.list_all() == []


@pytest.mark.parametrize(
    ("found", "refusal"), [(VIEWER, NotAllowedError), (None, NotSignedInError)]
)
def test_whoever_is_less_than_they_were_writes_nothing_and_reads_on(
    context: Context, found: Actor | None, refusal: type[Exception]
) -> None:
    theirs = asking_again(context.acting_as(MANAGER), lambda: found)

    with pytest.raises(refusal):
        theirs.unit_of_work()
    with pytest.raises(refusal):
        theirs.unit_of_work.within(MANAGER.workspace_id)()
    with theirs.unit_of_work(reads_only=True) as uow:
        assert uow.partnerships.list_all() == []


def test_nobody_is_asked_for_what_is_only_read(context: Context) -> None:
    asked: list[None] = []

    def find() -> Actor:
        asked.append(None)
        return MANAGER

    theirs = asking_again(context.acting_as(MANAGER), find)
    theirs.unit_of_work(reads_only=True)
    theirs.unit_of_work.within(MANAGER.workspace_id)(reads_only=True)

    assert not asked


def test_what_is_cleaned_up_beside_the_database_asks_nobody(context: Context) -> None:
    asking_again(context.acting_as(MANAGER), lambda: None).unit_of_work.forget_writes()
