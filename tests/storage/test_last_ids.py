from sqlalchemy import Engine, text

from monitor.storage.last_ids import raise_last_ids, read_last_ids
from tests.storage.old_versions import next_id


def test_a_number_that_was_given_out_is_known_after_its_row_is_gone(engine: Engine) -> None:
    number = next_id(engine, "organisation")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM organisation"))

        assert read_last_ids(connection)["organisation"] == number


def test_a_table_goes_on_after_the_number_it_is_told(engine: Engine) -> None:
    with engine.begin() as connection:
        raise_last_ids(connection, {"organisation": 70})

    assert next_id(engine, "organisation") == 71


def test_no_table_goes_back(engine: Engine) -> None:
    with engine.begin() as connection:
        raise_last_ids(connection, {"organisation": 70})
        raise_last_ids(connection, {"organisation": 3})

    assert next_id(engine, "organisation") == 71


def test_a_table_that_is_not_there_is_passed_over(engine: Engine) -> None:
    with engine.begin() as connection:
        raise_last_ids(connection, {"nowhere": 3})


def test_an_empty_database_has_given_out_nothing(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        assert read_last_ids(connection) == {}
