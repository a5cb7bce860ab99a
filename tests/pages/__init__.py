"""Every page of the dashboard through its shell, without a browser."""
