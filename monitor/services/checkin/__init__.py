"""Use cases of a check-in: planning, opening, answering, paper and closing."""
