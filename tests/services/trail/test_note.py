"""Noting what is done: in order, with who did it, together with what it tells of, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, Role, Scope, WorkspaceId
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind, the_product
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import NOTHING_BEFORE, Deed, Entry, find_break
from monitor.services.context import Context
from monitor.services.trail.note import note, note_look
from tests.factories import NOW, FakeClock
from tests.seeding import make_partnership

FATIMA = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.VIEWER, account_id=AccountId(7))
AT_ONCE, EACH = 8, 5


def write(context: Context, deed: Deed) -> None:
    with context.unit_of_work() as uow:
        note(context, uow, deed)
        uow.commit()


def read_all(context: Context) -> list[Entry]:
    with context.unit_of_work(reads_only=True) as uow:
        return list(uow.trail.all_in_order())


def test_an_entry_tells_who_did_what_and_when_and_holds_the_hash_before_it(
    context: Context,
) -> None:
    deed = Deed(Act.KEY_TURNED, PartnershipId(3), PartyId(5), {"meeting": 2, "change": "aloud"})

    write(context, Deed(Act.SAMPLE_CHANGED))
    write(context.acting_as(FATIMA), deed)

    first, second = read_all(context)
    assert (first.actor, first.account_id) == (ActorKind.PRODUCT, None)
    assert first.previous_hash == NOTHING_BEFORE
    assert (second.actor, second.account_id) == (ActorKind.PERSON, AccountId(7))
    assert (second.sequence, second.at, second.deed) == (2, NOW, deed)
    assert second.previous_hash == first.hash


def test_what_is_not_committed_is_not_noted(context: Context) -> None:
    with context.unit_of_work() as uow:
        note(context, uow, Deed(Act.SAMPLE_CHANGED))

    assert read_all(context) == []


def test_each_workspace_has_a_trail_of_its_own(context: Context) -> None:
    elsewhere = context.acting_as(the_product(WorkspaceId(2)))
    for each in (context, elsewhere, context):
        write(each, Deed(Act.SAMPLE_CHANGED))

    assert [each.sequence for each in read_all(context)] == [1, 2]
    assert [each.sequence for each in read_all(elsewhere)] == [1]
    assert find_break(read_all(elsewhere)) is None


def test_many_who_note_at_the_same_moment_keep_the_chain_whole(context: Context) -> None:
    def write_some(place: int) -> None:
        for _ in range(EACH):
            write(context, Deed(Act.RECORD_WRITTEN, PartnershipId(place)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(write_some, range(AT_ONCE)))

    entries = read_all(context)
    assert [each.sequence for each in entries] == list(range(1, AT_ONCE * EACH + 1))
    assert find_break(entries) is None


def test_who_looks_again_and_again_looks_once_in_half_an_hour(
    context: Context, clock: FakeClock
) -> None:
    one, other = (make_partnership(context, name, people=1).id for name in ("Zon", "Maan"))
    looking = context.acting_as(FATIMA)
    for minutes in (0, 10, 29, 61):
        clock.set(NOW + timedelta(minutes=minutes))
        note_look(looking, one)
    note_look(looking, other)

    looks = [
        (each.at - NOW, each.deed.partnership_id)
        for each in read_all(context)
        if each.deed.act is Act.SPLIT_SEEN
    ]
    assert looks == [
        (timedelta(), one),
        (timedelta(minutes=61), one),
        (timedelta(minutes=61), other),
    ]


def test_a_look_at_what_is_not_there_for_somebody_is_refused_and_not_noted(
    context: Context,
) -> None:
    partnership = make_partnership(context, "Zon", people=1)
    before = read_all(context)
    elsewhere = Scope(frozenset({PartnershipId(999)}))

    with pytest.raises(NotFoundError):
        note_look(context.acting_as(replace(FATIMA, scope=elsewhere)), partnership.id)

    assert read_all(context) == before


@pytest.mark.parametrize("nobody", [the_product(), SOMEBODY_TRYING])
def test_a_look_of_nobody_in_particular_is_not_noted(context: Context, nobody: Actor) -> None:
    note_look(context.acting_as(nobody), PartnershipId(3))

    assert read_all(context) == []
