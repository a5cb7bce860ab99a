"""Reads the examples of units for systemd, so that tests can hold and start what they say."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from monitor.settings import ROOT

FOLDER = ROOT / "docs" / "deploy"
UNITS = sorted(FOLDER.glob("*.service"))
# How a unit's command line begins: the program of the place where it is installed.
_PROGRAM = " -m monitor "
_INSTANCE = "%i"


def read_unit(path: Path) -> Mapping[str, str]:
    """Return what stands before and after every equals sign."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def arguments_of(path: Path) -> Sequence[str]:
    """Return what a unit gives to the program."""
    return shlex.split(read_unit(path)["ExecStart"].partition(_PROGRAM)[2])


def environment_of(path: Path, instance: str) -> Mapping[str, str]:
    """Return what a unit says of its own for one instance, beside the file of all units."""
    said = read_unit(path).get("Environment", "").replace(_INSTANCE, instance)
    return dict(each.split("=", 1) for each in shlex.split(said))
