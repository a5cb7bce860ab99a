"""The keys of PostgreSQL, as it says them itself: each holds the workspace."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, MetaData, inspect, text
from sqlalchemy.exc import IntegrityError

from monitor.storage.engine import make_engine
from monitor.storage.migrations.wider_keys import (
    ASKED_EVERYWHERE,
    UNIQUE_EVERYWHERE,
    KeyKind,
    index_name,
    keys_of,
    widen,
)
from monitor.storage.tables import Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership
from tests.keyed import KEYED

# Each refers to the partnership, its manager or its party, which are of the first workspace.
ACROSS = {
    "fk_planned_round_partnership_id": (
        "INSERT INTO planned_round (partnership_id, opens_at, closes_at, is_light, is_extra, "
        "workspace_id) SELECT id, now(), now(), FALSE, FALSE, 2 FROM partnership"
    ),
    "fk_participant_party_id": (
        "INSERT INTO participant (party_id, name, language, active_from, workspace_id) "
        "SELECT id, 'Bo', 'nl', now(), 2 FROM party"
    ),
    "fk_partnership_manager_id": (
        "INSERT INTO partnership (name, phase, privacy_mode, minimum_group, is_sample, "
        "manager_id, workspace_id) SELECT 'Zon', 'during', 'open', 3, FALSE, id, 2 FROM manager"
    ),
}


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    engine = make_engine(postgresql_url)
    yield engine
    engine.dispose()


def test_postgresql_has_the_keys_of_the_models_with_the_workspace(postgresql: Engine) -> None:
    found = keys_of(reflect(postgresql))

    assert set(found) == {widen(key) for key in keys_of(Table.metadata)}


def test_every_key_of_postgresql_holds_the_workspace_but_for_the_named_ones(
    postgresql: Engine,
) -> None:
    inspector = inspect(postgresql)
    without: set[str | None] = set()
    for table in KEYED:
        keys = [inspector.get_pk_constraint(table), *inspector.get_foreign_keys(table)]
        without |= {key["name"] for key in keys if "workspace_id" not in key["constrained_columns"]}
        # A unique index without a constraint would do the same.
        without |= {
            index["name"]
            for index in inspector.get_indexes(table)
            if index["unique"] and "workspace_id" not in index["column_names"]
        }

    assert without == UNIQUE_EVERYWHERE


def test_whatever_a_reference_of_postgresql_does_it_never_takes_away_the_workspace(
    postgresql: Engine,
) -> None:
    references = [key for key in keys_of(reflect(postgresql)) if key.kind is KeyKind.REFERENCE]

    assert {key.on_delete for key in references} == {"CASCADE", None}
    assert {key.name for key in references if key.on_delete is None} == {
        "fk_partnership_manager_id",
        "fk_party_organisation_id",
    }
    assert {(key.columns[0], key.target_columns[0]) for key in references} == {
        ("workspace_id", "workspace_id")
    }


def test_postgresql_finds_by_an_index_whose_it_is_when_nobody_knows_the_workspace(
    postgresql: Engine,
) -> None:
    inspector = inspect(postgresql)

    found = {
        (table, index["name"], *index["column_names"])
        for table, _ in ASKED_EVERYWHERE
        for index in inspector.get_indexes(table)
    }

    assert {(table, index_name(table, column), column) for table, column in ASKED_EVERYWHERE} <= (
        found
    )


@pytest.mark.parametrize("reference", ACROSS)
def test_no_row_of_postgresql_refers_to_a_row_of_another_workspace(
    reference: str, postgresql: Engine
) -> None:
    add_partnership(SqlUnitOfWorkFactory(postgresql))
    # No workspace is said: row-level security lets through what is of any.
    with postgresql.connect() as connection:
        connection.execute(
            text("INSERT INTO manager (name, language, wants_digest) VALUES ('Noor', 'nl', FALSE)")
        )

        with pytest.raises(IntegrityError, match=reference):
            connection.execute(text(ACROSS[reference]))


def reflect(engine: Engine) -> MetaData:
    """Return the tables as they are in a database."""
    tables = MetaData()
    tables.reflect(engine)
    return tables
