"""Use cases of agreements: the collaboration agreement, single ones, and what was noticed."""
