"""Databases, storage and the context of the use cases, for all tests."""

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pydantic_settings import SettingsConfigDict
from sqlalchemy import Engine
from streamlit.components.v2 import manifest_scanner

from monitor import bootstrap
from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.access.actor import Actor, ActorKind, the_product
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.questionnaires.catalogue import Catalogue
from monitor.settings import Settings, read_settings
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.copies import Copies, Shelf
from tests.factories import SECRET_KEY, FakeClock
from tests.keyed import watch_statements
from tests.postgresql import PostgresqlServer, find_memory, run_postgresql

# Who looks at the pages, where a test does not sign in.
AN_ADMINISTRATOR = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.ADMINISTRATOR)
# Held here, because a test may put something else in their place.
_ENGINE, _CONTEXT = bootstrap.engine, bootstrap.context


def pytest_configure() -> None:
    """Put the files of the tests in memory where there is room; a disk takes longer to be sure."""
    memory = find_memory()
    if memory is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a PostgreSQL server, so that the fast part can leave it out."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "postgresql" in item.name or any(name.startswith("postgresql") for name in fixtures):
            item.add_marker(pytest.mark.postgresql)


# Properties are tried on the same examples everywhere, and never judged by the clock.
settings.register_profile("facts", deadline=None, derandomize=True, database=None)
settings.load_profile("facts")


@pytest.fixture(scope="session", autouse=True)
def every_statement_names_its_workspace() -> Iterator[None]:
    """Whatever a test is about: a statement that forgets its workspace fails it."""
    with watch_statements():
        yield


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once() -> Iterator[None]:
    """Streamlit looks in every installed package for components, anew for each app of a test."""
    with pytest.MonkeyPatch.context() as patch:
        search = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", search)
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    with run_postgresql(find_memory()) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "monitor.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def find_engine() -> Callable[[str], Engine]:
    """Return what gives the engine of an address: once made, it knows each statement by heart.

    To write them out anew in every test takes a quarter of its time.
    """
    return functools.cache(make_engine)


@pytest.fixture(scope="session")
def same_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("database")


@pytest.fixture
def database_folder(same_folder: Path) -> Path:
    """The empty folder of a test's database: the same place each time."""
    shutil.rmtree(same_folder)
    same_folder.mkdir()
    return same_folder


@pytest.fixture
def sqlite_url(database_folder: Path, migrated_sqlite: Path) -> str:
    """Address of a fresh migrated SQLite database."""
    path = database_folder / "monitor.db"
    # With its rights: only its owner can read it.
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """Address of a fresh migrated PostgreSQL database."""
    with postgresql_server.fresh_database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of a fresh migrated database, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str, find_engine: Callable[[str], Engine]) -> Iterator[Engine]:
    engine = find_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def unit_of_work(engine: Engine) -> SqlUnitOfWorkFactory:
    return SqlUnitOfWorkFactory(engine)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def context(unit_of_work: SqlUnitOfWorkFactory, clock: FakeClock) -> Context:
    """What every use case gets; its time is set through the fixture ``clock``."""
    return Context(
        actor=the_product(),
        unit_of_work=unit_of_work,
        clock=clock,
        questionnaires=Catalogue(read_questionnaires(), unit_of_work),
        secret_key=SECRET_KEY,
        public_url="http://localhost:8501",
    )


@pytest.fixture(scope="session")
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Where filled databases lie; PostgreSQL is started by the first test that needs it."""
    return Shelf(
        tmp_path_factory.mktemp("filled"), lambda: request.getfixturevalue("postgresql_server")
    )


@pytest.fixture
def copies(shelf: Shelf, engine: Engine, context: Context, clock: FakeClock) -> Copies:
    """What fills the fresh database of a test as other tests did before, without the work."""
    return Copies(shelf, engine, context, clock)


@pytest.fixture
def own_process(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if this process had just started on a fresh database, with no other settings.

    An administrator is signed in, by a browser without cookies.
    """
    for name in [name for name in os.environ if name.startswith("MONITOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MONITOR_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("MONITOR_SECRET_KEY", SECRET_KEY.decode())
    without_file = SettingsConfigDict({**Settings.model_config, "env_file": None})
    monkeypatch.setattr(Settings, "model_config", without_file)
    monkeypatch.setattr(bootstrap, "find_actor", lambda _token, **_: AN_ADMINISTRATOR)
    # What pages are tested with answers a mock for every cookie, which is no text.
    cookies = "streamlit.runtime.context.ContextProxy.cookies"
    monkeypatch.setattr(cookies, property(lambda _: {}))
    forget_process()
    yield
    forget_process()


def forget_process() -> None:
    """Make the next use of the settings and the database read everything anew."""
    if _ENGINE.cache_info().currsize:
        _ENGINE().dispose()
    for cached in (read_settings, _ENGINE, _CONTEXT):
        cached.cache_clear()
