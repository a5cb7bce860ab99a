"""Protective headers on every answer."""

import base64
import hashlib

from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from monitor.web.headers import HeadersMiddleware, protective_headers


def test_the_policy_allows_these_styles_and_nothing_else() -> None:
    first, second = (
        base64.b64encode(hashlib.sha256(style).digest()).decode() for style in (b"p{}", b"a{}")
    )

    policy = protective_headers("p{}", "a{}")["content-security-policy"]

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{first}' 'sha256-{second}'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_the_headers_replace_those_of_the_application() -> None:
    inner = PlainTextResponse("", headers={"cache-control": "public", "x-own": "kept"})

    answer = TestClient(HeadersMiddleware(inner, {"cache-control": "no-store"})).get("/")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-own"] == "kept"
