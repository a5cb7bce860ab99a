"""Use cases: each runs one transaction and returns only what may be shown."""
