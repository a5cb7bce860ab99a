"""Use cases of the register: partnerships, participants and what they agreed on privacy."""
