"""Make ``.venv`` and install the named requirement files, each only when it changed.

Runs with whatever ``python3`` is there, so it uses no newer syntax than that may know.
"""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)


def main() -> None:
    """Prepare the environment for the files named on the command line."""
    check_python()
    wanted = [ROOT / name for name in sys.argv[1:]]
    changed = [path for path in wanted if not is_installed(path)]
    if not changed:
        return
    if not any(ENVIRONMENT.glob("installed-*")):
        run_python(sys.executable, "-m", "venv", str(ENVIRONMENT))
    for path in changed:
        install(path)


def check_python() -> None:
    """Stop with a plain sentence when this Python cannot make the environment."""
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info[:2])
        sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {found}.")
    if None in (importlib.util.find_spec("venv"), importlib.util.find_spec("ensurepip")):
        sys.exit(
            "This Python cannot make virtual environments. "
            "On Debian or Ubuntu: apt-get install python3-venv."
        )


def is_installed(requirements: Path) -> bool:
    """Tell whether exactly this content was installed in an environment that still works."""
    mark = _mark_of(requirements)
    if not _python().exists() or not mark.exists():
        return False
    return mark.read_text(encoding="ascii") == _fingerprint(requirements)


def install(requirements: Path) -> None:
    """Install one file and remember its content."""
    print(f"Installing {requirements.name} ...", flush=True)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    # Nothing is installed that is not, byte for byte, what was pinned.
    run_python(str(_python()), *pip, "--require-hashes", "--requirement", str(requirements))
    _mark_of(requirements).write_text(_fingerprint(requirements), encoding="ascii")


def run_python(python: str, *arguments: str) -> None:
    """Run a Python with arguments; stop when it fails."""
    if subprocess.run([python, *arguments], check=False).returncode:  # noqa: S603 - our own words.
        sys.exit("The environment could not be made; the lines above say why.")


def _python() -> Path:
    return ENVIRONMENT / "bin" / "python"


def _mark_of(requirements: Path) -> Path:
    return ENVIRONMENT / f"installed-{requirements.stem}"


def _fingerprint(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
