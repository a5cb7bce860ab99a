"""Shared screen: what both parties look at during the meeting."""

from monitor.ui import session

reader = session.reader()
