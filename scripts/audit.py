"""Ask the Python Package Index whether a package that we use has a known hole.

Not being able to ask is a failure too: it must never look like an answer.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_UNABLE = (
    "NOT AUDITED: the service that knows about holes could not be asked, or does not know a "
    "package. The lines above say which. Try again where it can be reached."
)
_FOUND = "A package has a known hole, or could not be asked about; the lines above say which."
# What the tool writes about each hole that it found; without a line of these it only failed.
_HOLE = "vulnerabilit"


def main() -> None:
    """Audit the files named on the command line; stop with a sentence if anything is wrong."""
    for name in sys.argv[1:]:
        print(f"Auditing {name} ...", flush=True)
        if problem := audit(command_for(ROOT / name)):
            sys.exit(problem)


def command_for(requirements: Path) -> Sequence[str]:
    """Return the command that audits one file: only what is pinned in it, nothing is installed."""
    options = ["--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    return [sys.executable, "-m", "pip_audit", *options, "--requirement", str(requirements)]


def audit(command: Sequence[str]) -> str:
    """Run an audit; return what to say when it did not end well, or nothing."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words.
    print(done.stdout + done.stderr, end="", flush=True)
    if not done.returncode:
        return ""
    return _FOUND if _HOLE in done.stdout + done.stderr else _UNABLE


if __name__ == "__main__":
    main()
