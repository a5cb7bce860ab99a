"""Tests of the partnership health monitor."""
