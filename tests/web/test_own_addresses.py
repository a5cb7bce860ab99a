"""Only under our own names, and only for pages of our own."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from monitor.web.own_addresses import OwnAddressesMiddleware
from tests.web.asgi import call, make_scope

CONNECT: list[Message] = [{"type": "websocket.connect"}]
Pair = tuple[bytes, bytes]


async def serve(scope: Scope, _receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("inside")(scope, _receive, send)


HERE = OwnAddressesMiddleware(serve, "http://localhost:8501")
PUBLIC = OwnAddressesMiddleware(serve, "https://monitor.example.nl:8443")
FOREIGN = [
    b"https://evil.example",
    b"null",
    b"",
    b"http://localhost:9999",
    b"https://localhost:8501",
]


def status_of(app: OwnAddressesMiddleware, *headers: Pair, **changes: object) -> object:
    return call(app, make_scope(headers=list(headers), **changes))[0]["status"]


def host(name: bytes) -> Pair:
    return (b"host", name)


def origin(address: bytes) -> Pair:
    return (b"origin", address)


def site(word: bytes) -> Pair:
    return (b"sec-fetch-site", word)


LOCAL = host(b"localhost:8501")


@pytest.mark.parametrize(
    "name",
    [b"localhost", b"localhost:8501", b"LOCALHOST:1", b"127.0.0.1:8501", b"[::1]:8501", b"[::1]"],
)
def test_this_machine_is_let_in_under_its_own_names(name: bytes) -> None:
    assert status_of(HERE, host(name)) == 200


@pytest.mark.parametrize("name", [b"monitor.example.nl", b"monitor.example.nl:8443"])
def test_an_installation_with_a_name_is_reached_by_it(name: bytes) -> None:
    assert status_of(PUBLIC, host(name)) == 200


# H33.
@pytest.mark.parametrize(
    "name",
    [
        b"evil.example",
        b"localhost.evil.example",
        b"evil.example:8501",
        b"localhost@evil.example",
        b"127.0.0.1.evil.example",
        b"localhost:port",
        b"[::1",
        b"\xff",
        b"",
        b"0.0.0.0",
    ],
)
def test_a_name_that_was_pointed_at_this_machine_is_refused(name: bytes) -> None:
    assert status_of(HERE, host(name)) == 403


def test_an_installation_with_a_name_does_not_answer_to_that_of_the_machine() -> None:
    assert status_of(PUBLIC, LOCAL) == 403


def test_no_host_or_two_hosts_are_refused() -> None:
    assert status_of(HERE) == 403
    assert status_of(HERE, LOCAL, LOCAL) == 403


def test_a_load_balancer_may_ask_for_health_by_any_name() -> None:
    assert status_of(PUBLIC, host(b"10.0.0.7:8501"), path="/health") == 200
    assert status_of(PUBLIC, host(b"10.0.0.7:8501"), path="/health", method="POST") == 403


# H26.
@pytest.mark.parametrize("address", FOREIGN)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_page_of_another_origin_gets_nothing(address: bytes, method: str) -> None:
    assert status_of(HERE, LOCAL, origin(address), method=method) == 403


# H26.
@pytest.mark.parametrize("word", [b"cross-site", b"same-site"])
def test_what_a_browser_says_another_site_sends_is_refused(word: bytes) -> None:
    own = origin(b"http://localhost:8501")

    assert status_of(HERE, LOCAL, site(word), method="POST") == 403
    assert status_of(HERE, LOCAL, own, site(word), method="POST") == 403


def test_a_link_on_another_site_may_lead_here() -> None:
    assert status_of(HERE, LOCAL, site(b"cross-site")) == 200


@pytest.mark.parametrize(
    ("app", "name", "address"),
    [
        (HERE, b"localhost:8501", b"http://localhost:8501"),
        # The port is another one behind a tunnel: the page that sends is at that address too.
        (HERE, b"127.0.0.1:9000", b"http://127.0.0.1:9000"),
        (PUBLIC, b"monitor.example.nl:8443", b"https://monitor.example.nl:8443"),
    ],
)
def test_a_page_of_ours_may_send(app: OwnAddressesMiddleware, name: bytes, address: bytes) -> None:
    assert status_of(app, host(name), origin(address), method="POST") == 200
    assert status_of(app, host(name), origin(address), site(b"same-origin"), method="POST") == 200


@pytest.mark.parametrize(
    "address", [b"http://monitor.example.nl:8443", b"https://monitor.example.nl"]
)
def test_an_encrypted_page_is_not_taken_for_an_open_one(address: bytes) -> None:
    assert (
        status_of(PUBLIC, host(b"monitor.example.nl:8443"), origin(address), method="POST") == 403
    )


def test_a_program_may_send_what_needs_no_cookie() -> None:
    cookie = (b"cookie", b"session=1")

    assert status_of(HERE, LOCAL, method="POST") == 200
    assert status_of(HERE, LOCAL, cookie, method="POST") == 403
    assert status_of(HERE, LOCAL, cookie) == 200


def test_an_old_browser_may_answer_the_survey() -> None:
    cookie = (b"cookie", b"monitor_language=nl")

    # Its address is secret, so the browser calls it nothing.
    assert status_of(HERE, LOCAL, cookie, method="POST", path="/s/abc/1") == 200
    assert status_of(HERE, LOCAL, origin(b"null"), method="POST", path="/s/abc/1") == 200
    assert status_of(HERE, LOCAL, origin(b"null"), method="POST", path="/preview/1/2") == 403


# H26.
def test_a_nameless_page_of_another_site_may_not_send_to_the_survey() -> None:
    headers = (LOCAL, origin(b"null"), site(b"cross-site"))

    assert status_of(HERE, *headers, method="POST", path="/s/abc/1") == 403


def test_a_nameless_page_of_ours_may_send() -> None:
    headers = (LOCAL, origin(b"null"), site(b"same-origin"))

    assert status_of(HERE, *headers, method="POST", path="/preview/1/2") == 200


# H33.
@pytest.mark.parametrize(
    ("headers", "opened"),
    [
        ([LOCAL, origin(b"http://localhost:8501")], "websocket.accept"),
        ([LOCAL, origin(b"http://localhost:8501"), site(b"same-origin")], "websocket.accept"),
        # A program without a cookie acts for nobody.
        ([LOCAL], "websocket.accept"),
        ([LOCAL, (b"cookie", b"session=1")], "websocket.close"),
        ([LOCAL, site(b"cross-site")], "websocket.close"),
        ([host(b"evil.example"), origin(b"http://evil.example")], "websocket.close"),
        *[([LOCAL, origin(address)], "websocket.close") for address in FOREIGN],
    ],
)
def test_only_our_own_pages_open_a_connection(headers: list[Pair], opened: str) -> None:
    sent = call(HERE, make_scope(type="websocket", headers=headers), CONNECT)

    assert [message["type"] for message in sent] == [opened]
    assert opened == "websocket.accept" or sent[0]["code"] == 1008


def test_two_origins_are_none() -> None:
    own = origin(b"http://localhost:8501")

    assert status_of(HERE, LOCAL, own, own, method="POST") == 403


def test_the_refusal_is_a_plain_sentence() -> None:
    sent = call(HERE, make_scope(headers=[host(b"evil.example")]))

    assert sent[1]["body"].startswith(b"This monitor only answers under the address")


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    assert call(OwnAddressesMiddleware(lifespan, ""), {"type": "lifespan"}) == [
        {"type": "lifespan"}
    ]
