"""Presenter: the facilitator's own window during the meeting."""

from monitor.ui import session

reader = session.reader()
