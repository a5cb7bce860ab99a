"""The launcher: what a process serves, and to whom."""

import ast
import importlib
import sys
from pathlib import Path

import pytest
import streamlit as st
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Receive, Scope, Send
from streamlit.file_util import get_static_dir
from streamlit.runtime import Runtime

from monitor.lifecycle import make_routes
from monitor.settings import ROOT
from monitor.ui import addresses
from monitor.web.known_paths import STREAMLIT_PATHS
from tests.conftest import forget_process

pytestmark = pytest.mark.usefixtures("own_process")
LAUNCHER = ROOT / "dashboard.py"


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> st.App:
    """The application of a process that has just started."""
    monkeypatch.delitem(sys.modules, "dashboard", raising=False)
    # Streamlit allows one per process; that of this test is forgotten afterwards.
    monkeypatch.setattr(Runtime, "_instance", None)
    launched: st.App = importlib.import_module("dashboard").app
    return launched


@pytest.fixture
def client(app: st.App) -> TestClient:
    # Without its lifespan: a real process is used by the journeys.
    return TestClient(app, base_url="http://localhost:8501", client=("127.0.0.1", 50000))


def test_no_pages_folder_lies_beside_the_main_script(app: st.App) -> None:
    # Streamlit would run its files by their address, past every check of the shell (ADR 0002).
    assert app.script_path == ROOT / "monitor" / "shell.py"
    assert not (Path(app.script_path).parent / "pages").exists()


def test_streamlit_can_see_that_it_is_an_application() -> None:
    # Streamlit reads the source and looks for exactly this assignment.
    assignments = [
        ast.unparse(node.value.func)
        for node in ast.parse(LAUNCHER.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
    ]

    assert assignments == ["st.App"]


def test_the_launcher_only_launches() -> None:
    assert len(LAUNCHER.read_text(encoding="utf-8").splitlines()) <= 40


def test_a_ready_process_says_so(client: TestClient) -> None:
    answer = client.get("/health")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"


def test_a_process_without_its_tables_is_not_ready(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_database(monkeypatch, f"sqlite:///{tmp_path / 'empty.db'}")

    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "database": True, "schema": None}


def test_a_process_whose_database_is_away_is_not_ready(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_database(monkeypatch, f"sqlite:///{tmp_path}")

    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "database": False, "schema": None}


def test_the_survey_answers_with_its_own_pages(client: TestClient) -> None:
    answer = client.get("/s/unknown")

    assert answer.status_code == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/partnership?id=1", "/health", "/s/unknown", "/_stcore/health"]
)
def test_another_machine_gets_nothing(app: st.App, path: str) -> None:
    other = TestClient(app, base_url="http://localhost:8501", client=("192.0.2.7", 50000))

    assert other.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/", "/partnership?id=1", "/s/unknown"])
def test_another_name_gets_nothing(app: st.App, path: str) -> None:
    other = TestClient(app, base_url="http://monitor.example", client=("127.0.0.1", 50000))

    assert other.get(path).status_code == 403


# What Streamlit serves and our pages do not need: not found from outside. A new version of it that
# serves something else fails here, and somebody decides.
CLOSED = {
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/{path:path}",
    "/_stcore/metrics",
    "/auth/login",
    "/auth/logout",
    "/component/{path:path}",
    "/oauth2callback",
}
FILES = ""  # Where the files of the pages are mounted.


# H33.
def test_everything_that_streamlit_serves_is_known_to_be_needed_or_not(app: st.App) -> None:
    own = {path_of(route) for route in make_routes()}

    served = {path_of(route) for route in app._build_starlette_app().routes} - own

    assert served == {*STREAMLIT_PATHS, *CLOSED, FILES}


# H33.
@pytest.mark.parametrize("path", sorted(CLOSED))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_pages_do_not_need_is_not_found(
    client: TestClient, path: str, method: str
) -> None:
    answer = client.request(method, path.replace("{path:path}", "name/file.js"))

    assert answer.status_code == 404
    assert "Deze pagina bestaat niet" in answer.text


# H33.
@pytest.mark.parametrize("path", ["/unknown", "/partnership/more", "/static/js/none.js", "/a.php"])
def test_an_unknown_address_is_not_found_in_the_language_of_the_reader(
    app: st.App, path: str
) -> None:
    cookies = {"monitor_language": "en"}
    reader = TestClient(app, "http://localhost:8501", client=("127.0.0.1", 1), cookies=cookies)

    answer = reader.get(path)

    assert answer.status_code == 404
    assert "This page does not exist" in answer.text


@pytest.mark.parametrize("path", addresses.all_paths())
def test_every_page_has_its_address(client: TestClient, path: str) -> None:
    assert '<div id="root">' in client.get(path).text


PROTECTED = {
    "content-security-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
}
UPLOAD = "/_stcore/upload_file/session/file"
SCRIPT = sorted(Path(get_static_dir()).rglob("*.js"))[0].relative_to(get_static_dir())
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/partnership/", 301),
    ("GET", "/unknown", 404),
    ("GET", f"/{SCRIPT.as_posix()}", 200),
    ("GET", "/favicon.png", 200),
    ("GET", "/health", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/_stcore/host-config", 200),
    ("GET", "/language/en", 303),
    ("GET", "/language/xx", 404),
    ("GET", "/media/unknown.pdf", 404),
    ("GET", "/preview/1/1", 404),
    ("GET", "/s/unknown", 404),
    ("GET", "/s/accessibility", 200),
    ("POST", "/", 405),
    ("PUT", UPLOAD, 404),
]


# H31.
@pytest.mark.parametrize(("method", "path", "status"), ANSWERS, ids=str)
def test_every_answer_is_protected(public: TestClient, method: str, path: str, status: int) -> None:
    answer = public.request(method, path, follow_redirects=False)
    policy = answer.headers["content-security-policy"].split("; ")

    assert answer.status_code == status
    assert set(answer.headers) >= PROTECTED
    assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert answer.headers["x-content-type-options"] == "nosniff"


# H31.
def test_cookies_of_a_public_installation_travel_encrypted(public: TestClient) -> None:
    cookies = [
        cookie
        for path in ("/_stcore/host-config", "/_stcore/health", "/language/en")
        for cookie in public.get(path, follow_redirects=False).headers.get_list("set-cookie")
    ]

    assert cookies
    assert [each for each in cookies if "; secure" not in each.lower()] == []
    assert [each for each in cookies if "samesite=" not in each.lower()] == []


# H31.
def test_a_page_may_run_what_streamlit_wrote_into_it_and_nothing_else(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    scripts = next(each for each in policy.split("; ") if each.startswith("script-src"))

    assert scripts.startswith("script-src 'self' blob: 'sha256-")
    assert "unsafe" not in scripts
    assert "default-src 'none'" in policy


# H33.
@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:8501"},
    ],
)
def test_a_page_of_another_site_opens_no_connection(
    client: TestClient, changed: dict[str, str]
) -> None:
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect("/_stcore/stream", headers=changed),
    ):
        pass

    assert refused.value.status_code == 403
    assert "content-security-policy" in refused.value.headers


# H26.
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"cookie": "_streamlit_xsrf=1"},
    ],
)
def test_another_site_uploads_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.put(UPLOAD, headers=headers, content=b"x")

    assert answer.status_code == 403
    assert "only its own pages" in answer.text


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A visitor of an installation with a name, behind a proxy on this machine."""
    monkeypatch.setenv("MONITOR_BASE_URL", "https://monitor.example.nl")
    monkeypatch.setenv("MONITOR_BEHIND_PROXY", "1")
    forget_process()
    monkeypatch.delitem(sys.modules, "dashboard", raising=False)
    monkeypatch.setattr(Runtime, "_instance", None)
    public_app: st.App = importlib.import_module("dashboard").app

    async def behind_proxy(scope: Scope, receive: Receive, send: Send) -> None:
        await public_app({**scope, "server": ("127.0.0.1", 8501)}, receive, send)

    return TestClient(behind_proxy, "https://monitor.example.nl", client=("192.0.2.7", 50000))


def path_of(route: BaseRoute) -> str:
    """Return the pattern of the addresses that a route answers."""
    assert isinstance(route, Route | Mount | WebSocketRoute)
    return route.path


def move_database(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """Let the running process find another database than the one it started with."""
    forget_process()
    monkeypatch.setenv("MONITOR_DATABASE_URL", database_url)
