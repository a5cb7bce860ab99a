"""Tests of the Streamlit helpers and of the HTML they show."""
