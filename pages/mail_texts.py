"""Mail texts: how an organisation words the mails of a check-in, with a preview."""

import streamlit as st

from monitor.services.mail.mail_texts import read_mail_texts
from monitor.ui import picker, session
from monitor.ui.checkins import mail_text_sections as sections

reader = session.reader()
view = picker.open_page(read_mail_texts, reader)

sections.show_head(view, reader)
chosen = sections.choose_text(view, reader)
editing, seeing = st.columns(2, gap="large")
with editing:
    typed = sections.edit_text(chosen, reader)
    sections.show_places(typed, chosen, reader)
with seeing:
    sections.show_preview(typed, chosen, reader)
