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

from monitor.bootstrap import build_context
from monitor.domain.partnership import PartyKind, Phase, PrivacyMode
from monitor.services.context import Context
from monitor.services.manage_partnerships import PartnershipDraft, PartyDraft, add_partnership
from monitor.services.rounds import list_links, open_round
from monitor.settings import ROOT, Settings
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate

SECRET_KEY = "only for measuring: these answers are invented"  # noqa: S105 - protects nothing.
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """A survey that runs, and the personal links that it waits for."""

    context: Context
    links: Sequence[str]


@contextmanager
def run_survey(database_url: str, *, partnerships: int) -> Iterator[Installation]:
    """Fill an empty database with open rounds of eight people, and serve the survey from it."""
    port = _free_port()
    settings = Settings(
        database_url=database_url,
        secret_key=SECRET_KEY,
        host="127.0.0.1",
        port=port,
        sample=False,
    )
    engine = make_engine(settings.database_url)
    migrate(engine)
    context = build_context(settings, engine)
    links = _invite(context, partnerships)
    process = _start(settings)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/health", process)
        yield Installation(context, links)
    finally:
        process.terminate()
        process.wait(timeout=_START_SECONDS)
        engine.dispose()


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


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "MONITOR_DATABASE_URL": settings.database_url,
        "MONITOR_SECRET_KEY": settings.secret_key,
        "MONITOR_HOST": settings.host,
        "MONITOR_PORT": str(settings.port),
        "MONITOR_SAMPLE": "0",
    }
    command = [sys.executable, "-m", "monitor", "serve", "--only", "survey"]
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
