"""One thin script per page; the shell runs them, never Streamlit itself."""
