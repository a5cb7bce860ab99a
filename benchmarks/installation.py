"""A real installation for the benchmark: a database with invitations, and the survey's process."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from monitor.bootstrap import build_context
from monitor.domain.partnership import PartyKind, Phase, PrivacyMode
from monitor.services.checkin.rounds import list_links, open_round
from monitor.services.context import Context
from monitor.services.register.manage_partnerships import (
    PartnershipDraft,
    PartyDraft,
    add_partnership,
)
from monitor.services.sample.load_sample import load_stories
from monitor.settings import ROOT, Settings
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate

SECRET_KEY = "only for measuring: these answers are invented"  # noqa: S105 - protects nothing.
_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database with open rounds. ``story`` is a sample partnership to look at, if any."""

    settings: Settings
    context: Context
    paths: Sequence[str]
    story: int

    def links_at(self, address: str) -> Sequence[str]:
        """Return the personal links of everyone, where the survey runs."""
        return [address + path for path in self.paths]


@dataclass(frozen=True, slots=True)
class Installation:
    """A survey that runs, and the personal links that it waits for."""

    context: Context
    links: Sequence[str]


@contextmanager
def prepare(database_url: str, *, partnerships: int, stories: bool = False) -> Iterator[Prepared]:
    """Fill an empty database with open rounds of eight people, and with the sample stories."""
    settings = Settings(database_url=database_url, secret_key=SECRET_KEY, sample=False)
    engine = make_engine(settings.database_url)
    migrate(engine)
    context = build_context(settings, engine)
    links = _invite(context, partnerships)
    story = _add_stories(context) if stories else 0
    try:
        yield Prepared(settings, context, [urlsplit(link).path for link in links], story)
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class Running:
    """A process of the product that answers."""

    address: str
    process_id: int


@contextmanager
def serve(
    settings: Settings, part: str, *, workers: int = 1, launcher: str | None = None
) -> Iterator[str]:
    """Run the product, or one part of it, and give its address.

    ``launcher`` is a script that Streamlit runs in place of the product's own.
    """
    with run(settings, part, workers=workers, launcher=launcher) as running:
        yield running.address


@contextmanager
def run(
    settings: Settings,
    part: str,
    *,
    workers: int = 1,
    launcher: str | None = None,
    port: int | None = None,
) -> Iterator[Running]:
    """Run the product as :func:`serve` does, and tell which process it is."""
    port = port or _free_port()
    command = [sys.executable, "-m", "monitor", "serve", "--workers", str(workers)]
    if launcher:
        place = ["--server.address", "127.0.0.1", "--server.port", str(port)]
        command = [sys.executable, "-m", "streamlit", "run", launcher, *place]
    process = _start(command, _environment(settings, port, part))
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(f"{address}/{'_stcore/' if launcher else ''}health", process)
        yield Running(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=_START_SECONDS)


@contextmanager
def run_survey(database_url: str, *, partnerships: int, workers: int = 1) -> Iterator[Installation]:
    """Fill an empty database with open rounds of eight people, and serve the survey from it."""
    with (
        prepare(database_url, partnerships=partnerships) as prepared,
        serve(prepared.settings, "survey", workers=workers) as address,
    ):
        yield Installation(prepared.context, prepared.links_at(address))


def count_sent(installation: Installation) -> int:
    """Count the responses in the database that were sent."""
    with installation.context.unit_of_work(reads_only=True) as unit:
        rounds = unit.rounds.list_unclosed()
        return sum(sum(unit.responses.sent_counts(each.id).values()) for each in rounds)


def _invite(context: Context, partnerships: int) -> Sequence[str]:
    for number in range(partnerships):
        draft = PartnershipDraft(
            name=f"Benchmark {number}",
            phase=Phase.DURING,
            privacy_mode=PrivacyMode.CONFIDENTIAL,
            parties=[
                PartyDraft("Gemeente", PartyKind.MUNICIPALITY, ["A", "B", "C", "D"]),
                PartyDraft("Initiatief", PartyKind.INITIATIVE, ["E", "F", "G", "H"]),
            ],
        )
        partnership = add_partnership(context, draft)
        open_round(context, partnership.id, context.clock.now() + timedelta(days=14))
    return [link.url for link in list_links(context, None)]


def _add_stories(context: Context) -> int:
    load_stories(context)
    with context.unit_of_work(reads_only=True) as unit:
        return next(each.id for each in unit.partnerships.list_all() if each.is_sample)


def _environment(settings: Settings, port: int, part: str) -> dict[str, str]:
    return os.environ | {
        "MONITOR_DATABASE_URL": settings.database_url,
        "MONITOR_SECRET_KEY": settings.secret_key,
        "MONITOR_BASE_URL": "",
        "MONITOR_HOST": "127.0.0.1",
        "MONITOR_PORT": str(port),
        "MONITOR_ONLY": part,
        "MONITOR_SAMPLE": "0",
        "MONITOR_WORKER": "0",
    }


def _start(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed.


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own http address.
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    sys.exit("The survey did not start.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
