"""What a facilitator prepares before a meeting."""
