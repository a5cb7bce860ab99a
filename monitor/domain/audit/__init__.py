"""Tries to work back from what is published to single people."""
