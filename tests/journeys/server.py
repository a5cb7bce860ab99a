"""Runs the real product in a process of its own, as a user starts it."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2

from monitor.settings import ROOT
from tests.factories import SECRET_KEY

START_SECONDS = 120
_READY = "URL:"
_LAUNCHER = "dashboard.py"


@dataclass(slots=True)
class Monitor:
    """A running product: where it answers, and what it has written so far."""

    url: str
    log: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a process ended that would not start."""

    code: int
    output: str


@contextmanager
def run_monitor(
    database_url: str,
    *,
    port: int | None = None,
    launcher: str = _LAUNCHER,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Monitor]:
    """Serve a database until the block ends."""
    port = port or free_port()
    monitor = Monitor(f"http://localhost:{port}")
    environment = process_environment(database_url, port) | dict(environment or {})
    with _start(_command(port, launcher), environment) as process:
        is_ready = threading.Event()
        reader = threading.Thread(target=_read_log, args=(process, monitor.log, is_ready))
        reader.start()
        try:
            is_ready.wait(START_SECONDS)
            _check_ready(monitor)
            yield monitor
        finally:
            process.terminate()
            reader.join()


def refuse_to_start(
    database_url: str, *options: str, environment: Mapping[str, str] | None = None
) -> Refusal:
    """Start the product with options that it must refuse, and return how it ended."""
    port = free_port()
    process = subprocess.run(  # noqa: S603 - fixed but for the options of a test.
        [*_command(port), *options],
        cwd=ROOT,
        env=process_environment(database_url, port) | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )
    return Refusal(process.returncode, process.stdout)


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def process_environment(database_url: str, port: int) -> dict[str, str]:
    """Return the environment of a process that serves a database on a port."""
    return os.environ | {
        "MONITOR_DATABASE_URL": database_url,
        "MONITOR_SECRET_KEY": SECRET_KEY.decode(),
        "MONITOR_BASE_URL": "",
        "MONITOR_HOST": "localhost",
        "MONITOR_PORT": str(port),
        "MONITOR_LANGUAGE": "nl",
        "MONITOR_TIMEZONE": "Europe/Amsterdam",
        "MONITOR_SAMPLE": "0",
        "PYTHONUNBUFFERED": "1",
    }


def _start(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - fixed.
        [*command, "--server.address", "localhost"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _command(port: int, launcher: str = _LAUNCHER) -> Sequence[str]:
    streamlit = [sys.executable, "-m", "streamlit", "run", launcher]
    return [*streamlit, "--server.port", str(port)]


def _read_log(process: "subprocess.Popen[str]", log: list[str], is_ready: threading.Event) -> None:
    """Keep what the process writes, so that its pipe never fills up; tell when it is ready."""
    for line in process.stdout or ():
        log.append(line)
        if _READY in line:
            is_ready.set()
    is_ready.set()  # It ended: whoever waits finds out by asking.


def _check_ready(monitor: Monitor) -> None:
    transport = httpx2.HTTPTransport(retries=3)
    with httpx2.Client(transport=transport, timeout=START_SECONDS) as client:
        try:
            answer = client.get(f"{monitor.url}/health")
        except httpx2.ConnectError:
            raise AssertionError("The product did not start:\n" + "".join(monitor.log)) from None
        assert answer.status_code == 200, answer.text
