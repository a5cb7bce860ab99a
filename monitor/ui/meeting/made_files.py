"""The files of a meeting while they are made, and to download once they are."""

import logging

import streamlit as st

from monitor.domain.errors import InvalidSlideTemplateError
from monitor.i18n.reader import Reader
from monitor.reports.pack.bundle import make_bundle
from monitor.reports.pack.formats import PackFormat
from monitor.settings import read_settings
from monitor.ui import html
from monitor.ui.background import State
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.session import PackOrder

logger = logging.getLogger(__name__)

_SECONDS = 0.5
_CHIPS = {
    State.WAITING: (Icon.CLOCK, Tone.NEUTRAL),
    State.RUNNING: (Icon.PAPER, Tone.NEUTRAL),
    State.DONE: (Icon.CHECK, Tone.GOOD),
    State.FAILED: (Icon.ALERT, Tone.OUTLINED),
}


def show_order(order: PackOrder, reader: Reader) -> None:
    """Show how far the files are, or let them be downloaded."""
    if order.job.is_over:
        _show_files(order, reader)
    else:
        _watch(order, reader)


@st.fragment(run_every=_SECONDS)
def _watch(order: PackOrder, reader: Reader) -> None:
    """Tell of each file how far it is, and stop watching when all are over."""
    if order.job.is_over:
        st.rerun()
    done, total = len(order.job.list_done()), len(order.names)
    st.progress(done / total, reader.t("pack.progress", done=done, total=total))
    html.show_html(
        html.render_chips([_chip(name, order.job.state_of(name), reader) for name in order.names])
    )


def _chip(name: str, state: State, reader: Reader) -> Chip:
    icon, tone = _CHIPS[state]
    said = reader.t(f"pack.state.{state.value}")
    return Chip(f"{reader.t(f'pack.format.{name}')}: {said}", icon, tone)


def _show_files(order: PackOrder, reader: Reader) -> None:
    t, job = reader.t, order.job
    html.show_html(html.render_section(t("pack.ready"), order.about))
    for name in order.names:
        if job.state_of(name) is State.FAILED:
            _show_failure(name, job.error_of(name), reader)
    done = job.list_done()
    if len(done) > 1:
        _show_bundle(order, reader)
    with st.container(horizontal=True):
        for name in done:
            st.download_button(
                t(f"pack.format.{name}"),
                job.result_of(name),
                file_name=order.names[name],
                mime=PackFormat(name).mime,
                key=f"take_home.save.{name}",
                icon=":material/download:",
                on_click="ignore",
            )


def _show_bundle(order: PackOrder, reader: Reader) -> None:
    files = {order.names[name]: order.job.result_of(name) for name in order.job.list_done()}
    st.download_button(
        reader.t("pack.all"),
        make_bundle(files),
        file_name=f"{reader.t('pack.file.all')}.zip",
        mime="application/zip",
        key="take_home.save.all",
        type="primary",
        icon=":material/folder_zip:",
        on_click="ignore",
    )


def _show_failure(name: str, error: BaseException | None, reader: Reader) -> None:
    """Say what to do about a file that was not made; the log says why."""
    t, label = reader.t, reader.t(f"pack.format.{name}")
    if isinstance(error, InvalidSlideTemplateError):
        said = t("pack.bad_template", file=read_settings().pptx_template)
    else:
        said = t("pack.failed.help")
        logger.error("The file %s of a pack was not made", name, exc_info=error)
    st.error(t("pack.failed", what=label, help=said), icon=":material/error:")
