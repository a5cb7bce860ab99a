"""What the log page shows."""
