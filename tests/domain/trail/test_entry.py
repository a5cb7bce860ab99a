from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, WorkspaceId
from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import NOTHING_BEFORE, Deed, Entry, find_break, seal

MOMENT = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
DEED = Deed(Act.MEETING_BEGUN, PartnershipId(3), PartyId(5), {"meeting": 7, "is_light": True})


def make_entry(sequence: int = 1, previous_hash: str = NOTHING_BEFORE, deed: Deed = DEED) -> Entry:
    entry = Entry(
        FIRST_WORKSPACE, sequence, MOMENT, ActorKind.PERSON, AccountId(9), deed, previous_hash
    )
    return replace(entry, hash=seal(entry))


def make_chain(length: int) -> Sequence[Entry]:
    entries = [make_entry()]
    while len(entries) < length:
        entries.append(make_entry(len(entries) + 1, entries[-1].hash))
    return entries


def test_a_seal_is_the_same_everywhere_and_for_ever() -> None:
    # Worked out once: another value would break every trail that is there.
    assert make_entry().hash == "35c4716657c651b565903028ece38770547565adb09661dc11b225b7d844f872"


def test_a_seal_does_not_depend_on_the_zone_or_on_the_order_of_facts() -> None:
    entry = make_entry()
    elsewhere = replace(entry, at=MOMENT.astimezone(timezone(timedelta(hours=1))))
    turned = replace(entry, deed=replace(DEED, facts={"is_light": True, "meeting": 7}))

    assert seal(elsewhere) == seal(turned) == entry.hash


@pytest.mark.parametrize(
    "changed",
    [
        replace(make_entry(), workspace_id=WorkspaceId(2)),
        replace(make_entry(), sequence=2),
        replace(make_entry(), at=MOMENT + timedelta(microseconds=1)),
        replace(make_entry(), actor=ActorKind.PRODUCT),
        replace(make_entry(), account_id=None),
        replace(make_entry(), deed=replace(DEED, act=Act.MEETING_ENDED)),
        replace(make_entry(), deed=replace(DEED, partnership_id=PartnershipId(4))),
        replace(make_entry(), deed=replace(DEED, party_id=None)),
        replace(make_entry(), deed=replace(DEED, facts={"meeting": 8, "is_light": True})),
        replace(make_entry(), deed=replace(DEED, facts={})),
        replace(make_entry(), previous_hash="1" * 64),
    ],
)
def test_whatever_is_changed_of_an_entry_gives_another_seal(changed: Entry) -> None:
    assert seal(changed) != make_entry().hash


def test_a_chain_as_it_was_made_is_whole() -> None:
    assert find_break([]) is None
    assert find_break(make_chain(5)) is None


@pytest.mark.parametrize("number", [1, 2, 5])
def test_an_entry_that_was_changed_is_found(number: int) -> None:
    entries = list(make_chain(5))
    entries[number - 1] = replace(entries[number - 1], account_id=AccountId(1))

    assert find_break(entries) == number


@pytest.mark.parametrize("number", [1, 2, 4])
def test_an_entry_that_was_taken_out_is_found(number: int) -> None:
    entries = list(make_chain(5))
    del entries[number - 1]

    assert find_break(entries) == number


def test_an_entry_that_was_changed_and_sealed_again_is_found_by_the_next() -> None:
    entries = list(make_chain(5))
    forged = replace(entries[1], account_id=AccountId(1))
    entries[1] = replace(forged, hash=seal(forged))

    assert find_break(entries) == 3
