"""Tests of the window of who leads a meeting."""
