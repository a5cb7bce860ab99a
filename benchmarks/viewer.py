"""A viewer of the dashboard without a browser: speaks to Streamlit as the browser does."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.signed_in import Cookies, cookie_header

_LARGEST_MESSAGE = 50_000_000
_PROTOCOLS = [Subprotocol("streamlit")]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One run of a page as it came in: how long it took, and how much had to be drawn."""

    seconds: float
    elements: int
    size: int


@dataclass(frozen=True, slots=True)
class Field:
    """A text field within a part of the page that is drawn by itself."""

    widget_id: str
    fragment_id: str


class Viewer:
    """One session that looks at pages."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.fields: dict[str, Field] = {}

    async def open(self, page: str, query: str = "") -> Drawing:
        """Run a page whole."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        return await self._draw(message)

    async def type_in(self, field: Field, text: str, query: str = "") -> Drawing:
        """Type in a field, which draws its part of the page anew."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.fragment_id = field.fragment_id
        state = message.rerun_script.widget_states.widgets.add()
        state.id = field.widget_id
        state.string_value = text
        return await self._draw(message)

    async def _draw(self, message: BackMsg) -> Drawing:
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        elements = size = 0
        async for content in self._socket:
            data = content if isinstance(content, bytes) else content.encode()
            answer = ForwardMsg()
            answer.ParseFromString(data)
            size += len(data)
            kind = answer.WhichOneof("type")
            if kind in {"delta", "ref_hash"}:
                elements += 1
                self._note_field(answer.delta)
            elif kind == "script_finished":
                break
        return Drawing(time.perf_counter() - began, elements, size)

    def _note_field(self, delta: Delta) -> None:
        element = delta.new_element
        if element.WhichOneof("type") == "text_input":
            field = Field(element.text_input.id, delta.fragment_id)
            self.fields[element.text_input.label] = field


@asynccontextmanager
async def look(address: str, cookies: Cookies) -> AsyncIterator[Viewer]:
    """Open a session of somebody who is signed in, and close it after the block."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        url,
        subprotocols=_PROTOCOLS,
        # Whoever brings a cookie says which page it comes from, as browsers do.
        origin=Origin(address),
        additional_headers=cookie_header(cookies),
        max_size=_LARGEST_MESSAGE,
    ) as socket:
        yield Viewer(socket)
