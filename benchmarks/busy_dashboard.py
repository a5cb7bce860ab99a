"""Sessions that draw a page of the dashboard over and over: ``... URL PARTNERSHIP SESSIONS``.

A process of its own, which speaks to Streamlit as the browser does and draws nothing itself.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.signed_in import Cookies
from benchmarks.viewer import look
from monitor.settings import ROOT

_PAUSE_SECONDS = 0.2
_STARTED = "drawn"
# Not among the arguments, which everybody on a machine can read.
_COOKIES = "BENCHMARK_COOKIES"


@contextmanager
def keep_busy(url: str, cookies: Cookies, partnership: int, *, sessions: int) -> Iterator[None]:
    """Keep sessions drawing until the block ends; it begins when each has drawn its page."""
    arguments = [url, str(partnership), str(sessions)]
    command = [sys.executable, "-m", "benchmarks.busy_dashboard", *arguments]
    environment = os.environ | {_COOKIES: json.dumps(dict(cookies))}
    process = subprocess.Popen(  # noqa: S603 - fixed.
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        for _ in range(sessions):
            if process.stdout is None or process.stdout.readline().strip() != _STARTED:
                sys.exit("The dashboard drew no page.")
        yield
    finally:
        process.kill()
        process.wait()


async def _main(url: str, partnership: str, sessions: int, cookies: Cookies) -> None:
    async with asyncio.TaskGroup() as tasks:
        for _ in range(sessions):
            tasks.create_task(_draw_for_ever(url, f"id={partnership}", cookies))


async def _draw_for_ever(url: str, query: str, cookies: Cookies) -> None:
    async with look(url, cookies) as viewer:
        await viewer.open("partnership", query)
        print(_STARTED, flush=True)
        while True:
            await asyncio.sleep(_PAUSE_SECONDS)
            await viewer.open("partnership", query)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(os.environ[_COOKIES])))
