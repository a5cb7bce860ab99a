"""Partnership health monitor: the check-in, what it says, and the talk that follows."""
