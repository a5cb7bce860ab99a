"""Use cases around the evaluation meeting."""
