"""What both parties take along when they end their cooperation: the same files for each."""
