"""Protective headers on every answer."""

import base64
import hashlib

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from monitor.web.headers import (
    HeadersMiddleware,
    PagePolicyMiddleware,
    PrivateAnswersMiddleware,
    common_headers,
    dashboard_headers,
    protective_headers,
)
from tests.web.asgi import call, make_scope

INDEX = "<head><script>\n  let a\n</script><script src='x.js'></script></head>"


def hash_of(text: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"


def test_the_policy_allows_these_styles_and_nothing_else() -> None:
    policy = protective_headers("p{}", "a{}")["content-security-policy"]

    assert policy == (
        f"default-src 'none'; style-src {hash_of(b'p{}')} {hash_of(b'a{}')}; img-src data:; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )


# H31.
def test_the_dashboard_runs_its_own_scripts_and_the_one_inside_the_page() -> None:
    policy = dashboard_headers(INDEX)["content-security-policy"]
    scripts = next(each for each in policy.split("; ") if each.startswith("script-src"))

    inside = hash_of(b"\n  let a\n")
    assert scripts == f"script-src 'self' blob: {inside}"
    assert "unsafe-eval" not in policy
    assert {"object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )


# H31.
@pytest.mark.parametrize(
    ("public_url", "promised"),
    [
        ("https://monitor.example.nl", "max-age=31536000; includeSubDomains"),
        ("http://localhost:8501", None),
    ],
)
def test_encryption_is_promised_where_there_is_some(public_url: str, promised: str | None) -> None:
    assert common_headers(public_url).get("strict-transport-security") == promised


def test_the_headers_replace_those_of_the_application() -> None:
    inner = PlainTextResponse("", headers={"cache-control": "public", "x-own": "kept"})

    answer = TestClient(HeadersMiddleware(inner, {"cache-control": "no-store"})).get("/")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-own"] == "kept"


def test_a_default_gives_way_to_what_the_application_says() -> None:
    inner = PlainTextResponse("", headers={"x-own": "kept"})

    answer = TestClient(HeadersMiddleware(inner, {}, {"x-own": "a", "x-other": "b"})).get("/")

    assert (answer.headers["x-own"], answer.headers["x-other"]) == ("kept", "b")


# H31.
def test_a_websocket_that_is_refused_has_the_headers_too() -> None:
    async def deny(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("no", 403)(scope, receive, send)

    sent = call(HeadersMiddleware(deny, {"x-own": "a"}), make_scope(type="websocket"))

    assert (b"x-own", b"a") in sent[0]["headers"]


def test_a_page_gets_its_policy_and_a_file_does_not() -> None:
    headers = {"content-security-policy": "strict"}

    page = TestClient(PagePolicyMiddleware(HTMLResponse("page"), headers)).get("/")
    file = TestClient(PagePolicyMiddleware(PlainTextResponse("file"), headers)).get("/")
    own = HTMLResponse("page", headers={"content-security-policy": "own"})
    stricter = TestClient(PagePolicyMiddleware(own, headers)).get("/")

    assert page.headers["content-security-policy"] == "strict"
    assert "content-security-policy" not in file.headers
    assert stricter.headers["content-security-policy"] == "own"


# H31.
def test_nobody_keeps_a_page_or_a_file_that_was_made() -> None:
    page = PrivateAnswersMiddleware(HTMLResponse("page"), "")
    file = PrivateAnswersMiddleware(PlainTextResponse("x", headers={"cache-control": "public"}), "")

    assert TestClient(page).get("/").headers["cache-control"] == "no-store"
    assert TestClient(file).get("/media/a.pdf").headers["cache-control"] == "no-store"
    assert TestClient(file).get("/static/a.js").headers["cache-control"] == "public"


# H31.
@pytest.mark.parametrize(
    ("public_url", "cookies"),
    [
        ("https://monitor.example.nl", [b"a=1; Path=/; Secure", b"b=2; Secure; HttpOnly"]),
        ("http://localhost:8501", [b"a=1; Path=/", b"b=2; Secure; HttpOnly"]),
    ],
)
def test_cookies_travel_encrypted_where_there_is_encryption(
    public_url: str, cookies: list[bytes]
) -> None:
    async def serve(_scope: Scope, _receive: Receive, send: Send) -> None:
        pairs = [(b"set-cookie", b"a=1; Path=/"), (b"Set-Cookie", b"b=2; Secure; HttpOnly")]
        start: Message = {"type": "http.response.start", "status": 200, "headers": pairs}
        await send(start)

    sent = call(PrivateAnswersMiddleware(serve, public_url), make_scope())

    assert [value for _, value in sent[0]["headers"]] == cookies
