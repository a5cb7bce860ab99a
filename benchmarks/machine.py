"""Describes the machine, so that figures can be compared with those of another."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def describe_machine() -> str:
    """Return one line a fact."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("starlette", "uvicorn", "sqlalchemy")
    )
    return "\n".join(
        (
            f"Cores     {len(os.sched_getaffinity(0))} ({_processor()})",
            f"System    {platform.system()} {platform.release()}",
            f"Python    {platform.python_version()}, {packages}",
            f"SQLite    {sqlite3.sqlite_version}",
            f"Load      {os.getloadavg()[0]:.1f} of other programs, in the minute before",
        )
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
