"""What somebody does to get in: a code of the server, a password, an app, and recovery codes."""

import re
import subprocess
import sys
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from monitor.settings import ROOT
from tests.journeys.browsing import find_violations
from tests.journeys.server import Monitor, process_environment

_CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


def draw_code(path: Path, monitor: Monitor) -> str:
    """Return the code that the command prints on the server."""
    port = int(monitor.url.rpartition(":")[2])
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "accounts", "setup-code"],
        cwd=ROOT,
        env=process_environment(f"sqlite:///{path}", port),
        capture_output=True,
        text=True,
        check=True,
    )
    found = _CODE.search(done.stdout)
    assert found is not None
    return found.group()


def fill(page: Page, **fields: str) -> None:
    """Fill in a form and send it."""
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("main form button").first.click()


def give_second_factor(page: Page) -> None:
    """Set up an app, keep the recovery codes and go on, on pages that everybody can use."""
    expect(page.locator("h1")).to_have_text("Stel de tweede stap in")
    assert find_violations(page) == []
    secret = page.locator(".secret").inner_text().replace(" ", "")
    fill(page, code=pyotp.TOTP(secret).now())
    expect(page.locator("ol.codes li")).to_have_count(10)
    assert find_violations(page) == []
    page.locator("a.button").click()
