"""The shared screen: one message at a time, for both parties to look at."""
