"""Use cases of the overview, from summaries that are made when something changes."""
