"""Launcher: the dashboard with the survey mounted beside it. Never runs as a Streamlit script."""

from pathlib import Path

import streamlit as st

from monitor.lifecycle import lifespan, make_middleware, make_routes, serve
from monitor.ui.failure import show_failure

app = st.App(
    Path(__file__).parent / "monitor" / "shell.py",
    routes=make_routes(),
    middleware=make_middleware(),
    lifespan=lifespan,
    on_script_error=show_failure,
)

if __name__ == "__main__":
    serve(app)
