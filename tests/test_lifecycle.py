"""Start and stop of the process: what is refused, what runs along, what is mounted."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import anyio
import pytest
import streamlit as st
from anyio import from_thread
from starlette.routing import BaseRoute, Mount, Route

from monitor import bootstrap, lifecycle
from monitor.domain.errors import InvalidSettingError, SchemaError, StorageUnavailableError
from monitor.domain.round import RoundId
from monitor.services.context import Context
from monitor.web.language import LanguageMiddleware
from monitor.web.local_only import LocalOnlyMiddleware
from tests.factories import FakeClock, add_partnership

pytestmark = pytest.mark.usefixtures("own_process")
APP = st.App("monitor/shell.py")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


# People keep links: whoever removes an address breaks theirs.
def test_these_addresses_exist_beside_the_pages() -> None:
    assert paths_of(lifecycle.make_routes()) == [
        "/health",
        "/language/{code}",
        "/preview/{partnership}/{party}",
        "/preview/{partnership}/{party}/{page}",
        "/s/party/{token}",
        "/s/mail/{participant}/{token}",
        "/s/accessibility",
        "/s/{token}",
        "/s/{token}/privacy",
        "/s/{token}/check",
        "/s/{token}/thanks",
        "/s/{token}/withdraw",
        "/s/{token}/copy",
        "/s/{token}/closing.ics",
        "/s/{token}/{number}",
    ]


def test_the_dashboard_alone_serves_no_survey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_ONLY", "dashboard")

    assert not [path for path in paths_of(lifecycle.make_routes()) if path.startswith("/s/")]


def test_others_are_kept_out_before_anything_else_happens() -> None:
    classes: list[object] = [each.cls for each in lifecycle.make_middleware()]

    assert classes == [LocalOnlyMiddleware, LanguageMiddleware]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "monitor.example"])  # noqa: S104 - Must be refused.
def test_an_address_that_others_can_reach_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen_on(address, monkeypatch)

    with pytest.raises(InvalidSettingError, match=f"no sign-in, .* start on {address}"):
        live()


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1", None])
def test_this_machine_may_be_listened_on(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen_on(address, monkeypatch)

    live()


def test_a_database_with_an_old_schema_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(SchemaError):
        live()


def test_no_log_of_requests_holds_the_personal_links() -> None:
    logging.getLogger("uvicorn.access").disabled = False

    live()

    assert logging.getLogger("uvicorn.access").disabled


def test_a_round_whose_time_is_over_is_closed_along_the_way(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.set(stored.round.closes_at + timedelta(hours=1))
    monkeypatch.setattr(bootstrap, "context", lambda: context)

    live()

    with context.unit_of_work(reads_only=True) as unit:
        assert unit.rounds.get(stored.round.id).closed_at == clock.now()
        assert len(unit.releases.list_of(stored.partnership.id)) == 1


def test_closing_goes_on_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[int] = []

    async def wait_for_the_second_attempt() -> None:
        is_done = anyio.Event()

        def fail_at_first(_context: Context) -> list[RoundId]:
            attempts.append(len(attempts))
            if len(attempts) == 1:
                raise StorageUnavailableError
            from_thread.run_sync(is_done.set)
            return []

        monkeypatch.setattr(lifecycle, "close_due_rounds", fail_at_first)
        monkeypatch.setattr(lifecycle, "_CLOSING_INTERVAL_SECONDS", 0)
        async with lifecycle.lifespan(APP):
            await is_done.wait()

    anyio.run(wait_for_the_second_attempt)

    assert len(attempts) >= 2
    assert "Closing of due rounds failed" in caplog.text


def live() -> None:
    """Start, let what runs along have one turn, and stop."""

    async def start_and_stop() -> None:
        async with lifecycle.lifespan(APP):
            await anyio.wait_all_tasks_blocked()

    anyio.run(start_and_stop)


def listen_on(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _name: address)


def paths_of(routes: Iterable[BaseRoute], prefix: str = "") -> list[str]:
    """Return the paths of routes, those inside a mount included."""
    paths: list[str] = []
    for route in routes:
        if isinstance(route, Route):
            paths.append(prefix + route.path)
        elif isinstance(route, Mount):
            paths += paths_of(route.app._app.routes, prefix + route.path)  # type: ignore[attr-defined] # Below its headers.
    return paths
