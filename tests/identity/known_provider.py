"""An OpenID provider as others make them, in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import httpx2

from tests.mail.server import find_free_port

DEADLINE_SECONDS = 30


@contextmanager
def run_known_provider(people: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Run it until the block ends, and return its address; ``people``: the claims of each."""
    port = find_free_port()
    address = f"http://127.0.0.1:{port}"
    claims = [f"--user-claims={json.dumps(each)}" for each in people]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere) as process:  # noqa: S603 - Ours.
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    give_up_at = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < give_up_at:
        try:
            httpx2.get(f"{address}/jwks", timeout=5)
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)
