"""Measures the survey as participants meet it: ``make bench``. Talks to 127.0.0.1 only."""
