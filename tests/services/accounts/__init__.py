"""Tests of the use cases of an administrator."""
