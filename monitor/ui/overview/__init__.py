"""What the overview shows."""
