"""Writing down on the shared screen while people talk."""
