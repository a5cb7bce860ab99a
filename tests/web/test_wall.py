"""The wall around the dashboard: who is let through, who is led away, and what is closed."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import anyio
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.access.account import Scope as Sight
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.errors import StorageUnavailableError
from monitor.web.wall import WATCH_SECONDS, WallMiddleware, is_open
from tests.web.asgi import call, make_scope

NOOR = Actor(ActorKind.PERSON, FIRST_WORKSPACE, Role.MANAGER, name="Noor")
TOKEN = "a token"
COOKIE = (b"cookie", f"monitor={TOKEN.replace(' ', '-')}".encode())
HTML = (b"accept", b"text/html,application/xhtml+xml")
CONNECT = [{"type": "websocket.connect"}]


class Register:
    """Who is signed in; counts how often it was asked, and as what."""

    def __init__(self, *answers: Actor | Exception | None) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, token: str, *, is_use: bool = True) -> Actor | None:
        self.asked.append((token, is_use))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def inside(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer 200 with who is there, or accept."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        name = scope.get("state", {}).get("actor", NOOR).name
        await send({"type": "http.response.body", "body": name.encode()})
    else:
        await send({"type": "websocket.accept"})


def wall(register: Register, app: ASGIApp = inside) -> WallMiddleware:
    return WallMiddleware(app, register, "monitor", b"farewell", at_once)


async def at_once(_seconds: float) -> None:
    await anyio.lowlevel.checkpoint()


def ask(register: Register, **changes: object) -> Message:
    return call(wall(register), make_scope(**changes))[0]


def location_of(message: Message) -> str:
    headers: dict[bytes, bytes] = dict(message["headers"])
    return headers[b"location"].decode()


@pytest.mark.parametrize(
    "path",
    [
        "/s/x",
        "/s/accessibility",
        "/sign-in",
        "/sign-in/code",
        "/sign-out",
        "/language/en",
        "/health",
        "/robots.txt",
        "/.well-known/security.txt",
    ],
)
def test_what_is_for_everybody_is_open(path: str) -> None:
    register = Register(None)

    assert ask(register, path=path)["status"] == 200
    assert register.asked == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/partnership",
        "/s",
        "/sign-in-as-noor",
        "/sign-outside",
        "/health/x",
        "/languages",
        "/preview/1/2",
        "/_stcore/health",
        "/_stcore/upload_file/1/2",
        "/media/x.csv",
        "/static/js/index.js",
        "//sign-in/x",
        "/SIGN-IN/",
    ],
)
def test_everything_else_is_closed_to_strangers(path: str) -> None:
    assert not is_open(path)
    assert ask(Register(None), path=path)["status"] == 401


def test_a_stranger_who_wants_to_see_a_page_is_led_to_where_one_signs_in() -> None:
    answer = ask(
        Register(None), path="/partnership", query_string=b"id=3&tab=a%20b", headers=[HTML]
    )

    assert answer["status"] == 303
    assert location_of(answer) == "/sign-in?next=/partnership%3Fid%3D3%26tab%3Da%2520b"
    assert dict(answer["headers"])[b"cache-control"] == b"no-store"


def test_the_first_page_needs_no_way_back() -> None:
    assert location_of(ask(Register(None), headers=[HTML])) == "/sign-in"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_stranger_who_sends_something_is_refused(method: str) -> None:
    assert ask(Register(None), method=method, headers=[HTML])["status"] == 401


def test_who_is_signed_in_is_let_through_and_named_to_what_is_inside() -> None:
    register = Register(NOOR)

    sent = call(wall(register), make_scope(headers=[COOKIE]))

    assert (sent[0]["status"], sent[1]["body"]) == (200, b"Noor")
    assert register.asked == [("a-token", True)]


def test_the_seventy_files_of_a_page_ask_once() -> None:
    register = Register(NOOR)
    app = wall(register)

    for _ in range(70):
        call(app, make_scope(headers=[COOKIE]))

    assert len(register.asked) == 1


# H34.
def test_what_was_found_is_believed_for_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    register, moment = Register(NOOR, None), [100.0]
    monkeypatch.setattr("monitor.web.wall.monotonic", lambda: moment[0])
    app = wall(register)

    statuses = []
    for seconds in (100.0, 104.9, 105.0):
        moment[0] = seconds
        statuses.append(call(app, make_scope(headers=[COOKIE]))[0]["status"])

    assert statuses == [200, 200, 401]


def test_who_signs_out_is_believed_no_longer() -> None:
    app = wall(Register(NOOR, None))

    statuses = [
        call(app, make_scope(path=path, headers=[COOKIE]))[0]["status"]
        for path in ("/", "/sign-out", "/")
    ]

    assert statuses == [200, 200, 401]


def test_that_nobody_was_there_is_not_remembered() -> None:
    app = wall(Register(None, NOOR))

    statuses = [call(app, make_scope(headers=[COOKIE]))[0]["status"] for _ in range(2)]

    assert statuses == [401, 200]


def test_what_is_remembered_has_a_bound() -> None:
    register = Register(NOOR)
    app = wall(register)

    for number in range(1001):
        call(app, make_scope(headers=[(b"cookie", f"monitor={number}".encode())]))
    call(app, make_scope(headers=[(b"cookie", b"monitor=0")]))

    assert len(register.asked) == 1002


def test_no_websocket_opens_for_a_stranger() -> None:
    sent = call(wall(Register(None)), make_scope(type="websocket"), CONNECT)

    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_websocket_is_never_opened_by_what_is_remembered() -> None:
    app = wall(Register(NOOR, None))
    call(app, make_scope(headers=[COOKIE]))

    sent = call(app, make_scope(type="websocket", headers=[COOKIE]), CONNECT)

    assert sent == [{"type": "websocket.close", "code": 1008}]


# H34.
@pytest.mark.parametrize(
    "later",
    [
        None,
        replace(NOOR, role=Role.VIEWER),
        replace(NOOR, scope=Sight(frozenset())),
    ],
    ids=["ended", "another role", "another scope"],
)
def test_an_open_websocket_is_closed_when_somebody_is_not_who_they_were(
    later: Actor | None,
) -> None:
    register = Register(NOOR, NOOR, later)

    sent = serve_line(register)

    assert sent == [
        {"type": "websocket.accept"},
        {"type": "websocket.send", "bytes": b"farewell"},
        {"type": "websocket.close", "code": 1008},
    ]
    assert [is_use for _, is_use in register.asked] == [True, False, False]


# H34.
def test_an_open_websocket_is_looked_after_well_within_a_minute() -> None:
    assert WATCH_SECONDS <= 30


def test_a_database_that_is_away_closes_no_websocket_by_itself() -> None:
    register = Register(NOOR, StorageUnavailableError(), NOOR, None)

    assert serve_line(register)[-1]["type"] == "websocket.close"
    assert len(register.asked) == 4


def test_a_websocket_that_ends_by_itself_is_no_longer_looked_after() -> None:
    sent = call(wall(Register(NOOR)), make_scope(type="websocket", headers=[COOKIE]), CONNECT)

    assert sent == [{"type": "websocket.accept"}]


def test_starting_and_stopping_pass() -> None:
    async def lifespan(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": scope["type"]})

    assert call(wall(Register(None), lifespan), {"type": "lifespan"}) == [{"type": "lifespan"}]


def serve_line(register: Register) -> Sequence[Message]:
    """Open a WebSocket that stays until it is closed, and return what was sent over it."""
    sent: list[Message] = []

    async def run() -> None:
        is_closed = anyio.Event()

        async def stay(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "websocket.accept"})
            await is_closed.wait()
            await send({"type": "websocket.send", "text": "too late"})

        async def receive() -> Message:
            return CONNECT[0]

        async def send(message: Message) -> None:
            sent.append(message)
            if message["type"] == "websocket.close":
                is_closed.set()

        scope = make_scope(type="websocket", headers=[COOKIE])
        await wall(register, stay)(scope, receive, send)

    asyncio.run(run())
    return sent
