"""The survey as a whole application, and as part of another."""

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
