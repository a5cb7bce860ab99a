"""Invented partnerships: their stories, their calendar and how their people answer."""
