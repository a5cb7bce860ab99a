"""The viewer's language: kept in a cookie, written into every page of the dashboard."""

import gzip

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from monitor.domain.partnership import Language
from monitor.settings import Settings
from monitor.web.language import (
    LANGUAGE_COOKIE,
    LanguageMiddleware,
    choose_language,
    language_route,
    local_path,
)

PAGE = '<!doctype html><html lang="en"><p>Één</p></html>'


async def show_page(_request: Request) -> Response:
    headers = {"etag": '"1"', "last-modified": "Sun, 22 Nov 2026 00:00:00 GMT"}
    return HTMLResponse(PAGE, headers=headers)


async def stream_page(_request: Request) -> Response:
    return StreamingResponse(iter([PAGE[:20], PAGE[20:]]), media_type="text/html")


async def show_text(_request: Request) -> Response:
    return PlainTextResponse(PAGE)


async def show_zipped(_request: Request) -> Response:
    return Response(
        gzip.compress(PAGE.encode()), media_type="text/html", headers={"content-encoding": "gzip"}
    )


async def show_packed(_request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"content-encoding": "identity"})


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[
            Route("/", show_page),
            Route("/s/token", show_page),
            Route("/stream", stream_page),
            Route("/text", show_text),
            Route("/zipped", show_zipped),
            Route("/packed", show_packed),
            WebSocketRoute("/talk", talk),
            language_route(Settings(_env_file=None)),
        ]
    )
    return TestClient(LanguageMiddleware(app, Language.DUTCH), follow_redirects=False, cookies={})


@pytest.mark.parametrize("path", ["/", "/stream", "/zipped"])
def test_a_page_has_the_default_language(client: TestClient, path: str) -> None:
    assert '<html lang="nl"><p>Één</p>' in client.get(path).text


def test_a_cookie_chooses_the_language(client: TestClient) -> None:
    client.cookies.set(LANGUAGE_COOKIE, "en")

    assert '<html lang="en">' in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/zipped"])
def test_the_length_is_that_of_the_changed_page(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert int(answer.headers["content-length"]) == len(answer.content)


def test_no_cache_mixes_up_the_languages(client: TestClient) -> None:
    answer = client.get("/")

    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers
    assert answer.headers["vary"] == "cookie"


def test_a_head_request_keeps_its_length(client: TestClient) -> None:
    answer = client.head("/")

    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(PAGE.encode())


@pytest.mark.parametrize("path", ["/s/token", "/text", "/packed"])
def test_the_survey_and_what_is_no_plain_page_stay_as_they_are(
    client: TestClient, path: str
) -> None:
    assert client.get(path).text == PAGE


def test_websockets_pass(client: TestClient) -> None:
    with client.websocket_connect("/talk") as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize(
    "header", ["", "monitor_language=xx", "a=b", "monitor_language", "\x00;=;"]
)
def test_a_cookie_that_names_no_language_is_ignored(header: str) -> None:
    assert choose_language(header, Language.ENGLISH) is Language.ENGLISH


def test_a_choice_is_kept_for_a_year_out_of_reach_of_scripts(client: TestClient) -> None:
    answer = client.get("/language/en?next=/trends?round=3")

    assert (answer.status_code, answer.headers["location"]) == (303, "/trends?round=3")
    assert answer.headers["set-cookie"] == (
        "monitor_language=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax"
    )


def test_the_cookie_is_for_https_alone_where_the_monitor_is() -> None:
    settings = Settings(_env_file=None, base_url="https://monitor.example.nl")
    client = TestClient(Starlette(routes=[language_route(settings)]), follow_redirects=False)

    assert client.get("/language/nl").headers["set-cookie"].endswith("; Secure")


def test_an_unknown_language_is_not_found(client: TestClient) -> None:
    answer = client.get("/language/xx")

    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("target", ["/", "/trends", "/trends?a=1&b=//x", "/a/b#c", "/é"])
def test_a_path_on_this_site_is_followed(target: str) -> None:
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/x\r\nSet-Cookie: a=b",
        "/\x00",
    ],
)
def test_anything_that_may_lead_elsewhere_goes_to_the_start(target: str) -> None:
    assert local_path(target) == "/"
