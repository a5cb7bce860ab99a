"""Runs the real product in a process of its own, as a user starts it."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from monitor.settings import ROOT
from tests.factories import SECRET_KEY
from tests.signing_in import cookies_for

START_SECONDS = 120
_PAUSE_SECONDS = 0.1
_LAUNCHER = "dashboard.py"
_OWN = [sys.executable, _LAUNCHER]
_HERE = ("--server.address", "localhost")


# Which database is behind an address, for who wants to sign in there.
_DATABASES: dict[str, str] = {}


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
    command = _OWN if launcher == _LAUNCHER else [*_streamlit(port, launcher), *_HERE]
    let_sign_in(monitor.url, database_url)
    with _start(command, environment) as process:
        reader = threading.Thread(target=_read_log, args=(process, monitor.log))
        reader.start()
        try:
            _wait_until_ready(monitor, process)
            yield monitor
        finally:
            process.terminate()
            reader.join()


def let_sign_in(url: str, database_url: str) -> None:
    """Remember which database answers at an address, so that windows there are signed in."""
    _DATABASES[url] = database_url


def sign_in(url: str) -> Mapping[str, str]:
    """Sign an administrator in to what answers at an address, and return the cookie.

    Empty where nothing of ours was started: a page of the survey needs none.
    """
    parts = urlsplit(url)
    database_url = _DATABASES.get(f"{parts.scheme}://{parts.netloc}")
    return {} if database_url is None else cookies_for(database_url)


def refuse_to_start(
    database_url: str, *options: str, environment: Mapping[str, str] | None = None
) -> Refusal:
    """Start the product with options that it must refuse, and return how it ended."""
    port = free_port()
    process = subprocess.run(  # noqa: S603 - fixed but for the options of a test.
        [*_streamlit(port, _LAUNCHER), *options] if options else _OWN,
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
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _streamlit(port: int, launcher: str) -> Sequence[str]:
    streamlit = [sys.executable, "-m", "streamlit", "run", launcher]
    return [*streamlit, "--server.port", str(port)]


def _read_log(process: "subprocess.Popen[str]", log: list[str]) -> None:
    """Keep what the process writes, so that its pipe never fills up."""
    log.extend(process.stdout or ())


def _wait_until_ready(monitor: Monitor, process: "subprocess.Popen[str]") -> None:
    """Ask until it answers; AssertionError when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    with httpx2.Client(timeout=START_SECONDS) as client:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                answer = client.get(f"{monitor.url}/health")
            except httpx2.TransportError:
                time.sleep(_PAUSE_SECONDS)
                continue
            assert answer.status_code == 200, answer.text
            return
    raise AssertionError("The product did not start:\n" + "".join(monitor.log))
