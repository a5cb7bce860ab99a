"""Answers only requests that are meant for this installation, and come from pages of its own.

Checking the Host header stops a website that points its own name at this machine (DNS rebinding);
checking the Origin stops one that lets a visitor's browser send something here. Streamlit looks
at both as well, but to learn its own address it would ask a website.
"""

from urllib.parse import SplitResult, urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.settings import is_loopback

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = {"http": 80, "https": 443}
# A load balancer asks this by the address of the machine.
_HEALTH = "/health"
_REFUSAL = (
    "This monitor only answers under the address that it was set up with, and only its own pages "
    "may send something to it.\n"
)
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1.


class OwnAddressesMiddleware:
    """Refuses requests and WebSockets under a foreign name, or from the page of another site."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._public = urlsplit(public_url)
        host = self._public.hostname or ""
        self._names = {host} | (_LOCAL_NAMES if is_loopback(host) else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for us and refuse the rest."""
        if scope["type"] == "lifespan" or self._is_allowed(scope):
            await self._app(scope, receive, send)
        else:
            await refuse(_REFUSAL, scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        if scope["path"] == _HEALTH and _is_reading(scope):
            return True
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or _split("//", hosts[0]).hostname not in self._names:
            return False
        origins = _values(scope, b"origin")
        if origins:
            return self._is_own(origins, hosts[0], scope) and _is_of_one_site(scope)
        return _is_reading(scope) or _is_harmless(scope)

    def _is_own(self, origins: list[bytes], host: bytes, scope: Scope) -> bool:
        """Tell whether a request comes from a page of ours, by what the browser says."""
        if origins == [b"null"]:
            # So browsers call a page of ours that must not tell its address: one of the survey.
            return _is_survey(scope) or _site(scope) == b"same-origin"
        own = [self._public]
        if self._public.scheme == "http":
            own.append(_split("http://", host))
        return len(origins) == 1 and _place(_split("", origins[0])) in map(_place, own)


async def refuse(reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer that a request or WebSocket is not let in."""
    can_say_why = "websocket.http.response" in scope.get("extensions", {})
    if scope["type"] == "websocket" and not can_say_why:
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
    else:
        await PlainTextResponse(reason, 403)(scope, receive, send)


def _is_reading(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in _SAFE_METHODS


def _is_harmless(scope: Scope) -> bool:
    """Tell whether a request without an origin may change something.

    A program sends none, nor did browsers of long ago. It may do what needs no cookie to be
    allowed; with a cookie it would act for somebody who may know nothing about it.
    """
    if _site(scope):
        return _is_of_one_site(scope)
    return _is_survey(scope) or not _values(scope, b"cookie")


def _is_of_one_site(scope: Scope) -> bool:
    """Tell whether the browser says that no other site is behind a request."""
    return _site(scope) in {b"", b"same-origin", b"none"}


def _is_survey(scope: Scope) -> bool:
    """Tell whether the address itself, and no cookie, is what gives rights."""
    path: str = scope["path"]
    return scope["type"] == "http" and path.startswith("/s/")


def _site(scope: Scope) -> bytes:
    return b",".join(_values(scope, b"sec-fetch-site"))


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for each, value in scope["headers"] if each == name]


def _split(before: str, address: bytes) -> SplitResult:
    """Return the parts of an address; empty ones if it is none."""
    try:
        parts = urlsplit(before + address.decode("ascii"))
        parts.port  # noqa: B018 - Raises where it is no number.
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _place(parts: SplitResult) -> tuple[str, str | None, int | None]:
    """Return what makes an origin: scheme, name and port."""
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
