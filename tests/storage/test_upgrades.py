"""From every released version to the newest: nothing that people wrote is lost or changed."""

import pytest
from sqlalchemy import Engine, inspect, text

from monitor.domain.errors import SchemaError
from monitor.domain.partnership import PartnershipId
from monitor.storage import schema
from monitor.storage.backup.rows import read_tables
from monitor.storage.schema import changing, check_schema, migrate, read_schema_version, upgrade
from monitor.storage.tables import Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.storage.old_versions import ANSWERS, GONE, RELEASED, fill_version, next_id, read_rows


@pytest.mark.parametrize("version", RELEASED)
def test_every_row_is_there_after_an_upgrade_from(version: str, empty_engine: Engine) -> None:
    fill_version(empty_engine, version)
    before = read_rows(empty_engine)

    migrate(empty_engine)

    check_schema(empty_engine)
    after = read_rows(empty_engine)
    assert all(before.values())
    for table, rows in before.items():
        # Columns may go and come; what is in those that stay does not change.
        kept = rows[0].keys() & after[table][0].keys()
        assert kept
        assert [{name: row[name] for name in kept} for row in after[table]] == [
            {name: row[name] for name in kept} for row in rows
        ]


@pytest.mark.parametrize("version", RELEASED)
def test_answers_are_read_as_they_were_given_after_an_upgrade_from(
    version: str, empty_engine: Engine
) -> None:
    fill_version(empty_engine, version)

    migrate(empty_engine)

    with SqlUnitOfWorkFactory(empty_engine)(reads_only=True) as work:
        (round_,) = work.rounds.list_of(PartnershipId(3))
        responses = work.responses.sent_of(round_.id)
    assert [response.answers for response in responses] == [ANSWERS, ANSWERS]
    assert {response.comments["O1"].text for response in responses} == {'Fijn – "écht"\nwel ☀'}


@pytest.mark.parametrize("version", RELEASED)
def test_no_number_is_given_out_twice_after_an_upgrade_from(
    version: str, empty_engine: Engine
) -> None:
    fill_version(empty_engine, version)

    migrate(empty_engine)

    assert {table: next_id(empty_engine, table) for table in GONE} == {
        table: number + 1 for table, number in GONE.items()
    }


@pytest.mark.parametrize("version", RELEASED)
def test_an_upgrade_that_fails_half_way_leaves_the_version_it_began_with(
    version: str, empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_version(empty_engine, version)
    before, tables = read_rows(empty_engine), inspect(empty_engine).get_table_names()

    def fail_at_the_end(*_: object) -> None:
        raise RuntimeError("the last step failed")

    monkeypatch.setattr(schema, "raise_last_ids", fail_at_the_end)
    with pytest.raises(RuntimeError, match="the last step"):
        migrate(empty_engine)

    assert read_schema_version(empty_engine) == version
    assert inspect(empty_engine).get_table_names() == tables
    assert read_rows(empty_engine) == before


@pytest.mark.parametrize("version", RELEASED)
def test_a_backup_knows_every_table_of(version: str, empty_engine: Engine) -> None:
    with changing(empty_engine) as connection:
        upgrade(connection, version)
        present = {*inspect(connection).get_table_names()} - {"alembic_version"}
        known = {table.name for table in read_tables(connection)}

    assert known == present


def test_a_database_of_a_newer_program_is_not_migrated(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaError, match="newer than this program"):
        migrate(engine)

    assert read_schema_version(engine) == "9999"
    assert len(inspect(engine).get_table_names()) == len(Table.metadata.tables) + 1
