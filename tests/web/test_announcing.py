"""What is said at the start is said when the address works."""

from contextlib import AbstractAsyncContextManager

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from monitor.web.announcing import AnnouncingServer, serve_and_announce
from tests.journeys.server import free_port


def test_whoever_goes_to_the_address_at_once_is_answered() -> None:
    port = free_port()
    app = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("here"))])
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning")
    answers: list[str] = []

    def go_there() -> None:
        answers.append(httpx2.get(f"http://127.0.0.1:{port}/").text)
        server.should_exit = True

    server = AnnouncingServer(config, go_there)
    server.run()

    assert answers == ["here"]


def test_what_cannot_start_says_nothing_and_ends_as_a_failure() -> None:
    def refuse(_app: Starlette) -> AbstractAsyncContextManager[None]:
        raise RuntimeError

    config = uvicorn.Config(Starlette(lifespan=refuse), port=free_port(), log_level="critical")
    said: list[str] = []

    with pytest.raises(SystemExit) as ended:
        serve_and_announce(config, lambda: said.append("listening"))

    assert ended.value.code == 3
    assert said == []
