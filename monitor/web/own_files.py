"""Lets somebody fetch the files of their own pages, and send some to these; nobody else's."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.domain.access.actor import Actor


class OwnFilesMiddleware:
    """Passes on what ``is_own`` of whoever the wall let through, and refuses the rest."""

    def __init__(self, app: ASGIApp, is_own: Callable[[str, Actor], bool], refuse: ASGIApp) -> None:
        self._app = app
        self._is_own = is_own
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer that there is nothing there."""
        who: Actor | None = scope.get("state", {}).get("actor")
        if scope["type"] == "http" and who and not self._is_own(scope["path"], who):
            await self._refuse(scope, receive, send)
        else:
            await self._app(scope, receive, send)
