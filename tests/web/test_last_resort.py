"""What happens when something fails that nobody expected."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.web.last_resort import LastResortMiddleware
from tests.web.asgi import call, make_scope

ADDRESS = "anna@voorbeeld.nl"
SORRY: ASGIApp = PlainTextResponse("sorry", 500)


async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ValueError(ADDRESS)


async def fail_half_way(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError(ADDRESS)


def test_a_failure_gets_an_answer_and_its_message_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent = call(LastResortMiddleware(fail, SORRY), make_scope())

    assert (sent[0]["status"], sent[1]["body"]) == (500, b"sorry")
    assert "ValueError" in caplog.text
    assert ADDRESS not in caplog.text


def test_an_answer_that_has_begun_is_broken_off() -> None:
    with pytest.raises(ValueError, match="anna"):
        call(LastResortMiddleware(fail_half_way, SORRY), make_scope())


def test_a_websocket_fails_as_it_would() -> None:
    with pytest.raises(ValueError, match="anna"):
        call(LastResortMiddleware(fail, SORRY), make_scope(type="websocket"))
