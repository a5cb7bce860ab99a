"""Finding what was changed in the trail, behind the back of the product and of the database."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from monitor.domain.access.account import FIRST_WORKSPACE, Role, Scope
from monitor.domain.access.actor import SOMEBODY_TRYING, Actor, ActorKind
from monitor.domain.errors import NotAllowedError
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.trail.note import note
from monitor.services.trail.verify_trail import verify_trail
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.restore import restore
from monitor.storage.backup.write import write_backup
from tests.factories import NOW, SECRET_KEY
from tests.storage.backup.conftest import ORDER

ENTRIES = 5


@pytest.fixture(autouse=True)
def entries(context: Context) -> None:
    for place in range(ENTRIES):
        add(context, place)


def add(context: Context, place: int) -> None:
    with context.unit_of_work() as uow:
        note(context, uow, Deed(Act.RECORD_WRITTEN, PartnershipId(place), facts={"round": place}))
        uow.commit()


def tamper(engine: Engine, statement: str) -> None:
    """Do what somebody does who holds the database itself: without the triggers."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('monitor.workspace', 'all', true)"))
            connection.execute(text("DROP TRIGGER trail_is_kept ON trail"))
        else:
            for change in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER trail_is_kept_from_{change}"))
        assert connection.execute(text(statement)).rowcount > 0


def test_a_trail_as_it_was_written_is_whole(context: Context) -> None:
    found = verify_trail(context)

    assert (found.entries, found.broken_at, found.is_whole) == (ENTRIES, None, True)
    with context.unit_of_work(reads_only=True) as uow:
        assert found.newest == list(uow.trail.all_in_order())[-1].hash


@pytest.mark.parametrize(
    "change",
    [
        "act = 'record_removed'",
        "account_id = 12",
        "actor = 'person'",
        "partnership_id = 99",
        "party_id = 99",
        "at = '2020-01-01 00:00:00+00'",
        "content = '{\"round\": 99}'",
        "hash = previous_hash",
    ],
)
def test_a_changed_entry_is_found_by_its_number(
    context: Context, engine: Engine, change: str
) -> None:
    tamper(engine, f"UPDATE trail SET {change} WHERE sequence = 3")  # noqa: S608 - Of this test.

    found = verify_trail(context)

    assert (found.broken_at, found.is_whole, found.newest) == (3, False, None)


@pytest.mark.parametrize("sequence", [1, 3])
def test_an_entry_that_was_taken_out_is_found_by_its_number(
    context: Context, engine: Engine, sequence: int
) -> None:
    tamper(engine, f"DELETE FROM trail WHERE sequence = {sequence}")  # noqa: S608 - Of this test.

    assert verify_trail(context).broken_at == sequence


def test_who_wrote_down_a_hash_sees_that_the_end_was_taken_off(
    context: Context, engine: Engine
) -> None:
    known = verify_trail(context).newest
    add(context, ENTRIES)
    assert verify_trail(context, known).holds_known

    tamper(engine, f"DELETE FROM trail WHERE sequence >= {ENTRIES}")  # noqa: S608 - Of this test.
    add(context, 0)
    found = verify_trail(context, known)

    assert (found.broken_at, found.holds_known, found.is_whole) == (None, False, False)


@pytest.mark.parametrize("statement", ["UPDATE trail SET act = 'x'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_the_trail(
    context: Context, engine: Engine, statement: str
) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('monitor.workspace', 'all', true)"))
        with pytest.raises(DatabaseError, match="never changed"):
            connection.execute(text(statement))

    assert verify_trail(context).is_whole


@pytest.mark.parametrize(
    "somebody",
    [
        SOMEBODY_TRYING,
        Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER),
        Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.ADMINISTRATOR, Scope(frozenset())),
    ],
)
def test_only_who_guards_the_workspace_verifies_it(context: Context, somebody: Actor) -> None:
    with pytest.raises(NotAllowedError):
        verify_trail(context.acting_as(somebody))


def test_a_restored_trail_is_whole_and_holds_the_hash_of_before(
    context: Context, engine: Engine, tmp_path: Path
) -> None:
    known = verify_trail(context).newest
    write_backup(engine, tmp_path / "backup.zip", ORDER)
    add(context, ENTRIES)

    with open_backup(tmp_path / "backup.zip", SECRET_KEY) as backup:
        restore(engine, backup, NOW)
    found = verify_trail(context, known)

    assert (found.entries, found.holds_known, found.is_whole) == (ENTRIES + 1, True, True)
