"""The data that both parties take along: one file, the same for each."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.i18n.reader import Reader
from monitor.reports.ending.archive import Luggage, make_archive
from monitor.services.context import Context
from monitor.services.ending.read_ending import EndingView, read_keepsake
from monitor.services.meeting.read_pack import Pack, read_pack
from monitor.ui import html, permits, session
from monitor.ui.icons import Icon, render_icon

_ZIP = "application/zip"


def show_take(view: EndingView, reader: Reader) -> None:
    """Say what is in the file and what is not, and make it."""
    t = reader.t
    html.show_html(html.render_section(t("ending.take.title"), t("ending.take.lead")))
    inside = ["pack", "results"] if view.has_results else []
    lines = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(render_icon(icon), t(f"ending.take.{name}"))
        for name, icon in [
            *((name, Icon.CHECK) for name in ("register", *inside, "readme")),
            ("not_in", Icon.LOCK),
        ]
    )
    html.show_html(Markup('<ul class="pm-proud">{}</ul>').format(lines))
    if not permits.may_take_away(view.partnership.id):
        permits.show_not_taken_away(reader)
        return
    if not st.button(t("ending.take.make"), icon=":material/folder_zip:", key="ending.make"):
        return
    with st.spinner(t("ending.take.busy")):
        file = _make(view.partnership.id, reader)
    st.download_button(
        t("ending.take.save", kilobytes=reader.formatter.number(max(1, len(file) // 1000))),
        file,
        file_name=f"{t('ending.file.archive')}-{view.partnership.id}.zip",
        mime=_ZIP,
        key="ending.save",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _make(partnership_id: PartnershipId, reader: Reader) -> bytes:
    context = session.context()
    luggage = Luggage(
        keepsake=read_keepsake(context, partnership_id),
        pack=_read_pack(context, partnership_id),
        questionnaires=context.questionnaires,
        public_url=context.public_url,
    )
    return make_archive(luggage, reader.formatter.time_zone)


def _read_pack(context: Context, partnership_id: PartnershipId) -> Pack | None:
    try:
        return read_pack(context, partnership_id)
    except NotFoundError:  # No full round was published: there is nothing to show in a meeting.
        return None
