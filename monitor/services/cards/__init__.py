"""Use cases of conversation cards."""
