"""The dashboard's language: a cookie, and the right ``lang`` on every page.

Streamlit writes ``<html lang="en">`` whatever it shows, which makes screen readers pronounce
Dutch as English (WCAG 3.1.1).
"""

import gzip
import re
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.domain.partnership import Language
from monitor.settings import Settings

LANGUAGE_COOKIE = "monitor_language"
_ONE_YEAR = 365 * 24 * 60 * 60
_FIXED = b'<html lang="en"'
_GZIP = "gzip"
# One slash, then nothing that a browser could read as the start of another host.
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]*")


def choose_language(cookie_header: str, default: Language) -> Language:
    """Return the language of a viewer, from the cookies of the request."""
    try:
        cookie = SimpleCookie(cookie_header).get(LANGUAGE_COOKIE)
        return Language(cookie.value) if cookie else default
    except (CookieError, ValueError):
        return default


def language_route(settings: Settings) -> Route:
    """Return the route ``/language/{code}?next=/path`` that keeps a viewer's choice."""

    async def remember(request: Request) -> Response:
        try:
            language = Language(request.path_params["code"])
        except ValueError:
            raise HTTPException(404) from None
        response = RedirectResponse(local_path(request.query_params.get("next", "/")), 303)
        response.set_cookie(
            LANGUAGE_COOKIE,
            language.value,
            max_age=_ONE_YEAR,
            secure=settings.public_url.startswith("https://"),
            httponly=True,
            samesite="lax",
        )
        return response

    return Route("/language/{code}", remember, name="language")


def local_path(target: str) -> str:
    """Return a path on this site; ``/`` in place of anything that may lead elsewhere."""
    return target if _LOCAL_PATH.fullmatch(target) else "/"


class LanguageMiddleware:
    """Writes the viewer's language into every HTML page but those of the survey."""

    def __init__(self, app: ASGIApp, default: Language) -> None:
        self._app = app
        self._default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and correct HTML on its way back."""
        if scope["type"] != "http" or scope["path"].startswith("/s/"):
            await self._app(scope, receive, send)
            return
        language = choose_language(Headers(scope=scope).get("cookie", ""), self._default)
        await self._app(scope, receive, _HtmlCorrector(send, language))


class _HtmlCorrector:
    """Holds an HTML answer back until it is whole, then sends it with the right language."""

    def __init__(self, send: Send, language: Language) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        """Send a message, or keep it while an HTML page is being collected."""
        if message["type"] == "http.response.start" and _is_readable_html(message):
            self._start = message
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        body = bytes(self._body)
        if headers.get("content-encoding") == _GZIP:
            body = gzip.decompress(body)
            del headers["content-encoding"]
        body = body.replace(_FIXED, f'<html lang="{self._language.value}"'.encode(), 1)
        if "content-length" in headers and self._body:
            headers["content-length"] = str(len(body))
        # The same file is another page in another language: no cache may mix them up.
        for validator in ("etag", "last-modified"):
            del headers[validator]
        headers.add_vary_header("cookie")
        self._start = None
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_readable_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    # Streamlit packs the page when the address is not "/".
    return is_html and headers.get("content-encoding", _GZIP) == _GZIP
