"""Analyses a file of answers without a database: rows in, one JSON document out."""
