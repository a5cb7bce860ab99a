"""Judges the engine: ``python -m benchmarks.signals [--quick] [--untouched] [--write]``."""

import sys

from benchmarks.signals.command import run
from benchmarks.signals.engine import ENGINE
from monitor.settings import ROOT

if __name__ == "__main__":
    run(ENGINE, sys.argv[1:], ROOT)
