"""Which version of the product this is, and whether the packages are those it was tested with."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

from monitor.settings import ROOT

_PIN = re.compile(r"^[\w.-]+==\S+")


@dataclass(frozen=True, slots=True)
class DifferingPackage:
    """A package that is not the one that was tested; ``installed`` is None when it is missing."""

    name: str
    pinned: str
    installed: str | None


def read_product_version() -> str:
    """Return the version of this product."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: str = project["project"]["version"]
    return found


def find_differing_packages(requirements: Path) -> Sequence[DifferingPackage]:
    """Return the packages that are not installed in the very version that a file pins."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    # The lines after a pin hold its hashes.
    pins = [Requirement(line.removesuffix("\\")) for line in lines if _PIN.match(line)]
    wanted = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    found = [
        DifferingPackage(pin.name, str(pin.specifier).removeprefix("=="), _installed(pin.name))
        for pin in wanted
    ]
    return [package for package in found if package.installed != package.pinned]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
