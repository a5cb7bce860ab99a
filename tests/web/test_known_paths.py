"""Only addresses that exist get an answer."""

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import Message, Receive, Scope, Send

from monitor.web.known_paths import KnownPathsMiddleware, file_paths
from tests.web.asgi import call, make_scope

CONNECT: list[Message] = [{"type": "websocket.connect"}]
NOBODY = PlainTextResponse("")
ROUTES = [Route("/language/{code}", NOBODY), Mount("/s", NOBODY)]


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("inside")(scope, receive, send)


KNOWN = KnownPathsMiddleware(
    serve, ["/", "/partnership", "/static/js/a.js"], ROUTES, PlainTextResponse("missing", 404)
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/partnership",
        "/partnership/",
        "/static/js/a.js",
        "/language/nl",
        "/s/anything/at/all",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/session/file",
        "/media/0123abc.pdf",
    ],
)
def test_what_exists_is_answered(path: str) -> None:
    assert call(KNOWN, make_scope(path=path))[0]["status"] == 200


# H33.
@pytest.mark.parametrize(
    "path",
    [
        "/unknown",
        "/partnership/unknown",
        "/Partnership",
        "/language",
        "/language/nl/more",
        "/static/js/b.js",
        "/static/",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/bidi-components/a/b.js",
        "/partnership/_stcore/health",
        "/component/a/b.js",
        "/app/static/a.png",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/media/../static/js/a.js",
        "/media/a/b",
        "//evil.example",
        "/index.html",
        "",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_does_not_exist_is_not_found(path: str, method: str) -> None:
    sent = call(KNOWN, make_scope(path=path, method=method))

    assert (sent[0]["status"], sent[1]["body"]) == (404, b"missing")


# H33.
@pytest.mark.parametrize(
    ("path", "answered"),
    [("/_stcore/stream", "websocket.accept"), ("/_stcore/agent/mcp", "websocket.close")],
)
def test_one_address_takes_connections(path: str, answered: str) -> None:
    sent = call(KNOWN, make_scope(type="websocket", path=path), CONNECT)

    assert [message["type"] for message in sent] == [answered]


def test_the_files_of_the_pages_are_known_and_the_page_itself_is_none(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    for name in ("index.html", "favicon.png", "js/a.js"):
        (tmp_path / name).write_text("")

    assert sorted(file_paths(tmp_path)) == ["/favicon.png", "/js/a.js"]


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    starting = KnownPathsMiddleware(lifespan, [], [], NOBODY)
    assert call(starting, {"type": "lifespan"}) == [{"type": "lifespan"}]
