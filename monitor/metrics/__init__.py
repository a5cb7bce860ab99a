"""Figures about the processes for Prometheus: how much, how long, how often; never about whom."""
