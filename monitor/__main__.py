"""``python -m monitor``: the command line."""

from monitor.cli import app

app(prog_name="python -m monitor")
