"""What the monitor is made of: known, listed, and asked about."""

import json
import subprocess
import sys
from pathlib import Path

from monitor.settings import ROOT
from scripts.audit import audit, command_for
from tests.sources import pins_of

REQUIREMENTS = ROOT / "requirements.txt"


def write_list(path: Path) -> bytes:
    """Make the list as ``make sbom`` does."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("cyclonedx-py ")[2]
    options = recipe.partition("--output-file")[0].replace("\\\n", " ").split()
    tool = str(Path(sys.executable).parent / "cyclonedx-py")
    command = [tool, *options, "--output-file", str(path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - fixed.
    return path.read_bytes()


# H40.
def test_the_list_of_what_it_is_made_of_is_whole_and_the_same_every_time(tmp_path: Path) -> None:
    first, second = write_list(tmp_path / "first.json"), write_list(tmp_path / "second.json")
    components = json.loads(first)["components"]

    listed = {f"{each['name']}=={each['version']}" for each in components}

    assert first == second
    assert listed == set(pins_of(REQUIREMENTS))


# H40.
def test_an_audit_asks_about_exactly_what_is_pinned_and_installs_nothing() -> None:
    command = command_for(REQUIREMENTS)

    assert {"--strict", "--require-hashes", "--disable-pip"} <= set(command)
    assert command[-1] == str(REQUIREMENTS)


# H40.
def test_an_audit_that_could_not_ask_does_not_look_like_a_clean_one() -> None:
    failing = [sys.executable, "-c", "import sys; print('no route to host'); sys.exit(1)"]

    assert audit(failing).startswith("NOT AUDITED")


# H40.
def test_a_known_hole_is_told_as_one() -> None:
    found = "import sys; print('Found 1 known vulnerability in 1 package'); sys.exit(1)"

    assert audit([sys.executable, "-c", found]).startswith("A package has a known hole")


def test_a_clean_audit_has_nothing_to_say() -> None:
    assert audit([sys.executable, "-c", "print('No known vulnerabilities found')"]) == ""
