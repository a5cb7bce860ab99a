"""Use cases of results: measuring a round, and what the pages read of it."""
