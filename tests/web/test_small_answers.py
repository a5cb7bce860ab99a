"""Streamlit's files and pages, sent as small as the browser can take them."""

import gzip
from pathlib import Path

import anyio
import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from monitor.web.packed_files import PackedFiles
from monitor.web.small_answers import SmallAnswersMiddleware, accepted_encodings
from tests.web.asgi import call, make_scope

SCRIPT = b"let a = 1; " * 100
PAGE = "<html>" + "<p>A page.</p>" * 100
HEADERS = ("content-type", "cache-control")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streamlit")
    (folder / "static" / "js").mkdir(parents=True)
    (folder / "static" / "js" / "index.abc.js").write_bytes(SCRIPT)
    (folder / "static" / "photo.png").write_bytes(b"png" * 100)
    (folder / "secret.js").write_bytes(SCRIPT)
    (folder / "index.html").write_text(PAGE)
    return folder


@pytest.fixture(scope="module")
def plain(folder: Path) -> Starlette:
    """What Streamlit itself answers, and pages of other kinds."""
    pieces = Route("/pieces", lambda _: StreamingResponse(iter([PAGE] * 2), 200, None, "text/html"))
    static = create_streamlit_static_handler(str(folder), None)
    return Starlette(
        routes=[
            Route("/page", lambda _: HTMLResponse(PAGE)),
            Route("/short", lambda _: HTMLResponse("<html>")),
            Route("/error", lambda _: HTMLResponse(PAGE, 500)),
            Route("/text", lambda _: PlainTextResponse(PAGE)),
            Route("/packed", lambda _: _packed_page()),
            pieces,
            Mount("/", app=static),
        ]
    )


@pytest.fixture(scope="module")
def files(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> PackedFiles:
    files = PackedFiles(folder, tmp_path_factory.mktemp("cache"))
    anyio.run(files.prepare)
    return files


@pytest.fixture(scope="module")
def client(plain: Starlette, files: PackedFiles) -> TestClient:
    return TestClient(SmallAnswersMiddleware(plain, files))


def _packed_page() -> Response:
    packed = gzip.compress(PAGE.encode())
    return Response(packed, headers={"content-encoding": "gzip"}, media_type="text/html")


def raw(client: TestClient, path: str, accept: str) -> tuple[str | None, bytes]:
    """Return the encoding of an answer, and what went over the line."""
    with client.stream("GET", path, headers={"accept-encoding": accept}) as answer:
        content = b"".join(answer.iter_raw())
        assert answer.headers["content-length"] == str(len(content))
        return answer.headers.get("content-encoding"), content


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")],
)
@pytest.mark.parametrize("path", ["/static/js/index.abc.js", "/page", "/", "/partnership"])
def test_a_browser_gets_the_smallest_that_it_understands(
    client: TestClient, plain: Starlette, path: str, accept: str, encoding: str
) -> None:
    used, content = raw(client, path, accept)

    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[encoding]
    assert used == encoding
    assert unpack(content) == TestClient(plain).get(path).content


@pytest.mark.parametrize("path", ["/static/js/index.abc.js", "/page"])
def test_who_understands_no_encoding_gets_what_streamlit_sends(
    client: TestClient, path: str
) -> None:
    used, content = raw(client, path, "identity")

    assert used is None
    assert content in {SCRIPT, PAGE.encode()}


def test_a_packed_file_has_the_headers_of_streamlit(client: TestClient, plain: Starlette) -> None:
    path = "/static/js/index.abc.js"
    packed, original = client.get(path).headers, TestClient(plain).get(path).headers

    assert [packed[name] for name in HEADERS] == [original[name] for name in HEADERS]
    assert "immutable" in packed["cache-control"]
    assert packed["vary"] == "Accept-Encoding"
    assert packed["etag"]


def test_the_head_of_a_packed_file_is_that_of_its_get(client: TestClient) -> None:
    path = "/static/js/index.abc.js"

    head, whole = client.head(path), client.get(path)

    assert head.headers == whole.headers
    assert head.content == b""


def test_who_has_a_packed_file_already_gets_it_not_again(client: TestClient) -> None:
    path = "/static/js/index.abc.js"
    tag = client.get(path).headers["etag"]

    again = client.get(path, headers={"if-none-match": f'"other", W/{tag}'})

    assert again.status_code == 304
    assert again.content == b""
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_part_of_a_file_is_a_part_of_the_original(client: TestClient) -> None:
    answer = client.get("/static/js/index.abc.js", headers={"range": "bytes=4-8"})

    assert answer.status_code == 206
    assert answer.content == SCRIPT[4:9]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.js",
        "/static/js/../../secret.js",
        "/static//secret.js",
        "/static/js\\..\\..\\secret.js",
        "/static/../../outside.js",
        "/static/br/static/js/index.abc.js",
        "/static/",
    ],
)
def test_a_path_that_leads_elsewhere_is_left_to_streamlit(files: PackedFiles, path: str) -> None:
    app = SmallAnswersMiddleware(PlainTextResponse("passed on"), files)
    scope = make_scope(path=path, headers=[(b"accept-encoding", b"br")])

    # Given as it is: a client would first work out where the path leads.
    assert call(app, scope)[1]["body"] == b"passed on"


@pytest.mark.parametrize("path", ["/short", "/error", "/text", "/pieces", "/static/photo.png"])
def test_what_gains_nothing_is_left_alone(client: TestClient, plain: Starlette, path: str) -> None:
    answer = client.get(path)

    assert "content-encoding" not in answer.headers
    assert answer.content == TestClient(plain).get(path).content


def test_what_is_packed_already_is_not_packed_again(client: TestClient) -> None:
    assert raw(client, "/packed", "br, gzip")[0] == "gzip"


def test_a_form_is_passed_on(client: TestClient) -> None:
    assert client.post("/page").status_code == 405


@pytest.mark.parametrize(
    ("header", "encodings"),
    [
        ("", []),
        ("br", ["br"]),
        ("GZIP , BR", ["br", "gzip"]),
        ("br;q=1.0, gzip;q=0.8", ["br", "gzip"]),
        ("br; q=0.001", ["br"]),
        ("br;q=0, gzip;q=0.000", []),
        ("brotli, x-gzip", []),
    ],
)
def test_encodings_are_read_as_browsers_write_them(header: str, encodings: list[str]) -> None:
    assert accepted_encodings(header) == encodings
