"""The launcher: what a process serves, and to whom."""

import ast
import importlib
import sys
from pathlib import Path

import pytest
import streamlit as st
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from monitor.settings import ROOT
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


def move_database(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    """Let the running process find another database than the one it started with."""
    forget_process()
    monkeypatch.setenv("MONITOR_DATABASE_URL", database_url)
