"""Many who send slowly, or far too much, keep nobody else from an answer."""

import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.journeys.server import run_monitor
from tests.journeys.survey_server import run_survey

MANY = 200
HEADERS = b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Drip: "
BODY = b"POST /s/abc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\na"


@pytest.fixture(scope="module", params=["survey", "dashboard"])
def url(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
) -> Iterator[str]:
    path = tmp_path_factory.mktemp("slow") / "monitor.db"
    shutil.copyfile(migrated_sqlite, path)
    run = run_survey if request.param == "survey" else run_monitor
    with run(f"sqlite:///{path}") as running:
        yield running.url


@contextmanager
def slow_clients(url: str, beginning: bytes) -> Iterator[Sequence[socket.socket]]:
    """Open many connections, each with a request that does not go on."""
    parts = httpx2.URL(url)
    with ExitStack() as stack:
        clients = [
            stack.enter_context(socket.create_connection((parts.host, parts.port or 80)))
            for _ in range(MANY)
        ]
        for client in clients:
            client.sendall(beginning)
        yield clients


# H30.
@pytest.mark.parametrize("beginning", [b"", HEADERS, BODY], ids=["silent", "headers", "body"])
def test_others_are_answered_while_many_send_slowly(url: str, beginning: bytes) -> None:
    with slow_clients(url, beginning):
        for _ in range(5):
            assert httpx2.get(f"{url}/health", timeout=20).status_code == 200


# H30.
@pytest.mark.parametrize(("beginning", "answer"), [(HEADERS, b""), (BODY, b"HTTP/1.1 408")])
def test_who_sends_slowly_is_not_waited_for_without_end(
    url: str, beginning: bytes, answer: bytes
) -> None:
    with slow_clients(url, beginning) as clients:
        for client in clients:
            client.settimeout(90)
            assert read_all(client).startswith(answer)


# H30.
@pytest.mark.parametrize(
    ("method", "path", "size", "status"),
    [
        ("POST", "/s/abc/1", 65 * 1024, 413),
        ("POST", "/s/abc/1", 50 * 1024 * 1024, 413),
        ("POST", "/unknown", 50 * 1024 * 1024, None),
    ],
)
def test_what_is_too_large_is_refused(
    url: str, method: str, path: str, size: int, status: int | None
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = httpx2.request(
            method, url + path, content=b"a" * size, headers=headers, timeout=60
        )
    except httpx2.TransportError:
        answer = None  # The connection was closed while most of it was still on its way.

    assert answer is None or answer.status_code in ({status} if status else {404, 413})
    assert httpx2.get(f"{url}/health", timeout=20).status_code == 200


def read_all(client: socket.socket) -> bytes:
    received = b""
    try:
        while part := client.recv(4096):
            received += part
    except ConnectionResetError:
        pass  # As good an end as any.
    return received
