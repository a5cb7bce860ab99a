import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from monitor.settings import ROOT
from monitor.versions import DifferingPackage, find_differing_packages, read_product_version


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    return tmp_path / "requirements.txt"


def test_the_version_of_the_product_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert read_product_version() == project["version"]


def test_what_is_installed_here_is_what_was_pinned() -> None:
    assert find_differing_packages(ROOT / "requirements.txt") == []


def test_another_version_and_a_missing_package_are_found(requirements: Path) -> None:
    requirements.write_text(
        f"# A comment\nalembic=={version('alembic')} \\\n    --hash=sha256:0a\n"
        "starlette==0.1\n    # via streamlit\n"
        "no-such-package==2.0\n"
    )

    assert find_differing_packages(requirements) == [
        DifferingPackage("starlette", "0.1", version("starlette")),
        DifferingPackage("no-such-package", "2.0", None),
    ]


def test_what_is_for_another_system_is_passed_over(requirements: Path) -> None:
    requirements.write_text("no-such-package==2.0 ; sys_platform == 'amiga'\n")

    assert find_differing_packages(requirements) == []
