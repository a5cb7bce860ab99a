"""Use cases around the end of a cooperation."""
