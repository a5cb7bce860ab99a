"""Only this machine, under its own names."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from monitor.web.local_only import LocalOnlyMiddleware
from tests.web.asgi import call, make_scope

OUTSIDE = ("192.0.2.7", 40000)


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("inside")(scope, receive, send)


LOCAL_ONLY = LocalOnlyMiddleware(serve, "https://monitor.example.nl:8443", behind_proxy=False)
PROXIED = LocalOnlyMiddleware(serve, "https://monitor.example.nl", behind_proxy=True)


def status_of(scope: Scope, app: LocalOnlyMiddleware = LOCAL_ONLY) -> object:
    return call(app, scope)[0]["status"]


def with_host(*hosts: bytes) -> Scope:
    return make_scope(headers=[(b"host", host) for host in hosts])


@pytest.mark.parametrize(
    "host",
    [
        b"localhost",
        b"localhost:8501",
        b"LOCALHOST:1",
        b"127.0.0.1:8501",
        b"[::1]:8501",
        b"[::1]",
        b"monitor.example.nl",
        b"monitor.example.nl:8443",
    ],
)
def test_this_machine_is_let_in_under_its_own_names(host: bytes) -> None:
    assert status_of(with_host(host)) == 200


@pytest.mark.parametrize(
    "host",
    [
        b"evil.example",
        b"localhost.evil.example",
        b"evil.example:8501",
        b"localhost@evil.example",
        b"127.0.0.1.evil.example",
        b"[::1",
        b"\xff",
        b"",
        b"0.0.0.0",
    ],
)
def test_a_name_that_was_pointed_at_this_machine_is_refused(host: bytes) -> None:
    assert status_of(with_host(host)) == 403


def test_no_host_or_two_hosts_are_refused() -> None:
    assert status_of(with_host()) == 403
    assert status_of(with_host(b"localhost", b"localhost")) == 403


@pytest.mark.parametrize("end", ["server", "client"])
@pytest.mark.parametrize("address", [OUTSIDE, ("::ffff:192.0.2.7", 1), ("testclient", 1), None])
def test_another_machine_is_refused(end: str, address: tuple[str, int] | None) -> None:
    assert status_of(make_scope(**{end: address})) == 403


@pytest.mark.parametrize("name", [b"x-forwarded-for", b"forwarded"])
def test_what_a_proxy_sends_on_is_refused_whoever_it_says_it_is_for(name: bytes) -> None:
    headers = [(b"host", b"localhost:8501"), (name, b"127.0.0.1")]

    assert status_of(make_scope(headers=headers)) == 403


def forwarded(host: bytes = b"monitor.example.nl") -> Scope:
    """A request of somebody elsewhere, as the web server hands it on behind a proxy."""
    headers = [(b"host", host), (b"x-forwarded-for", OUTSIDE[0].encode())]
    return make_scope(headers=headers, client=OUTSIDE)


def test_behind_a_proxy_others_are_let_in_under_the_public_name() -> None:
    assert status_of(forwarded(), PROXIED) == 200
    assert status_of(forwarded(b"evil.example"), PROXIED) == 403


def test_behind_a_proxy_this_machine_itself_is_let_in_still() -> None:
    assert status_of(make_scope(), PROXIED) == 200


def test_behind_a_proxy_nobody_gets_past_it() -> None:
    assert status_of(make_scope(server=("192.0.2.1", 8501), client=OUTSIDE), PROXIED) == 403


def test_behind_a_proxy_websockets_follow_the_same_rule() -> None:
    connect: list[Message] = [{"type": "websocket.connect"}]
    foreign = forwarded(b"evil.example")

    inside = call(PROXIED, {**forwarded(), "type": "websocket"}, connect)
    outside = call(PROXIED, {**foreign, "type": "websocket"}, connect)

    assert inside == [{"type": "websocket.accept"}]
    assert outside == [{"type": "websocket.close", "code": 1008}]


def test_the_refusal_is_a_plain_sentence() -> None:
    sent = call(LOCAL_ONLY, make_scope(client=OUTSIDE))

    assert sent[1]["body"].startswith(b"This monitor has no sign-in yet")


def test_websockets_follow_the_same_rule() -> None:
    connect: list[Message] = [{"type": "websocket.connect"}]

    inside = call(LOCAL_ONLY, make_scope(type="websocket"), connect)
    outside = call(LOCAL_ONLY, make_scope(type="websocket", client=OUTSIDE), connect)

    assert inside == [{"type": "websocket.accept"}]
    assert outside == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("origin", "opened"),
    [
        (b"http://localhost:8501", "websocket.accept"),
        (b"https://monitor.example.nl", "websocket.accept"),
        (b"https://evil.example", "websocket.close"),
        (b"null", "websocket.close"),
        (b"", "websocket.close"),
    ],
)
def test_only_our_own_pages_open_a_connection(origin: bytes, opened: str) -> None:
    connect: list[Message] = [{"type": "websocket.connect"}]
    headers = [(b"host", b"localhost:8501"), (b"origin", origin)]

    sent = call(LOCAL_ONLY, make_scope(type="websocket", headers=headers), connect)

    assert [message["type"] for message in sent] == [opened]


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    starting = LocalOnlyMiddleware(lifespan, "", behind_proxy=False)
    assert call(starting, {"type": "lifespan"}) == [{"type": "lifespan"}]
