"""Keeps everyone but this machine out, as long as the dashboard has no sign-in.

Checking the addresses stops the network; checking the Host header stops a website that points
its own name at this machine (DNS rebinding); a request that says for whom it was forwarded
came through a proxy, which nobody asked for unless the settings say so.
"""

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.settings import is_loopback

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDING = frozenset({b"forwarded", b"x-forwarded-for"})
_REFUSAL = (
    "This monitor has no sign-in yet, so it only answers on the machine that it runs on, "
    "at the address it was started with.\n"
)
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1.


class LocalOnlyMiddleware:
    """Refuses every request or WebSocket that does not come from and go to this machine.

    Behind a proxy on this machine, requests of others arrive here as well, and the proxy is who
    decides about them: the web server below has then put their address in place of its own.
    """

    def __init__(self, app: ASGIApp, public_url: str, *, behind_proxy: bool) -> None:
        self._app = app
        self._behind_proxy = behind_proxy
        host = urlsplit(public_url).hostname
        self._names = _LOCAL_NAMES | ({host} if host else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass local requests on and refuse the rest."""
        if scope["type"] == "lifespan" or self._is_allowed(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await PlainTextResponse(_REFUSAL, 403)(scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        is_here = _is_local(scope.get("server"))
        # Only this machine can reach its own loopback address, whoever it asks for.
        if not is_here or not (self._behind_proxy or _comes_from_here(scope)):
            return False
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or _host_name(b"//" + hosts[0]) not in self._names:
            return False
        return scope["type"] != "websocket" or self._is_own_page(scope)

    def _is_own_page(self, scope: Scope) -> bool:
        """Tell whether a page of our own opens a connection, or a program that is no browser.

        Streamlit looks at this as well, but to learn its own address it would ask a website.
        """
        return all(_host_name(origin) in self._names for origin in _values(scope, b"origin"))


def _comes_from_here(scope: Scope) -> bool:
    is_forwarded = any(name in _FORWARDING for name, _ in scope["headers"])
    return not is_forwarded and _is_local(scope.get("client"))


def _is_local(end: tuple[str, int] | None) -> bool:
    return end is not None and is_loopback(end[0])


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for each, value in scope["headers"] if each == name]


def _host_name(address: bytes) -> str | None:
    try:
        return urlsplit(address.decode("ascii")).hostname
    except ValueError:
        return None
