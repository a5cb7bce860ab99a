"""Asking at a fixed pace: every request is sent, and a late answer counts as late."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.open_loop import Paced, ask_at_pace

PAGE = b"""<form method="post" action="/s/a/1"><input type="hidden" name="version" value="3">
<input type="radio" name="TRU1" value="4"><button name="go" value="next">Verder</button></form>"""


class Survey(BaseHTTPRequestHandler):
    """Answers as the survey does, and remembers what was sent."""

    protocol_version = "HTTP/1.1"
    sent: list[tuple[str, bytes]]
    status = 303

    def do_GET(self) -> None:
        self.sent.append(("GET", b""))
        self._answer(200, PAGE)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append(("POST", body))
        self._answer(self.status, b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def link() -> Iterator[str]:
    Survey.sent, Survey.status = [], 303
    with ThreadingHTTPServer(("127.0.0.1", 0), Survey) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/s/a"
        server.shutdown()
        thread.join()


def test_as_many_pages_are_saved_as_are_read(link: str) -> None:
    paced = ask_at_pace([link], per_second=50, seconds=1)

    # One more was read before, to know what to save.
    assert [method for method, _ in Survey.sent].count("GET") == 26
    assert {body for method, body in Survey.sent if method == "POST"} == {b"TRU1=4&go=next"}
    assert len(paced.milliseconds) == 50
    assert paced.failures == 0


def test_an_answer_that_is_an_error_counts_as_failed(link: str) -> None:
    Survey.status = 503

    assert ask_at_pace([link], per_second=20, seconds=1).failures == 10


def test_percentiles_are_those_of_the_answering_times() -> None:
    assert Paced([float(number) for number in range(1, 100)], 0).percentile(95) == 95
