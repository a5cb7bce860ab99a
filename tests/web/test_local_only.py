"""Only this machine, as long as nobody signs in."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from monitor.web.local_only import LocalOnlyMiddleware
from tests.web.asgi import call, make_scope

OUTSIDE = ("192.0.2.7", 40000)
CONNECT: list[Message] = [{"type": "websocket.connect"}]


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("inside")(scope, receive, send)


LOCAL_ONLY = LocalOnlyMiddleware(serve, behind_proxy=False)
PROXIED = LocalOnlyMiddleware(serve, behind_proxy=True)


def status_of(scope: Scope, app: LocalOnlyMiddleware = LOCAL_ONLY) -> object:
    return call(app, scope)[0]["status"]


def test_this_machine_is_let_in() -> None:
    assert status_of(make_scope()) == 200


@pytest.mark.parametrize("end", ["server", "client"])
@pytest.mark.parametrize("address", [OUTSIDE, ("::ffff:192.0.2.7", 1), ("testclient", 1), None])
def test_another_machine_is_refused(end: str, address: tuple[str, int] | None) -> None:
    assert status_of(make_scope(**{end: address})) == 403


@pytest.mark.parametrize("name", [b"x-forwarded-for", b"forwarded"])
def test_what_a_proxy_sends_on_is_refused_whoever_it_says_it_is_for(name: bytes) -> None:
    headers = [(b"host", b"localhost:8501"), (name, b"127.0.0.1")]

    assert status_of(make_scope(headers=headers)) == 403


def forwarded() -> Scope:
    """A request of somebody elsewhere, as the web server hands it on behind a proxy."""
    headers = [(b"host", b"monitor.example.nl"), (b"x-forwarded-for", OUTSIDE[0].encode())]
    return make_scope(headers=headers, client=OUTSIDE)


def test_behind_a_proxy_others_are_let_in() -> None:
    assert status_of(forwarded(), PROXIED) == 200


def test_behind_a_proxy_this_machine_itself_is_let_in_still() -> None:
    assert status_of(make_scope(), PROXIED) == 200


def test_behind_a_proxy_nobody_gets_past_it() -> None:
    assert status_of(make_scope(server=("192.0.2.1", 8501), client=OUTSIDE), PROXIED) == 403


def test_websockets_follow_the_same_rule() -> None:
    inside = call(LOCAL_ONLY, make_scope(type="websocket"), CONNECT)
    outside = call(LOCAL_ONLY, make_scope(type="websocket", client=OUTSIDE), CONNECT)

    assert inside == [{"type": "websocket.accept"}]
    assert outside == [{"type": "websocket.close", "code": 1008}]


def test_the_refusal_is_a_plain_sentence() -> None:
    sent = call(LOCAL_ONLY, make_scope(client=OUTSIDE))

    assert sent[1]["body"].startswith(b"This monitor is set up to answer only")


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    starting = LocalOnlyMiddleware(lifespan, behind_proxy=False)
    assert call(starting, {"type": "lifespan"}) == [{"type": "lifespan"}]
