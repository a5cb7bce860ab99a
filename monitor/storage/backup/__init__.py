"""Backups of the whole database in one format for every kind of database (ADR 0022)."""
