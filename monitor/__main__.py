"""``python -m monitor``: the command line."""

import gc

# What is imported is no garbage, and to search it again and again took a tenth of the start.
gc.set_threshold(50_000)

from monitor.cli import app  # noqa: E402 - See above.

app(prog_name="python -m monitor")
