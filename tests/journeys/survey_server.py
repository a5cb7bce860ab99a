"""Runs the survey alone, in one process or several, or the dashboard, as an operator does."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx2

from monitor.settings import ROOT
from tests.journeys.server import START_SECONDS, free_port, let_sign_in, process_environment
from tests.units import FOLDER, arguments_of, environment_of, read_unit

_WORKER = "spawn_main"
# What the example says for every unit, but for its address and its places on a server.
FOR_ALL_UNITS = {
    name: value
    for name, value in read_unit(FOLDER / "monitor.env.example").items()
    if value in {"0", "1"}
}
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class SurveyServer:
    """A part of the product while it runs. ``process`` is the one that was started."""

    url: str
    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.url.rpartition(":")[2])

    def log(self) -> str:
        """Return everything that was written so far, by all processes."""
        self.output.seek(0)
        return self.output.read().decode()

    def workers(self) -> set[int]:
        """Return the processes that were started by the first, and answer requests."""
        command = ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="]
        listed = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - fixed.
        rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
        return {
            int(pid)
            for pid, parent, arguments in rows
            if parent == str(self.process.pid) and _WORKER in arguments
        }

    def stop(self) -> int:
        """Ask it to stop, wait until it has, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(START_SECONDS)


@contextmanager
def run_survey(
    database_url: str,
    *,
    workers: int = 1,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[SurveyServer]:
    """Serve the survey of a database until the block ends."""
    options = ["--only", "survey", "--workers", str(workers)]
    place = process_environment(database_url, port or free_port()) | dict(environment or {})
    with _serve(options, place, workers) as server:
        yield server


@contextmanager
def run_dashboard(database_url: str) -> Iterator[SurveyServer]:
    """Serve the dashboard alone until the block ends."""
    place = process_environment(database_url, free_port())
    with _serve(["--only", "dashboard"], place, workers=1) as server:
        let_sign_in(server.url, database_url)
        yield server


@contextmanager
def run_unit(path: Path, database_url: str) -> Iterator[SurveyServer]:
    """Start what a unit for systemd says, with a free port in place of its instance."""
    port = free_port()
    command, *options = arguments_of(path)
    assert command == "serve"
    place = process_environment(database_url, port) | FOR_ALL_UNITS
    with _serve(options, place | dict(environment_of(path, str(port))), workers=1) as server:
        yield server


@contextmanager
def _serve(
    options: Sequence[str], environment: Mapping[str, str], workers: int
) -> Iterator[SurveyServer]:
    command = [sys.executable, "-m", "monitor", "serve", *options]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603 - fixed.
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        url = f"http://localhost:{environment['MONITOR_PORT']}"
        server = SurveyServer(url, process, output)
        try:
            wait_until(lambda: _is_ready(server) and _has_all(server, workers))
            yield server
        finally:
            server.process.terminate()
            server.process.wait(START_SECONDS)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again; AssertionError when it takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(_PAUSE_SECONDS)


def is_free(address: tuple[str, int]) -> bool:
    """Tell whether nobody listens on an address."""
    with socket.socket() as probe:
        return probe.connect_ex(address) != 0


def send_signal(pid: int, which: signal.Signals) -> None:
    """Send a signal to one process."""
    os.kill(pid, which)


def _is_ready(server: SurveyServer) -> bool:
    assert server.process.poll() is None, f"It did not start:\n{server.log()}"
    if is_free(server.address):
        return False  # Found out at less cost to the process that starts than by a request.
    try:
        return httpx2.get(f"{server.url}/health", timeout=START_SECONDS).is_success
    except httpx2.TransportError:
        return False


def _has_all(server: SurveyServer, workers: int) -> bool:
    # One process does the work itself.
    return workers == 1 or len(server.workers()) == workers
