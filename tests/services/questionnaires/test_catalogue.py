"""Any process finds any version, also one that another has stored since."""

import subprocess
import sys
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from monitor.domain.errors import StorageUnavailableError
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.questionnaires.catalogue import (
    Catalogue,
    current_version,
    read_content,
    write_content,
)
from monitor.services.questionnaires.edit import adopt_version
from monitor.settings import ROOT
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.services.questionnaires.making import NOOR, adopt_own, store_own

IN_ANOTHER_PROCESS = """
from monitor import bootstrap
from monitor.services.questionnaires.edit import adopt_version
from tests.services.questionnaires.making import adopt_own
print(adopt_own(bootstrap.context()).version)
"""


class NoDatabase:
    """A database that does not answer."""

    def __call__(self, *, reads_only: bool = False) -> UnitOfWork:
        raise StorageUnavailableError(str(reads_only))

    def within(self, *_: object) -> "NoDatabase":
        return self

    def forget_writes(self) -> None:
        raise StorageUnavailableError


def fresh(context: Context) -> Catalogue:
    """Return the catalogue of a process that has just started."""
    return Catalogue(read_questionnaires(), context.unit_of_work)


def test_the_versions_of_the_product_are_there_without_a_database() -> None:
    catalogue = Catalogue(read_questionnaires(), NoDatabase())

    assert catalogue[CURRENT_VERSION] is read_questionnaires()[CURRENT_VERSION]
    assert list(catalogue) == list(read_questionnaires())
    assert len(catalogue) == len(read_questionnaires())


def test_a_version_stored_later_is_found(context: Context) -> None:
    running = fresh(context)

    stored = store_own(context)

    assert running[stored.version] == stored
    assert stored.version in running


def test_a_version_that_was_met_is_remembered(context: Context, engine: Engine) -> None:
    running = fresh(context)
    stored = store_own(context)
    assert stored.version not in list(running)
    met = running[stored.version]

    engine.dispose()

    assert running[stored.version] is met
    assert list(running) == [*read_questionnaires(), stored.version]


def test_a_version_that_nobody_stored_is_not_found(context: Context) -> None:
    with pytest.raises(KeyError):
        fresh(context)["2026-2+1"]

    assert "2026-2+1" not in fresh(context)


def test_going_through_all_asks_the_database_nothing() -> None:
    catalogue = Catalogue(read_questionnaires(), NoDatabase())

    assert [each.version for each in catalogue.values()] == list(read_questionnaires())
    with pytest.raises(StorageUnavailableError):
        catalogue["2026-2+1"]


def test_without_a_choice_the_newest_version_of_the_product_is_asked(context: Context) -> None:
    with context.unit_of_work(reads_only=True) as uow:
        assert current_version(uow) == CURRENT_VERSION


def test_the_version_adopted_last_is_asked(context: Context) -> None:
    stored = adopt_own(context)
    with context.unit_of_work(reads_only=True) as uow:
        assert current_version(uow) == stored.version

    adopt_version(context, CURRENT_VERSION, NOOR)

    with context.unit_of_work(reads_only=True) as uow:
        assert current_version(uow) == CURRENT_VERSION


@pytest.mark.parametrize("version", list(read_questionnaires()))
def test_a_stored_version_comes_back_equal(version: str) -> None:
    questionnaire = read_questionnaires()[version]

    assert read_content(write_content(questionnaire)) == questionnaire


def test_a_running_process_meets_what_another_process_adopts(
    database_url: str, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = replace(context, questionnaires=fresh(context))
    monkeypatch.setenv("MONITOR_DATABASE_URL", database_url)
    monkeypatch.setenv("MONITOR_SECRET_KEY", "x" * 32)

    other = subprocess.run(  # noqa: S603 - Fixed.
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    with running.unit_of_work(reads_only=True) as uow:
        version = current_version(uow)
    assert version == other.stdout.strip() == "2026-2+1"
    assert running.questionnaires[version].question("OWN1")


def test_two_servers_on_one_database_have_the_same_versions(
    context: Context, database_url: str
) -> None:
    engine = make_engine(database_url)
    other = Catalogue(read_questionnaires(), SqlUnitOfWorkFactory(engine))

    stored = store_own(context)

    assert other[stored.version] == stored
    engine.dispose()
