"""Puts the same protective headers on every answer of an application, errors included."""

import base64
import hashlib
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def protective_headers(*styles: str) -> Mapping[str, str]:
    """Return the headers of pages whose only resource is one of these inline styles."""
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()) for each in styles]
    allowed = " ".join(f"'sha256-{each.decode('ascii')}'" for each in digests)
    policy = (
        f"default-src 'none'; style-src {allowed}; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
        "x-content-type-options": "nosniff",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    }


class HeadersMiddleware:
    """Sets fixed headers on every answer."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers where the answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
