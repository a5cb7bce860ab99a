from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, Engine, make_url, text
from sqlalchemy.exc import IntegrityError, StatementError

from monitor.domain.partnership import PartyKind
from monitor.domain.round import Quarter
from monitor.storage.types import ENUM_LENGTH, QuarterLabel, UtcDateTime, enum_type
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership

SQLITE: Dialect = make_url("sqlite://").get_dialect()()
POSTGRESQL: Dialect = make_url("postgresql+psycopg://").get_dialect()()
AWARE = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - The time zone is drawn beside it.
    max_value=datetime(2999, 1, 1),  # noqa: DTZ001 - The same.
    timezones=st.timezones(),
)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=lambda dialect: dialect.name)
@given(moment=AWARE)
def test_every_moment_comes_back_as_the_same_moment_in_utc(
    dialect: Dialect, moment: datetime
) -> None:
    column = UtcDateTime()

    returned = column.process_result_value(column.process_bind_param(moment, dialect), dialect)

    assert returned is not None
    assert returned == moment.astimezone(UTC)
    assert returned.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    naive = datetime(2026, 11, 17, 9, 30)  # noqa: DTZ001 - What the test is about.

    with unit_of_work() as work, pytest.raises(StatementError, match="without a time zone"):
        work.rounds.set_closed(stored.round.id, naive)


@given(year=st.integers(2000, 2999), number=st.integers(1, 4))
def test_every_quarter_comes_back_the_same(year: int, number: int) -> None:
    column, dialect = QuarterLabel(), SQLITE
    label = column.process_bind_param(Quarter(year, number), dialect)

    assert column.process_result_value(label, dialect) == Quarter(year, number)


def test_nothing_stays_nothing() -> None:
    assert UtcDateTime().process_bind_param(None, SQLITE) is None
    assert UtcDateTime().process_result_value(None, SQLITE) is None
    assert QuarterLabel().process_bind_param(None, SQLITE) is None
    assert QuarterLabel().process_result_value(None, SQLITE) is None


def test_an_enum_is_kept_as_its_value(engine: Engine, unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_partnership(unit_of_work, kinds=[PartyKind.INITIATIVE, PartyKind.INITIATIVE])

    with engine.connect() as connection:
        kinds = connection.execute(text("SELECT DISTINCT kind FROM organisation")).scalars().all()

    assert kinds == ["initiative"]
    assert all(len(kind) <= ENUM_LENGTH for kind in enum_type(PartyKind).enums)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("organisation", "kind"),
        ("partnership", "phase"),
        ("partnership", "privacy_mode"),
        ("participant", "language"),
        ("round", "phase"),
        ("round", "privacy_mode"),
    ],
)
def test_the_database_refuses_a_value_that_no_enum_has(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory, table: str, column: str
) -> None:
    add_partnership(unit_of_work)

    with engine.connect() as connection, pytest.raises(IntegrityError, match="known_"):
        connection.execute(text(f"UPDATE {table} SET {column} = 'unheard'"))  # noqa: S608 - ours.
