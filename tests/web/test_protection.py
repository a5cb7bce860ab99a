"""What is around everything that is served."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from monitor.domain.partnership import Language
from monitor.services.register.tables import MAXIMUM_BYTES
from monitor.settings import Settings
from monitor.web.protection import body_limiting, limiting_middleware, outer_middleware
from monitor.web.refusals import Refusals

PROTECTED = {
    "content-security-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "strict-transport-security",
}
TYPED = "what somebody answered"
REFUSALS = Refusals(Language.ENGLISH)
SETTINGS = Settings(_env_file=None, base_url="https://monitor.example.nl")


async def fail(_request: Request) -> Response:
    raise RuntimeError(TYPED)


async def count(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def protected(*middleware: Middleware) -> TestClient:
    routes = [
        Route("/fails", fail),
        Route("/{path:path}", count, methods=["GET", "POST", "PUT"]),
    ]
    app = Starlette(routes=routes, middleware=[*outer_middleware(SETTINGS, REFUSALS), *middleware])
    return TestClient(app, client=("192.0.2.7", 50000))


# H31.
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/page", 200), ("DELETE", "/page", 405), ("GET", "/fails", 500)],
)
def test_every_answer_is_protected_whatever_it_is(method: str, path: str, status: int) -> None:
    answer = protected().request(method, path)

    assert answer.status_code == status
    assert set(answer.headers) >= PROTECTED


# H37.
def test_a_failure_tells_the_log_where_and_nobody_what(caplog: pytest.LogCaptureFixture) -> None:
    answer = protected().get("/fails")

    assert "Something went wrong" in answer.text
    assert "RuntimeError" in caplog.text
    assert "test_protection.py" in caplog.text
    assert TYPED not in answer.text + caplog.text


# H30.
def test_what_is_too_long_or_too_much_gets_no_further() -> None:
    client = protected(*limiting_middleware(REFUSALS))

    assert client.get("/page", headers=[("x-many", "1")] * 10_000).status_code == 431
    assert client.get("/page?" + "&".join(["a=1"] * 10_000)).status_code == 431
    assert client.get("/" + "a" * 9000).status_code == 431
    assert {client.post("/page").status_code for _ in range(601)} == {200, 429}


# H30.
@pytest.mark.parametrize(
    ("path", "most"),
    [("/page", 64 * 1024), ("/_stcore/upload_file/a/b", MAXIMUM_BYTES + 16 * 1024)],
)
def test_a_body_may_be_as_large_as_what_is_sent_there(path: str, most: int) -> None:
    client = protected(body_limiting(REFUSALS))

    assert client.put(path, content=b"x" * most).text == str(most)
    assert client.put(path, content=b"x" * (most + 1)).status_code == 413


@pytest.mark.parametrize("path", ["/s/token/1", "/preview/1/2"])
def test_pages_with_a_limit_of_their_own_are_left_to_it(path: str) -> None:
    client = protected(body_limiting(REFUSALS))

    assert client.post(path, content=b"x" * 70_000).text == "70000"
