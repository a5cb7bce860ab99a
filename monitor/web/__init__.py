"""What is served outside Streamlit: the survey, health, language and headers."""
