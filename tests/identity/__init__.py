"""Tests against providers that answer over real HTTP, well and badly."""
