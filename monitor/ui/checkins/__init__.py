"""What the pages of the check-ins show."""
