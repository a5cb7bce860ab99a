"""One workspace never meets another, by our own statements and by PostgreSQL itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, Executable, make_url, select, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId, PartyKind
from monitor.services.register_ports import SavedView
from monitor.storage.engine import make_engine
from monitor.storage.keying import SETTING, work_in
from monitor.storage.tables import OrganisationRow, PartnershipRow, Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership
from tests.keyed import KEYED, UnkeyedStatementError, watch_statements

OTHER = WorkspaceId(2)
NONE_SEEN: frozenset[PartnershipId] = frozenset()


@pytest.fixture
def elsewhere(unit_of_work: SqlUnitOfWorkFactory) -> SqlUnitOfWorkFactory:
    return unit_of_work.within(OTHER)


def test_all_tables_are_keyed_but_those_of_the_installation() -> None:
    assert set(Table.metadata.tables) - KEYED == {
        "workspace",
        "miss",
        "sign_in_failure",
        "sign_in_detour",
    }


def test_a_partnership_is_in_no_other_workspace(
    unit_of_work: SqlUnitOfWorkFactory, elsewhere: SqlUnitOfWorkFactory
) -> None:
    stored = add_partnership(unit_of_work).partnership

    with elsewhere(reads_only=True) as work:
        assert work.partnerships.list_all() == []
        assert work.partnerships.count() == 0
        with pytest.raises(NotFoundError):
            work.partnerships.get(stored.id)


def test_nothing_of_another_workspace_is_changed(
    unit_of_work: SqlUnitOfWorkFactory, elsewhere: SqlUnitOfWorkFactory
) -> None:
    stored = add_partnership(unit_of_work).partnership

    with elsewhere() as work:
        work.partnerships.save(replace(stored, name="Van een ander"))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.get(stored.id) == stored


def test_two_workspaces_may_give_out_the_same_name(
    unit_of_work: SqlUnitOfWorkFactory, elsewhere: SqlUnitOfWorkFactory
) -> None:
    for factory, query in ((unit_of_work, "phase=during"), (elsewhere, "phase=before")):
        with factory() as work:
            work.saved_views.save(SavedView("Onze lijst", query))
            work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.saved_views.list_all() == [SavedView("Onze lijst", "phase=during")]


def test_whoever_sees_some_partnerships_meets_no_other(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    seen = add_partnership(unit_of_work).partnership
    other = add_partnership(unit_of_work, name="Een andere").partnership

    with unit_of_work.within(FIRST_WORKSPACE, [seen.id])(reads_only=True) as work:
        assert work.partnerships.list_all() == [seen]
        assert work.partnerships.count() == 1
        assert [found for found, _ in work.partnerships.find_names("", 10)] == [seen.id]
        with pytest.raises(NotFoundError):
            work.partnerships.get(other.id)


def test_whoever_sees_no_partnership_meets_none(unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_partnership(unit_of_work)

    with unit_of_work.within(FIRST_WORKSPACE, NONE_SEEN)(reads_only=True) as work:
        assert work.partnerships.list_all() == []


def test_without_a_workspace_nothing_can_be_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work.within(None)() as work, pytest.raises(StatementError, match="workspace"):
        work.partnerships.add_organisation("Veldzicht", PartyKind.MUNICIPALITY)


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        (select(OrganisationRow.name), 1),
        (select(OrganisationRow.name).union_all(select(PartnershipRow.name)), 2),
        (select(PartnershipRow.id).where(PartnershipRow.id.in_(select(OrganisationRow.id))), 2),
        (update(OrganisationRow).values(name="Anders"), 1),
    ],
    ids=["plain", "union", "subquery", "update"],
)
def test_every_part_of_a_statement_names_the_workspace(
    engine: Engine, statement: Executable, tables: int
) -> None:
    with Session(work_in(engine, FIRST_WORKSPACE, None)) as session, watch_statements() as seen:
        session.connection().execute(statement)

    assert seen[-1].count("workspace_id =") == tables


def test_a_statement_that_goes_past_the_tables_of_the_models_is_noticed(engine: Engine) -> None:
    past = select(OrganisationRow.__table__.c.name)

    with (
        watch_statements(),
        work_in(engine, FIRST_WORKSPACE, None).connect() as connection,
        pytest.raises(UnkeyedStatementError),
    ):
        connection.execute(past)


def test_postgresql_shows_nothing_to_whoever_does_not_say_in_which_workspace(
    postgresql_url: str,
) -> None:
    store_in_both(postgresql_url)

    with connect_past_our_code(postgresql_url) as connection:
        assert names(connection) == []


def test_postgresql_shows_one_workspace_whatever_a_statement_asks_for(postgresql_url: str) -> None:
    store_in_both(postgresql_url)

    with connect_past_our_code(postgresql_url) as connection:
        enter(connection, OTHER)

        assert names(connection) == ["Elders"]


def test_postgresql_takes_nothing_for_another_workspace(postgresql_url: str) -> None:
    store_in_both(postgresql_url)

    with connect_past_our_code(postgresql_url) as connection:
        enter(connection, OTHER)
        changed = connection.execute("UPDATE organisation SET name = 'X' WHERE workspace_id = 1")
        assert changed.rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            connection.execute(
                "INSERT INTO organisation (name, kind, workspace_id) VALUES ('X', 'initiative', 1)"
            )


def test_postgresql_guards_every_table_of_a_workspace_also_from_its_owner(
    postgresql_url: str,
) -> None:
    with connect_past_our_code(postgresql_url) as connection:
        guarded = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        ).fetchall()

    assert {name for (name,) in guarded} == KEYED


def store_in_both(url: str) -> None:
    engine = make_engine(url)
    for workspace, name in ((FIRST_WORKSPACE, "Hier"), (OTHER, "Elders")):
        with SqlUnitOfWorkFactory(engine, workspace)() as work:
            work.partnerships.add_organisation(name, PartyKind.INITIATIVE)
            work.commit()
    engine.dispose()


@contextmanager
def connect_past_our_code(url: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect as the role of the product, with nothing of it in between."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        yield connection


def enter(connection: psycopg.Connection[Any], workspace_id: WorkspaceId) -> None:
    connection.execute("SELECT set_config(%s, %s, FALSE)", (SETTING, str(workspace_id)))


def names(connection: psycopg.Connection[Any]) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM organisation").fetchall()]
