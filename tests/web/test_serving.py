"""The survey as processes of its own: what they are told, and what each of them makes."""

from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from monitor.domain.errors import SchemaError
from monitor.settings import read_settings
from monitor.web import serving

pytestmark = pytest.mark.usefixtures("own_process")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """How the web server would have been started."""
    said: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **how: said.update(how, app=app))
    return said


def test_no_request_is_logged_for_it_would_hold_the_personal_link(served: dict[str, Any]) -> None:
    serving.serve_survey(read_settings(), workers=2)

    assert served["access_log"] is False
    assert served["workers"] == 2


def test_without_a_proxy_nobody_is_believed_about_where_a_request_comes_from(
    served: dict[str, Any],
) -> None:
    serving.serve_survey(read_settings(), workers=1)

    assert served["proxy_headers"] is False


def test_behind_a_proxy_only_this_machine_is_believed(
    served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BEHIND_PROXY", "1")

    serving.serve_survey(read_settings(), workers=1)

    assert served["proxy_headers"] is True
    assert served["forwarded_allow_ips"] == "127.0.0.1,::1"


def test_every_process_makes_the_whole_survey_from_the_environment(served: dict[str, Any]) -> None:
    serving.serve_survey(read_settings(), workers=1)
    module, _, name = served["app"].partition(":")
    client = TestClient(getattr(serving, name)())

    assert module == serving.__name__
    assert client.get("/health").status_code == 200
    assert client.get("/s/unknown").status_code == 404


def test_a_process_does_not_start_on_an_old_schema(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(SchemaError):
        serving.make_process_app()
