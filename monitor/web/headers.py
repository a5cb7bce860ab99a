"""Puts protective headers on every answer of an application, errors included."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "content-security-policy"
# What no page of ours uses, so that nothing that got into one can use it either.
_UNUSED_FEATURES = (
    "camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "serial",
    "usb",
)  # fmt: skip
_ONE_YEAR = 365 * 24 * 60 * 60
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_COOKIE = "set-cookie"
# Files that somebody made: they stay with who was allowed to make them.
_MADE_FILES = "/media/"


def common_headers(public_url: str) -> Mapping[str, str]:
    """Return what every answer of every process has, whatever it is."""
    headers = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-robots-tag": "noindex, nofollow",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
    }
    if is_encrypted(public_url):
        headers["strict-transport-security"] = f"max-age={_ONE_YEAR}; includeSubDomains"
    return headers


def is_encrypted(public_url: str) -> bool:
    """Tell whether visitors reach us by HTTPS."""
    return public_url.startswith("https://")


def protective_headers(*styles: str) -> Mapping[str, str]:
    """Return the headers of pages whose only resource is one of these inline styles."""
    allowed = " ".join(_hashes(styles))
    policy = (
        f"default-src 'none'; style-src {allowed}; img-src data:; form-action 'self'; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
    return {_POLICY: policy, "referrer-policy": "no-referrer", "cache-control": "no-store"}


def bare_headers() -> Mapping[str, str]:
    """Return the headers of an answer that is no page: nothing in it may be shown or run."""
    policy = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    return {_POLICY: policy, "referrer-policy": "no-referrer"}


def dashboard_headers(index_page: str) -> Mapping[str, str]:
    """Return the headers of the dashboard's pages, from the page that Streamlit sends.

    Its one inline script is allowed by its hash, which is another one in the next version. The
    components of ours reach the browser as text and are run from a ``blob:`` address; only a
    script that runs already can make one. Streamlit writes its styles into the page.
    """
    policy = (
        "default-src 'none'; "
        f"script-src 'self' blob: {' '.join(_hashes(_INLINE_SCRIPT.findall(index_page)))}; "
        "worker-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        # A frame from a data address belongs to no site: the preview of a letter is one.
        "font-src 'self' data:; connect-src 'self'; manifest-src 'self'; frame-src data:; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
    return {_POLICY: policy, "referrer-policy": "same-origin"}


class HeadersMiddleware:
    """Sets fixed headers on every answer; ``defaults`` only where the application has none."""

    def __init__(
        self,
        app: ASGIApp,
        headers: Mapping[str, str],
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self._app = app
        self._headers = headers
        self._defaults = defaults or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers where the answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                for name, value in self._defaults.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class PagePolicyMiddleware:
    """Sets headers on pages only, where they have none of their own."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers where a page starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class PrivateAnswersMiddleware:
    """Lets nobody keep a page or a made file, and no cookie travel unencrypted."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._is_encrypted = is_encrypted(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and correct what the answer says about keeping it."""

        async def send_privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_page(message) or scope["path"].startswith(_MADE_FILES):
                    MutableHeaders(scope=message)["cache-control"] = "no-store"
                if self._is_encrypted:
                    message["headers"] = list(_secure_cookies(message["headers"]))
            await send(message)

        await self._app(scope, receive, send_privately)


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _secure_cookies(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    for name, value in headers:
        is_open = name.lower() == _COOKIE.encode() and b"; secure" not in value.lower()
        yield name, value + b"; Secure" if is_open else value


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()) for each in texts]
    return [f"'sha256-{digest.decode('ascii')}'" for digest in digests]
