"""Answers with the packed files of Streamlit's pages, and compresses the pages themselves.

Streamlit leaves both to a proxy. A visitor's first page is then three times as large as it needs
to be, also where there is no proxy.
"""

import functools
import mimetypes

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.packed_files import PackedFile, PackedFiles
from monitor.web.packing import BROTLI, GZIP, PLAIN, compress

# The names of these files change with their contents.
_FOLDER = "/static/"
_FOR_EVER = "public, immutable, max-age=31536000"
_SMALLEST_PAGE_BYTES = 500
_OK = 200


class SmallAnswersMiddleware:
    """Sends what was packed in place of what Streamlit would send, where the browser takes it."""

    def __init__(self, app: ASGIApp, files: PackedFiles) -> None:
        self._app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a packed file; pass everything else on, and compress pages."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encodings = accepted_encodings(headers.get("accept-encoding", ""))
        response = None if "range" in headers else self._find(scope["path"], headers, encodings)
        if response is not None:
            await response(scope, receive, send)
        elif encodings:
            await self._app(scope, receive, _PageCompressor(send, encodings[0]))
        else:
            await self._app(scope, receive, send)

    def _find(self, path: str, headers: Headers, encodings: list[str]) -> Response | None:
        if not path.startswith(_FOLDER):
            return None
        for encoding in (*encodings, PLAIN):
            file = self._files.find(encoding, path.removeprefix("/"))
            if file is not None:
                return _respond(path, file, encoding, headers.get("if-none-match", ""))
        return None


def accepted_encodings(header: str) -> list[str]:
    """Return what a browser understands of our encodings, the smallest first."""
    accepted = set()
    for item in header.lower().split(","):
        name, _, parameter = item.partition(";")
        weight = parameter.strip().removeprefix("q=").strip("0. ")
        if not parameter.strip() or weight:
            accepted.add(name.strip())
    return [encoding for encoding in (BROTLI, GZIP) if encoding in accepted]


def _respond(path: str, file: PackedFile, encoding: str, known: str) -> Response:
    headers = {"cache-control": _FOR_EVER, "etag": file.etag, "vary": "Accept-Encoding"}
    if file.etag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(status_code=304, headers=headers)
    if encoding != PLAIN:
        headers["content-encoding"] = encoding
    return Response(file.content, headers=headers, media_type=mimetypes.guess_type(path)[0])


class _PageCompressor:
    """Compresses an HTML page that comes in one piece."""

    def __init__(self, send: Send, encoding: str) -> None:
        self._send = send
        self._encoding = encoding
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """Keep the start of a page until its contents are known; send everything else."""
        if message["type"] == "http.response.start" and _is_plain_page(message):
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            message = self._compress(start, message)
            await self._send(start)
        await self._send(message)

    def _compress(self, start: Message, message: Message) -> Message:
        headers = MutableHeaders(scope=start)
        headers.add_vary_header("Accept-Encoding")
        body = message.get("body", b"")
        if message.get("more_body", False) or len(body) < _SMALLEST_PAGE_BYTES:
            return message
        smaller = _compress_page(body, self._encoding)
        headers["content-encoding"] = self._encoding
        headers["content-length"] = str(len(smaller))
        return {**message, "body": smaller}


@functools.lru_cache(maxsize=16)
def _compress_page(body: bytes, encoding: str) -> bytes:
    # One page a language, the same for everybody.
    return compress(body, encoding)


def _is_plain_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return start["status"] == _OK and is_html and "content-encoding" not in headers
