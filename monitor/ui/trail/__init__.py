"""What the page on who did what shows."""
