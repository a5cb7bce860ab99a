"""What people take home from a meeting, as files."""
