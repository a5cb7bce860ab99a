"""Tests of the figures: what is drawn where, in which words."""
