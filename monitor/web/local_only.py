"""Keeps everyone but this machine out, where the product listens to this machine alone.

Checking the addresses stops the network; a request that says for whom it was forwarded came
through a proxy, which nobody asked for unless the settings say so.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.settings import is_loopback
from monitor.web.own_addresses import refuse

_FORWARDING = frozenset({b"forwarded", b"x-forwarded-for"})
_REFUSAL = (
    "This monitor is set up to answer only on the machine that it runs on, at the address it was "
    "started with.\n"
)


class LocalOnlyMiddleware:
    """Refuses every request or WebSocket that does not come from and go to this machine.

    Behind a proxy on this machine, requests of others arrive here as well, and the proxy is who
    decides about them: the web server below has then put their address in place of its own.
    """

    def __init__(self, app: ASGIApp, *, behind_proxy: bool) -> None:
        self._app = app
        self._behind_proxy = behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass local requests on and refuse the rest."""
        if scope["type"] == "lifespan" or self._is_allowed(scope):
            await self._app(scope, receive, send)
        else:
            await refuse(_REFUSAL, scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        is_here = _is_local(scope.get("server"))
        # Only this machine can reach its own loopback address, whoever it asks for.
        return is_here and (self._behind_proxy or _comes_from_here(scope))


def _comes_from_here(scope: Scope) -> bool:
    is_forwarded = any(name in _FORWARDING for name, _ in scope["headers"])
    return not is_forwarded and _is_local(scope.get("client"))


def _is_local(end: tuple[str, int] | None) -> bool:
    return end is not None and is_loopback(end[0])
