"""Sessions that draw a page of the dashboard over and over: ``... URL PARTNERSHIP SESSIONS``.

A process of its own, which speaks to Streamlit as the browser does and draws nothing itself.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from monitor.settings import ROOT

_PAUSE_SECONDS = 0.2
_LARGEST_MESSAGE = 50_000_000
_STARTED = "drawn"


@contextmanager
def keep_busy(url: str, partnership: int, *, sessions: int) -> Iterator[None]:
    """Keep sessions drawing until the block ends; it begins when each has drawn its page."""
    arguments = [url, str(partnership), str(sessions)]
    command = [sys.executable, "-m", "benchmarks.busy_dashboard", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - fixed.
    try:
        for _ in range(sessions):
            if process.stdout is None or process.stdout.readline().strip() != _STARTED:
                sys.exit("The dashboard drew no page.")
        yield
    finally:
        process.kill()
        process.wait()


async def _main(url: str, partnership: str, sessions: int) -> None:
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with asyncio.TaskGroup() as tasks:
        for _ in range(sessions):
            tasks.create_task(_draw_for_ever(address, f"id={partnership}"))


async def _draw_for_ever(address: str, query: str) -> None:
    protocols = [Subprotocol("streamlit")]
    async with connect(address, subprotocols=protocols, max_size=_LARGEST_MESSAGE) as socket:
        await _draw(socket, query)
        print(_STARTED, flush=True)
        while True:
            await asyncio.sleep(_PAUSE_SECONDS)
            await _draw(socket, query)


async def _draw(socket: ClientConnection, query: str) -> None:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = "partnership"
    await socket.send(message.SerializeToString())
    async for content in socket:
        answer = ForwardMsg()
        answer.ParseFromString(content if isinstance(content, bytes) else content.encode())
        if answer.WhichOneof("type") == "script_finished":
            return


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
