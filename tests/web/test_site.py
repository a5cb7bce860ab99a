"""The survey as a whole application, and as part of another."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.site import survey_mount
from tests.factories import StoredPartnership
from tests.web.visitor import Visitor


def test_the_survey_runs_alone_with_its_health(client: TestClient, visitor: Visitor) -> None:
    assert visitor.open().status_code == 200
    assert client.get("/health").json() == {"status": "ready", "database": True, "schema": "0001"}


# H31.
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/s/accessibility", 200),
        ("GET", "/s/unknown", 404),
        ("POST", "/s/live/1/x/thanks", 405),
        ("GET", "/unknown", 404),
        ("GET", "/health", 200),
        ("POST", "/health", 405),
        ("GET", "/robots.txt", 200),
    ],
)
def test_every_answer_of_the_survey_alone_is_protected(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    policy = answer.headers["content-security-policy"].split("; ")

    assert answer.status_code == status
    assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]


def test_what_is_not_the_survey_is_not_found_with_a_page_of_ours(client: TestClient) -> None:
    assert "Deze pagina bestaat niet" in client.get("/unknown").text


def test_the_survey_keeps_its_headers_to_itself(
    context: Context, settings: Settings, stored: StoredPartnership
) -> None:
    other = Route("/other", PlainTextResponse("other"))
    client = TestClient(Starlette(routes=[survey_mount(context, settings), other]))

    assert "content-security-policy" in Visitor(client, stored.tokens[0]).open().headers
    assert "content-security-policy" not in client.get("/other").headers


def test_addresses_follow_where_the_survey_is_mounted(
    context: Context, settings: Settings, stored: StoredPartnership
) -> None:
    app = Starlette(routes=[survey_mount(context, settings)])
    client = TestClient(app, root_path="/monitor", follow_redirects=False)
    token = stored.tokens[0]

    page = client.get(f"/monitor/s/{token}")

    assert f'href="/monitor/s/{token}/1"' in page.text
