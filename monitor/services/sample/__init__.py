"""Fictional partnerships, to try the product with."""
