"""Readiness as JSON."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor.domain.errors import StorageUnavailableError
from monitor.web.health import Health, health_route


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
