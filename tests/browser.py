"""Where the Chromium of the browser tests is; the only place that looks for it."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


class BrowserMissingError(Exception):
    """There is no Chromium on this machine."""


@functools.cache
def find_chromium() -> Path:
    """Return the Chromium to use: ``$CHROMIUM``, the system's, or the one Playwright installed.

    Raises:
        BrowserMissingError: none of these exists; the message says how to get one.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise BrowserMissingError(f"CHROMIUM={named} is no program.")
        return Path(found)
    for command in _COMMANDS:
        found = shutil.which(command)
        if found is not None:
            return Path(found)
    return _installed_by_playwright()


def _installed_by_playwright() -> Path:
    # In a process of its own: Playwright's answer cannot be asked for while it is running here.
    command = [sys.executable, "-c", _ASK_PLAYWRIGHT]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed.
    path = Path(answer.stdout.strip())
    if answer.returncode or not path.is_file():
        raise BrowserMissingError(
            "The browser tests need Chromium: install it (Debian: apt-get install chromium), "
            "or name one with CHROMIUM=/path/to/chromium."
        )
    return path
