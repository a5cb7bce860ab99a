"""The single agreements of a partnership: open, done and dropped, with what can be done to each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import (
    AgreementEntry,
    AgreementsView,
    remove_agreement,
    restore_agreement,
    set_state,
)
from monitor.ui import cached, html, permits, session
from monitor.ui.agreements import agreement_form as form
from monitor.ui.agreements.agreement_rows import render_agreement, render_kept, render_key
from monitor.ui.agreements.parts import open_versions
from monitor.ui.labels import write_label
from monitor.ui.parts import asked_number, drop
from monitor.ui.writer import NameField, ask_name

_REMOVED = "removed"  # In the address: which agreement was removed just now.
_NAME_WIDTH = 420
_ICONS = {
    AgreementState.OPEN: ":material/undo:",
    AgreementState.DONE: ":material/check:",
    AgreementState.DROPPED: ":material/do_not_disturb_on:",
}


@dataclass(frozen=True, slots=True)
class _Action:
    """What a pressed button does, what is said then, and which agreement it removes."""

    write: Callable[[Authorship], object]
    said: str
    removes: RecordId | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """What is shown, to whom, and who presses the buttons, where they may."""

    view: AgreementsView
    reader: Reader
    name: NameField
    may_write: bool


def show_agreements(view: AgreementsView, reader: Reader) -> None:
    """Show the way to make an agreement, and all agreements by what became of them."""
    t, may_write = reader.t, permits.may_write(view.partnership.id)
    if not may_write:
        permits.show_read_only(reader)
    elif form.is_making():
        form.show_new(view, reader)
    else:
        st.button(
            t("agreements.new"),
            type="primary",
            icon=":material/add:",
            key="agreements.begin",
            on_click=form.begin_new,
        )
    if view.is_empty and not view.removed:
        html.show_html(html.render_empty(t("agreements.none"), t("agreements.none_help")))
        return
    name = NameField("")
    if may_write:
        with st.container(width=_NAME_WIDTH):
            name = ask_name(reader, "agreements.list")
    shown = _List(view, reader, name, may_write)
    if may_write:
        _show_undo(shown)
    _show_open(shown)
    _show_folded("done", view.done, shown)
    _show_folded("dropped", view.dropped, shown)
    _show_folded("continues", view.continues, shown)
    _show_removed(shown)


def _show_undo(shown: _List) -> None:
    """Offer to take back what was removed just now; keep a form open whose agreement is gone."""
    t, removed = shown.reader.t, {int(each.record.id): each for each in shown.view.removed}
    gone = removed.get(asked_number(form.CORRECT) or 0)
    if gone:
        st.warning(t("agreements.gone"))
        form.show_correction(gone, shown.view, shown.reader)
    undone = removed.get(asked_number(_REMOVED) or 0)
    if undone:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.write(t("agreements.removed_now", text=write_label(undone.record.content.text)))
            action = _ask_restore(undone, shown, key="agreements.undo")
        _carry_out(action, shown)


def _show_open(shown: _List) -> None:
    t, view, reader = shown.reader.t, shown.view, shown.reader
    kept = [render_kept(party, rate, view, reader) for party, rate in view.kept.items()]
    html.show_html(
        html.render_section(
            t("agreements.open", n=len(view.open)),
            t("agreements.kept_help") if kept else "",
            html.render_legend_line(kept) if kept else "",
        )
    )
    if any(entry.noticed for entry in view.open):
        html.show_html(render_key(reader))
    for entry in view.open:
        _show_entry(entry, shown)
    if not view.open:
        st.write(t("agreements.none_open"))


def _show_folded(state: str, entries: Sequence[AgreementEntry], shown: _List) -> None:
    if not entries:
        return
    label = shown.reader.t(f"agreements.{state}", n=len(entries))
    with st.expander(label, key=f"agreements.{state}"):
        for entry in entries:
            _show_entry(entry, shown)


def _show_removed(shown: _List) -> None:
    """List what was removed, each with the way back."""
    if not (shown.view.removed and shown.may_write):
        return
    label = shown.reader.t("agreements.removed", n=len(shown.view.removed))
    with st.expander(label, type="compact", key="agreements.removed"):
        for entry in shown.view.removed:
            record = entry.record
            with st.container(border=True):
                html.show_html(render_agreement(entry, shown.view, shown.reader))
                with st.container(horizontal=True):
                    action = _ask_restore(entry, shown, key=f"agreements.restore.{record.id}")
                    _show_history(record, shown.reader)
                _carry_out(action, shown)


def _show_entry(entry: AgreementEntry, shown: _List) -> None:
    record = entry.record
    with st.container(border=True, key=f"agreement-{record.id}"):
        if shown.may_write and asked_number(form.CORRECT) == record.id:
            form.show_correction(entry, shown.view, shown.reader)
            return
        html.show_html(render_agreement(entry, shown.view, shown.reader))
        with st.container(horizontal=True):
            if not shown.may_write:
                _show_history(record, shown.reader)
                return
            action = _ask_state(record, shown.reader)
            _show_correct(record, shown.reader)
            _show_history(record, shown.reader)
            action = _ask_remove(record, shown.reader) or action
        _carry_out(action, shown)


def _ask_state(record: Record[Agreement], reader: Reader) -> _Action | None:
    """Show the states that an agreement can go to from where it is."""
    t, is_open = reader.t, record.content.state is AgreementState.OPEN
    states = (AgreementState.DONE, AgreementState.DROPPED) if is_open else (AgreementState.OPEN,)
    for state in states:
        is_pressed = st.button(
            t(f"agreements.do.{state.value}"),
            icon=_ICONS[state],
            type="secondary" if state is AgreementState.DONE else "tertiary",
            key=f"agreements.{state.value}.{record.id}",
        )
        if is_pressed:
            write = partial(set_state, session.context(), record, state)
            return _Action(write, t(f"agreements.now.{state.value}"))
    return None


def _ask_remove(record: Record[Agreement], reader: Reader) -> _Action | None:
    is_pressed = st.button(
        reader.t("agreements.remove"),
        icon=":material/delete:",
        type="tertiary",
        key=f"agreements.remove.{record.id}",
    )
    if not is_pressed:
        return None
    write = partial(remove_agreement, session.context(), record)
    return _Action(write, reader.t("agreements.now.removed"), removes=record.id)


def _ask_restore(entry: AgreementEntry, shown: _List, *, key: str) -> _Action | None:
    t = shown.reader.t
    if not st.button(t("agreements.restore"), icon=":material/undo:", key=key):
        return None
    write = partial(restore_agreement, session.context(), entry.record)
    return _Action(write, t("agreements.now.restored"))


def _show_correct(record: Record[Agreement], reader: Reader) -> None:
    st.button(
        reader.t("agreements.correct"),
        icon=":material/edit:",
        type="tertiary",
        key=f"agreements.edit.{record.id}",
        on_click=form.begin_correcting,
        args=(record,),
    )


def _show_history(record: Record[Agreement], reader: Reader) -> None:
    """Show the way to the versions, where there is more than one."""
    if record.version > 1:
        st.button(
            reader.t("agreements.history", n=record.version),
            icon=":material/history:",
            type="tertiary",
            key=f"agreements.history.{record.id}",
            on_click=open_versions,
            args=(record.id,),
        )


def _carry_out(action: _Action | None, shown: _List) -> None:
    """Do what a button asked, in the name of who pressed it."""
    t = shown.reader.t
    if action is None:
        return
    if shown.name.is_missing:
        st.error(t("agreements.fault.name_missing"))
        return
    try:
        action.write(shown.name.sign())
        st.toast(action.said)
    except RecordChangedError:
        st.toast(t("agreements.changed"))
    cached.forget()
    drop(_REMOVED)
    if action.removes:
        st.query_params[_REMOVED] = str(action.removes)
    st.rerun()
