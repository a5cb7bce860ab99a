"""Answers only at addresses that exist: Streamlit sends its page for whatever is asked.

Of Streamlit's own addresses only those are open that our pages need.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

# What a browser that shows our pages asks Streamlit for, beside pages and files.
STREAMLIT_PATHS = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/stream",
    "/_stcore/upload_file/{session_id}/{file_id}",
    "/media/{file_id:path}",
)
_HOLE = re.compile(r"\{[^}]*\}")
# The page itself, which has an address of its own.
_INDEX = "index.html"
_MISSING = {"type": "websocket.close", "code": 1008}


class KnownPathsMiddleware:
    """Lets requests for pages, files and routes that exist pass, and ``refuse`` the rest."""

    def __init__(
        self, app: ASGIApp, pages: Collection[str], routes: Collection[BaseRoute], refuse: ASGIApp
    ) -> None:
        self._app = app
        self._exact = frozenset(pages)
        self._routes = routes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what exists, or answer that it does not."""
        if scope["type"] == "lifespan" or self._is_known(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send(_MISSING)
        else:
            await self._refuse(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        path: str = scope["path"]
        # Streamlit leads from an address with a slash at its end to the one without.
        if path in self._exact or path.removesuffix("/") in self._exact:
            return True
        if any(pattern.fullmatch(path) for pattern in _PATTERNS):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)


def file_paths(folder: Path) -> Iterable[str]:
    """Return the addresses of the files that Streamlit's pages are made of."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != _INDEX)
    return [f"/{path.relative_to(folder).as_posix()}" for path in files]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(_HOLE.sub("[^/]+", path))


_PATTERNS = tuple(map(_pattern, STREAMLIT_PATHS))
