"""Readiness as JSON."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor import bootstrap
from monitor.domain.errors import StorageUnavailableError
from monitor.settings import read_settings
from monitor.web.health import Health, health_route, read_health


def get(read_health: Callable[[], Health]) -> tuple[int, object]:
    answer = TestClient(Starlette(routes=[health_route(read_health)])).get("/health")
    return answer.status_code, answer.json()


def test_a_process_that_can_work_is_ready() -> None:
    health = Health(is_database_ok=True, schema_version="0003", is_schema_current=True)

    assert get(lambda: health) == (
        200,
        {"status": "ready", "database": True, "schema": "0003"},
    )


@pytest.mark.parametrize(
    "health",
    [
        Health(is_database_ok=False, schema_version=None, is_schema_current=False),
        Health(is_database_ok=True, schema_version=None, is_schema_current=False),
        Health(is_database_ok=True, schema_version="0001", is_schema_current=False),
    ],
)
def test_a_process_that_cannot_work_is_not_ready(health: Health) -> None:
    status, content = get(lambda: health)

    assert status == 503
    assert content == {
        "status": "not ready",
        "database": health.is_database_ok,
        "schema": health.schema_version,
    }


def test_an_unreachable_database_is_not_ready() -> None:
    def fail() -> Health:
        raise StorageUnavailableError

    assert get(fail) == (503, {"status": "not ready", "database": False, "schema": None})


def test_the_health_of_a_process_is_that_of_its_database(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", sqlite_url)
    read_settings.cache_clear()
    bootstrap.engine.cache_clear()

    health = read_health()

    bootstrap.engine().dispose()
    bootstrap.engine.cache_clear()
    read_settings.cache_clear()
    assert health.is_ready
    assert health.schema_version
