"""What the page of one partnership shows."""
