"""Texts, dates and numbers in the reader's language."""
