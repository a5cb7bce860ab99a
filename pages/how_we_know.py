"""How do we know: what a signal rests on, how often it is right, and where it stops."""

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.services.results.benchmark_figures import UNTOLD_SIZE, read_benchmark, smallest_party
from monitor.services.results.partnership_view import read_partnership
from monitor.ui import how_sections as sections
from monitor.ui import picker, session

reader = session.reader()
asked = session.asked_partnership()
try:
    view = read_partnership(session.context(), asked) if asked else None
except NotFoundError:
    picker.show_unknown(reader)
    st.stop()
people = smallest_party(view.releases[-1]) if view and view.releases else UNTOLD_SIZE

sections.show_head(view.partnership if view else None, reader)
sections.show_noise(people, reader)
sections.show_evidence(reader)
sections.show_figures(read_benchmark(), people, reader)
sections.show_grounds(reader)
sections.show_limits(reader)
