"""Figures built from published results; no Streamlit."""
