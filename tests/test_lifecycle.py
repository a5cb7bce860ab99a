"""Start and stop of the process: what is refused, what runs along, what is mounted."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from threading import Event

import anyio
import pytest
import streamlit as st
import uvicorn
from anyio import from_thread
from starlette.routing import BaseRoute, Mount, Route
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from monitor import bootstrap, lifecycle, worker
from monitor.domain.errors import InvalidSettingError, SchemaError, StorageUnavailableError
from monitor.metrics.counting import CountingMiddleware
from monitor.services.context import Context
from monitor.web.body_limit import BodyLimitMiddleware
from monitor.web.early_scripts import EarlyScriptsMiddleware
from monitor.web.headers import HeadersMiddleware, PagePolicyMiddleware, PrivateAnswersMiddleware
from monitor.web.known_paths import KnownPathsMiddleware
from monitor.web.language import LanguageMiddleware
from monitor.web.last_resort import LastResortMiddleware
from monitor.web.local_only import LocalOnlyMiddleware
from monitor.web.own_addresses import OwnAddressesMiddleware
from monitor.web.own_files import OwnFilesMiddleware
from monitor.web.packed_files import PackedFiles
from monitor.web.rate_limit import RateLimitMiddleware
from monitor.web.request_limits import RequestLimitsMiddleware
from monitor.web.small_answers import SmallAnswersMiddleware
from monitor.web.wall import WallMiddleware
from tests.factories import FakeClock, add_partnership

pytestmark = pytest.mark.usefixtures("own_process")
APP = st.App("monitor/shell.py")
ADDRESS = "anna@voorbeeld.nl"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackedFiles:
    """Nothing to pack, so that a start is quick."""
    (tmp_path / "static").mkdir()
    files = PackedFiles(tmp_path / "static", tmp_path / "packed")
    monkeypatch.setattr(lifecycle, "packed_files", lambda: files)
    return files


# People keep links: whoever removes an address breaks theirs.
def test_these_addresses_exist_beside_the_pages() -> None:
    assert paths_of(lifecycle.make_routes()) == [
        "/health",
        "/language/{code}",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/recovery",
        "/sign-out",
        "/sign-in/second-factor",
        "/sign-in/forgotten",
        "/sign-in/password/{secret}",
        "/sign-in/set-up",
        "/sign-in/me",
        "/sign-in/me/password",
        "/sign-in/me/second-factor",
        "/sign-in/me/recovery-codes",
        "/sign-in/me/others",
        "/preview/{partnership}/{party}",
        "/preview/{partnership}/{party}/{page}",
        "/robots.txt",
        "/s/party/{token}",
        "/s/mail/{participant}/{token}",
        "/s/accessibility",
        "/s/privacy",
        "/s/digest/{manager}/{token}",
        "/s/live/{question}",
        "/s/live/{question}/{token}",
        "/s/live/{question}/{token}/thanks",
        "/s/key/{meeting}/{party}/{token}",
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

    assert classes == [
        CountingMiddleware,
        HeadersMiddleware,
        LastResortMiddleware,
        PrivateAnswersMiddleware,
        OwnAddressesMiddleware,
        LocalOnlyMiddleware,
        RateLimitMiddleware,
        RequestLimitsMiddleware,
        BodyLimitMiddleware,
        KnownPathsMiddleware,
        WallMiddleware,
        OwnFilesMiddleware,
        PagePolicyMiddleware,
        SmallAnswersMiddleware,
        LanguageMiddleware,
        EarlyScriptsMiddleware,
    ]


def test_where_others_may_come_they_are_let_as_far_as_the_wall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_HOST", "0.0.0.0")  # noqa: S104 - Behind a proxy.
    monkeypatch.setenv("MONITOR_BEHIND_PROXY", "1")

    classes: list[object] = [each.cls for each in lifecycle.make_middleware()]

    assert LocalOnlyMiddleware not in classes
    assert WallMiddleware in classes


def test_the_wall_asks_the_process_who_is_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    def find(token: str, *, is_use: bool) -> None:
        asked.append((token, is_use))

    monkeypatch.setattr(bootstrap, "find_actor", find)

    assert lifecycle.find_actor("x", is_use=False) is None
    assert asked == [("x", False)]


def test_a_page_that_must_go_is_told_to_ask_for_itself_again() -> None:
    message = ForwardMsg()
    message.ParseFromString(lifecycle.ask_anew())

    assert message.WhichOneof("type") == "auth_redirect"
    assert message.auth_redirect.url == ""


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "monitor.example"])  # noqa: S104 - Must be refused.
def test_an_address_that_others_can_reach_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen_on(address, monkeypatch)

    with pytest.raises(InvalidSettingError, match=f"MONITOR_HOST={address}"):
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


def test_dashboards_with_the_same_key_read_each_others_cookies_of_streamlit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lifecycle, "serve_and_announce", lambda *_: None)
    before = st.get_option("server.cookieSecret")

    lifecycle.serve(APP)
    first = st.get_option("server.cookieSecret")
    lifecycle.serve(APP)

    assert first not in {before, "", None}
    assert st.get_option("server.cookieSecret") == first
    assert bootstrap.context().secret_key.hex() not in first


def test_the_code_to_set_up_is_told_once_the_dashboard_listens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_partnership(bootstrap.context().unit_of_work)
    begun: list[str] = []

    def begin(_config: uvicorn.Config, announce: Callable[[], None]) -> None:
        begun.append(capsys.readouterr().out)
        announce()

    monkeypatch.setattr(lifecycle, "serve_and_announce", begin)

    lifecycle.serve(APP)

    assert begun == [""]
    assert "/sign-in/set-up" in capsys.readouterr().out


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


def test_without_its_worker_the_process_closes_nothing(
    context: Context, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_WORKER", "false")
    stored = add_partnership(context.unit_of_work)
    clock.set(stored.round.closes_at + timedelta(hours=1))
    monkeypatch.setattr(bootstrap, "context", lambda: context)

    live()

    with context.unit_of_work(reads_only=True) as unit:
        assert unit.rounds.get(stored.round.id).closed_at is None


def test_a_process_for_the_survey_alone_leaves_the_work_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns: list[str] = []
    monkeypatch.setenv("MONITOR_ONLY", "survey")
    monkeypatch.setattr(worker, "tick_checkins", lambda: turns.append("check-ins"))
    monkeypatch.setattr(worker, "tick_mail", lambda _must_stop: turns.append("mail"))

    live()

    assert turns == []


@pytest.mark.parametrize(
    ("work", "name"),
    [("tick_checkins", "Check-ins"), ("tick_mail", "Mail"), ("tick_backup", "Backup")],
)
def test_work_goes_on_after_a_failure_and_the_log_holds_no_address(
    work: str, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[int] = []

    async def wait_for_the_second_attempt() -> None:
        is_done = anyio.Event()

        def fail_at_first(*_: object) -> None:
            attempts.append(len(attempts))
            if len(attempts) == 1:
                raise StorageUnavailableError(ADDRESS)
            from_thread.run_sync(is_done.set)

        monkeypatch.setattr(worker, work, fail_at_first)
        monkeypatch.setattr(lifecycle, "_INTERVAL_SECONDS", 0)
        async with lifecycle.lifespan(APP):
            await is_done.wait()

    anyio.run(wait_for_the_second_attempt)

    assert len(attempts) >= 2
    assert f"{name} failed, and is tried again: StorageUnavailableError" in caplog.text
    assert ADDRESS not in caplog.text


def test_mail_that_takes_long_keeps_no_check_in_waiting_and_is_asked_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    was_asked: list[bool] = []

    async def wait_for_check_ins_while_mail_hangs() -> None:
        is_done, is_mailing = anyio.Event(), Event()
        turns: list[int] = []

        def hang(must_stop: Callable[[], bool]) -> None:
            is_mailing.set()
            while not must_stop():
                is_mailing.wait(0.01)
            was_asked.append(True)

        def count_turns() -> None:
            is_mailing.wait()
            turns.append(1)
            if len(turns) == 3:
                from_thread.run_sync(is_done.set)

        monkeypatch.setattr(worker, "tick_mail", hang)
        monkeypatch.setattr(worker, "tick_checkins", count_turns)
        monkeypatch.setattr(lifecycle, "_INTERVAL_SECONDS", 0)
        async with lifecycle.lifespan(APP):
            await is_done.wait()

    anyio.run(wait_for_check_ins_while_mail_hangs)

    assert was_asked == [True]


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
