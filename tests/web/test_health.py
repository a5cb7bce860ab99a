"""Readiness as JSON."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from anyio import create_task_group, run, to_thread, wait_all_tasks_blocked
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor import bootstrap
from monitor.domain.errors import StorageUnavailableError
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


@pytest.mark.usefixtures("own_process")
def test_the_health_of_a_process_is_that_of_its_database() -> None:
    health = read_health()

    assert health.is_ready
    assert health.schema_version


@pytest.mark.usefixtures("own_process")
def test_asking_how_a_process_is_writes_to_its_database() -> None:
    read_health()

    with bootstrap.context().unit_of_work(reads_only=True) as unit:
        assert unit.heartbeats.last("monitor") is not None


@pytest.mark.usefixtures("own_process")
def test_a_process_on_an_older_schema_is_not_ready_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    health = read_health()

    assert not health.is_ready
    assert not health.is_schema_current


def test_health_is_told_while_all_threads_of_the_survey_wait() -> None:
    health = Health(is_database_ok=True, schema_version="0004", is_schema_current=True)
    enough = Event()

    async def ask() -> int:
        transport = ASGITransport(Starlette(routes=[health_route(lambda: health)]))
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            return (await client.get("/health")).status_code

    async def wait() -> None:
        await to_thread.run_sync(enough.wait)

    async def ask_when_all_wait() -> int:
        threads = int(to_thread.current_default_thread_limiter().total_tokens)
        async with create_task_group() as waiting:
            for _ in range(threads):
                waiting.start_soon(wait)
            await wait_all_tasks_blocked()
            status = await ask()
            enough.set()
        return status

    assert run(ask_when_all_wait) == 200
