"""Make sure that the browser tests have a Chromium, or say in one line how to get one."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.browser import BrowserMissingError, find_chromium

_APT = (
    ("apt-get", "update", "--quiet=2"),
    ("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", "chromium"),
)
_PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)


def main() -> None:
    """Install a Chromium if there is none."""
    try:
        ensure_chromium()
    except BrowserMissingError as error:
        sys.exit(str(error))


def ensure_chromium() -> Path:
    """Return a Chromium, installed if need be.

    Raises:
        BrowserMissingError: none was found and none could be installed.
    """
    for way in _ways():
        with contextlib.suppress(BrowserMissingError):
            return find_chromium()
        print(f"Installing Chromium: {' '.join(way[-1])} ...", flush=True)
        _run(way)
    return find_chromium()


def _ways() -> Sequence[Sequence[Sequence[str]]]:
    if "CHROMIUM" in os.environ:
        return ()
    if shutil.which("apt-get") is not None and os.geteuid() == 0:
        return (_APT, _PLAYWRIGHT)
    return (_PLAYWRIGHT,)


def _run(commands: Sequence[Sequence[str]]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603 - fixed commands.
            return


if __name__ == "__main__":
    main()
