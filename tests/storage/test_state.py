from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, text

from monitor.storage.schema import migrate
from monitor.storage.state import passes_policies, read_clock, read_stored_state
from tests.storage.old_versions import CLOSED, RELEASED, fill_version


def test_letters_and_digests_are_counted_by_what_became_of_them(empty_engine: Engine) -> None:
    fill_version(empty_engine, RELEASED[-1])
    migrate(empty_engine)

    state = read_stored_state(empty_engine)

    assert state.letters == {"waiting": 1, "sent": 0, "refused": 0, "cancelled": 0}
    assert state.digests == {"waiting": 0, "sent": 1, "refused": 0, "cancelled": 0}
    assert state.worked_at == {"worker": CLOSED}


def test_an_unused_installation_has_a_nought_for_every_state(engine: Engine) -> None:
    assert set(read_stored_state(engine).letters.values()) == {0}


def test_the_clock_of_the_server_is_read_where_there_is_one(engine: Engine) -> None:
    there = read_clock(engine)

    if engine.dialect.name == "sqlite":
        assert there is None
    else:
        assert there is not None
        assert abs(there - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_newest_of_all_workspaces_counts(engine: Engine) -> None:
    with engine.begin() as connection:
        for workspace, day in [(1, 1), (2, 9), (3, 5)]:
            connection.execute(
                text(
                    "INSERT INTO heartbeat (workspace_id, name, at) VALUES (:number, 'worker', :at)"
                ),
                {"number": workspace, "at": f"2026-01-0{day} 08:00:00"},
            )

    (worked_at,) = read_stored_state(engine).worked_at.values()
    assert worked_at.day == 9


def test_row_level_security_holds_for_the_product_where_there_is_one(engine: Engine) -> None:
    expected = None if engine.dialect.name == "sqlite" else False

    assert passes_policies(engine) is expected
