import re
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.schema import CreateTable

from monitor.domain.partnership import PartnershipId
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Lesson
from monitor.storage import migrations
from monitor.storage.engine import make_engine
from monitor.storage.migrations.wider_keys import ASKED_EVERYWHERE, index_name
from monitor.storage.schema import migrate
from monitor.storage.tables import Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory

VERSIONS = Path(migrations.__file__).parent / "versions"
# One of everything that version 0004 changes, and both a response that was sent and a draft.
_CONTENT = '{"answers":{"TRU1":4},"choices":{},"comments":{}}'
_LESSON = '{"on":"2026-01-12","text":"Bellen","from_mistake":false}'
BEFORE_0004 = f"""
INSERT INTO organisation VALUES (1, 'Veldzicht', 'municipality');
INSERT INTO partnership VALUES (1, 'Zon', 'during', 'open', 3, NULL, FALSE);
INSERT INTO party VALUES (1, 1, 1, 1);
INSERT INTO participant VALUES (1, 1, 'Anna', 'nl', '2024-01-01', NULL, NULL);
INSERT INTO round VALUES (1, 1, 1, '2026-Q1', 'during', '2026-01-12 08:00:00',
    '2026-01-30 22:59:00', '2026-1', 'open', 3, NULL, FALSE);
INSERT INTO invitation VALUES (1, 1, 1, '11', '22');
INSERT INTO response (key, round_id, party_id, content, sent_on)
    VALUES ('{"a" * 40}', 1, 1, '{_CONTENT}', '2026-01-14');
INSERT INTO response (key, round_id, party_id, content, sent_on)
    VALUES ('{"b" * 40}', 1, 1, '{_CONTENT}', NULL)
"""  # noqa: S608 - our own words.
# What version 0006 makes anew in SQLite, with what belongs to it.
BEFORE_0006 = f"""
INSERT INTO partnership (id, name, phase, privacy_mode, minimum_group, is_sample, character,
    has_mirror, asks_load) VALUES (1, 'Zon', 'during', 'open', 3, FALSE, '', FALSE, FALSE);
INSERT INTO record VALUES (7, 1, 'lesson', 2);
INSERT INTO record_version VALUES (7, 1, FALSE, '{_LESSON}', 'Ada', '2026-01-12 08:00:00');
INSERT INTO record_version VALUES (7, 2, FALSE, '{_LESSON}', 'Bo', '2026-01-13 08:00:00')
"""  # noqa: S608 - our own words.
RESPONSES = "SELECT key, is_sent, version, is_paper FROM response ORDER BY key"


def test_the_migrated_schema_equals_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_object": is_alike_in_both,
            },
        )

        assert compare_metadata(context, Table.metadata) == []


def test_sqlite_has_the_very_tables_of_the_models(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    # The comparison above does not look at checks, at AUTOINCREMENT or at WITHOUT ROWID.
    with engine.connect() as connection:
        found = {
            name: clauses(sql)
            for name, sql in connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            )
        }

    expected = {
        name: clauses(str(CreateTable(table).compile(engine)))
        for name, table in Table.metadata.tables.items()
    }
    engine.dispose()
    assert {name: found[name] for name in expected} == expected


def test_what_was_sent_stays_sent_when_the_day_of_sending_goes(empty_engine: Engine) -> None:
    fill_version_0003(empty_engine)

    migrate(empty_engine)

    with empty_engine.connect() as connection:
        responses = connection.execute(text(RESPONSES)).all()
        columns = {each["name"] for each in inspect(connection).get_columns("response")}
    assert [tuple(each) for each in responses] == [
        ("a" * 40, True, 0, False),
        ("b" * 40, False, 0, False),
    ]
    assert "sent_on" not in columns


def test_everyone_still_gets_mail_by_a_link_that_works_after_version_0004(
    empty_engine: Engine,
) -> None:
    fill_version_0003(empty_engine)

    migrate(empty_engine)

    with SqlUnitOfWorkFactory(empty_engine)(reads_only=True) as work:
        (partnership,) = work.partnerships.list_all()
        (participant,) = work.partnerships.participants_of(partnership.id)
        (round_,) = work.rounds.list_of(partnership.id)
        (invitation,) = work.rounds.invitations_of(round_.id)
        (response,) = work.responses.sent_of(round_.id)
    assert (participant.wants_mail, participant.mail_failure) == (True, None)
    assert not round_.is_light
    assert not invitation.is_withdrawn
    assert response.answers == {"TRU1": 4}


def test_what_was_written_down_stays_with_all_its_versions_after_version_0006(
    empty_engine: Engine,
) -> None:
    fill(empty_engine, "0005", BEFORE_0006)

    migrate(empty_engine)

    partnership = PartnershipId(1)
    with SqlUnitOfWorkFactory(empty_engine)() as work:
        (lesson,) = work.records.list_of(partnership, Lesson)
        versions = work.records.versions_of(lesson)
        farewell = work.records.add(partnership, Farewell(call="Noor"), lesson.written)
        work.commit()
    assert [each.written.by for each in versions] == ["Ada", "Bo"]
    assert (lesson.id, lesson.content.text) == (7, "Bellen")
    assert farewell.content.call == "Noor"


def test_the_files_are_numbered_in_order() -> None:
    numbers = [path.name[:4] for path in sorted(VERSIONS.glob("*.py"))]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_number_of_a_file_is_its_version() -> None:
    # The version that this code needs is read from the names: nothing of Alembic is loaded for it.
    versions = {
        path.name[:4]: re.search(r'^revision = "(\d+)"$', path.read_text(), re.M)
        for path in VERSIONS.glob("*.py")
    }

    assert [number for number, found in versions.items() if not found or found[1] != number] == []


def is_alike_in_both(
    _element: object, name: str | None, kind: str, is_of_database: object, _other: object
) -> bool:
    """Tell whether both kinds of database have this; the rest is in test_wider_keys.py."""
    if kind == "index" and is_of_database:
        return name not in {index_name(*each) for each in ASKED_EVERYWHERE}
    return kind not in {"unique_constraint", "foreign_key_constraint"}


def fill_version_0003(engine: Engine) -> None:
    """Make an empty database as it was before version 0004, with rows in it."""
    fill(engine, "0003", BEFORE_0004)


def fill(engine: Engine, version: str, statements: str) -> None:
    """Make an empty database as it was in a version, with rows in it."""
    configuration = Config()
    configuration.set_main_option("script_location", str(VERSIONS.parent))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, version)
        for statement in statements.split(";"):
            connection.exec_driver_sql(statement)


def clauses(sql: str) -> set[str]:
    """Return the lines of a CREATE TABLE, whose order does not matter.

    A column that was added later stands on the line of the one before it, or of the end.
    """
    body, _, options = sql.rpartition(")")
    each = [*re.split(r"\n|, (?=\w+ [A-Z])", body), options]
    lines = (line.strip().rstrip(",") for line in each)
    # A table that was made anew is quoted.
    return {re.sub(r"\s+", " ", line).replace('"', "") for line in lines if line}
