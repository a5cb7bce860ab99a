"""Whether an export of everything streams: time and memory, with ten times as many partnerships."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.installation import SECRET_KEY
from benchmarks.portfolio import ORIGINALS, QUARTERS, add_copies, add_originals
from monitor.settings import ROOT, Settings

SMALLEST, MODERATE, FULL = 100, 1_000, 10_000
PROMISED_MEBIBYTES = 1024
_MEBIBYTE_KIBIBYTES = 1024


@dataclass(frozen=True, slots=True)
class Export:
    """What an export took: seconds, the most memory in MiB, and the bytes of its files."""

    seconds: float
    mebibytes: float
    size: int


# H17.
def measure_exports(folder: Path, largest: int) -> Mapping[int, Export]:
    """Export a growing portfolio, each time in a process of its own."""
    url = f"sqlite:///{folder / 'monitor.db'}"
    settings = Settings(database_url=url, secret_key=SECRET_KEY, sample=False)
    add_originals(settings)
    sizes = [size for size in (SMALLEST, MODERATE, FULL) if size <= largest]
    measured = {}
    for already, size in zip((ORIGINALS, *sizes), sizes, strict=False):
        add_copies(settings, size, already, with_answers=True)
        measured[size] = _export(settings, folder / str(size))
    return measured


def print_exports(largest: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        measured = measure_exports(Path(folder), largest)
    print(f"\nExport, {QUARTERS} quarters; memory at most {PROMISED_MEBIBYTES} MiB")
    print(f"{'partnerships':>12}{'seconds':>12}{'MiB':>12}{'MB written':>12}")
    for size, export in measured.items():
        written = export.size / 1e6
        print(f"{size:>12,}{export.seconds:>12.1f}{export.mebibytes:>12.0f}{written:>12.0f}")


def _export(settings: Settings, out: Path) -> Export:
    environment = os.environ | {
        "MONITOR_DATABASE_URL": settings.database_url,
        "MONITOR_SECRET_KEY": settings.secret_key,
    }
    command = [sys.executable, "-m", "monitor", "export", "--out", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - fixed.
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("The export failed.")
    size = sum(path.stat().st_size for path in out.iterdir())
    return Export(seconds, used.ru_maxrss / _MEBIBYTE_KIBIBYTES, size)
