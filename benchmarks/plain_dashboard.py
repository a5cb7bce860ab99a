"""The same pages as Streamlit sends them by itself: what the dashboard is measured against."""

import streamlit as st

from monitor.lifecycle import lifespan, make_routes
from monitor.settings import ROOT

app = st.App(ROOT / "monitor" / "shell.py", routes=make_routes(), lifespan=lifespan)
