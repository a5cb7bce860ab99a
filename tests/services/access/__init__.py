"""Tests of who may use which use case, and of what the trail tells of it."""
