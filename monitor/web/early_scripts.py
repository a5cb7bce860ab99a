"""Tells the browser at once which scripts a page of charts will need.

By itself it hears so only when the first chart arrives over the WebSocket: the largest script then
begins to load when everything else is there.
"""

from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Pages that always have a chart: to others it would be a download for nothing.
_PAGES = frozenset({"/partnership", "/how-we-know", "/screen"})
# The beginnings of the names; the rest changes with Streamlit's version.
_SCRIPTS = ("PlotlyChart", "BidiComponent", "Html", "PageLink")
_FOLDER = Path("static") / "js"


class EarlyScriptsMiddleware:
    """Adds a ``Link`` header (RFC 8288) to the pages that show charts."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._links = ", ".join(
            f"</{name}>; rel=modulepreload" for name in find_scripts(folder, _SCRIPTS)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the header where it helps."""
        if scope["type"] != "http" or scope["path"] not in _PAGES or not self._links:
            await self._app(scope, receive, send)
            return

        async def add_links(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                MutableHeaders(scope=message).append("link", self._links)
            await send(message)

        await self._app(scope, receive, add_links)


def find_scripts(folder: Path, starts: Sequence[str]) -> Sequence[str]:
    """Return the paths, below a folder, of the scripts whose names begin so; none is no error."""
    found = [path for start in starts for path in sorted((folder / _FOLDER).glob(f"{start}.*.js"))]
    return [path.relative_to(folder).as_posix() for path in found]


def _is_page(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
