"""One chart as Streamlit shows it by itself: what our first chart is held against."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[3.2, 3.4, 3.1])))
