"""What happens when something fails that nobody expected."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.domain.errors import StorageUnavailableError
from monitor.web.last_resort import LastResortMiddleware
from tests.web.asgi import call, make_scope

ADDRESS = "anna@voorbeeld.nl"
SORRY: ASGIApp = PlainTextResponse("sorry", 500)
WAIT: ASGIApp = PlainTextResponse("wait", 503)


async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ValueError(ADDRESS)


async def miss_the_database(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise StorageUnavailableError(ADDRESS)


async def fail_half_way(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError(ADDRESS)


def test_a_failure_gets_an_answer_and_its_message_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent = call(LastResortMiddleware(fail, SORRY, WAIT), make_scope())

    assert (sent[0]["status"], sent[1]["body"]) == (500, b"sorry")
    assert "ValueError" in caplog.text
    assert ADDRESS not in caplog.text


def test_while_the_database_does_not_answer_people_are_asked_to_wait() -> None:
    sent = call(LastResortMiddleware(miss_the_database, SORRY, WAIT), make_scope())

    assert (sent[0]["status"], sent[1]["body"]) == (503, b"wait")


def test_an_answer_that_has_begun_is_broken_off() -> None:
    with pytest.raises(ValueError, match="anna"):
        call(LastResortMiddleware(fail_half_way, SORRY, WAIT), make_scope())


def test_a_websocket_fails_as_it_would() -> None:
    with pytest.raises(ValueError, match="anna"):
        call(LastResortMiddleware(fail, SORRY, WAIT), make_scope(type="websocket"))
