"""The editor: a version is made from another, and stored when nothing is wrong with it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from monitor.domain.errors import InvalidQuestionnaireError
from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import Part, QuestionKind
from monitor.domain.questionnaire_draft import Draft, add_own, make_own
from monitor.domain.questionnaire_rules import (
    MAXIMUM_STATEMENTS,
    QuestionnaireFault,
    count_asked,
)
from monitor.i18n.reader import Reader, capitalise, join_words
from monitor.services.questionnaires.edit import Tried, begin_draft, store_draft, try_draft
from monitor.services.questionnaires.versions import VersionView
from monitor.ui import html, session
from monitor.ui.icons import Icon
from monitor.ui.questionnaires.row_fields import RowFields, ask_row, show_fixed
from monitor.ui.questionnaires.viewing import go_to_version, name_version
from monitor.ui.writer import ask_name

_TEXT_HEIGHT = 80


def show_editor(versions: Sequence[VersionView], reader: Reader) -> None:
    """Show the version that is being made, or a way to begin one."""
    draft = session.draft()
    if draft is None:
        _show_beginning(versions, reader)
        return
    _show_top(draft, reader)
    part = _choose_part(draft, reader)
    fields = []
    for row in draft.rows_of(part.code):
        if row.is_fixed:
            show_fixed(row, reader)
            continue
        row_fields = ask_row(draft, row.key, reader)
        draft = row_fields.draft
        fields.append(row_fields)
    session.keep_draft(draft)
    tried = try_draft(session.context(), draft)
    for each in fields:
        _show_findings(each, draft, tried, reader)
    _ask_own(draft, part, reader)
    _show_saving(draft, tried, reader)


def _show_beginning(versions: Sequence[VersionView], reader: Reader) -> None:
    t, by_name = reader.t, {view.version: view for view in versions}
    names = list(reversed(by_name))
    current = next(view.version for view in versions if view.is_current)
    html.show_html(html.render_section(t("questionnaires.begin"), t("questionnaires.begin_help")))
    base = st.selectbox(
        t("questionnaires.begin.from"),
        names,
        index=names.index(current),
        format_func=lambda each: name_version(by_name[each], reader),
        key="questionnaires.base",
        width=380,
    )
    if st.button(t("questionnaires.begin.do"), type="primary", key="questionnaires.begin"):
        session.keep_draft(begin_draft(session.context(), base))
        st.rerun()


def _show_top(draft: Draft, reader: Reader) -> None:
    t = reader.t
    title = t("questionnaires.editing", version=draft.base.version)
    html.show_html(html.render_section(title, t("questionnaires.editing_help")))
    if st.button(t("questionnaires.drop"), icon=":material/delete:", key="questionnaires.drop"):
        _confirm_drop(reader)


def _confirm_drop(reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("questionnaires.drop.confirm"))
    def ask() -> None:
        st.write(t("questionnaires.drop.help"))
        with st.container(horizontal=True):
            if st.button(t("questionnaires.drop.do"), type="primary", key="questionnaires.drop_do"):
                session.keep_draft(None)
                st.rerun()
            if st.button(t("pages.cancel"), key="questionnaires.drop_cancel"):
                st.rerun()

    ask()


def _choose_part(draft: Draft, reader: Reader) -> Part:
    """Ask which part is worked on; those with nothing but fixed questions are not offered."""
    parts = {
        part.code: part
        for part in draft.base.parts
        if not all(row.is_fixed for row in draft.rows_of(part.code))
    }
    chosen = st.pills(
        reader.t("questionnaires.edit.part"),
        list(parts),
        default=next(iter(parts)),
        format_func=lambda code: parts[code].title[reader.t.language],
        required=True,
        key="questionnaires.edit.part",
    )
    st.caption(reader.t("questionnaires.edit.fixed"))
    return parts[chosen]


def _show_findings(fields: RowFields, draft: Draft, tried: Tried, reader: Reader) -> None:
    """Show beside a question its new code, what is wrong with it, and what could be better."""
    t, row = reader.t, draft.row(fields.key)
    if not row.is_on:
        return
    with fields.findings:
        code = tried.codes[row.key]
        if row.before is not None and code != row.before.code:
            st.caption(t("questionnaires.edit.new_code", code=code, before=row.before.code))
        if row.seems_reversed:
            st.caption(f":material/lightbulb: {t('questionnaires.edit.reversed')}")
        if faults := tried.faults_of(row.key):
            st.error("  \n".join(describe_fault(each, reader) for each in faults))


def describe_fault(fault: QuestionnaireFault, reader: Reader) -> str:
    """Say what is wrong, and in which language."""
    t, values = reader.t, dict(fault.values)
    if "phase" in values:
        values["phase"] = t(f"phase.{values['phase']}")
    said = t(f"questionnaires.fault.{fault.key}", place=fault.place, partner="{partner}", **values)
    if fault.language is None:
        return said
    return f"{t(f'questionnaires.language.{fault.language.value}')}: {said}"


def _ask_own(draft: Draft, part: Part, reader: Reader) -> None:
    t = reader.t
    with (
        st.expander(t("questionnaires.own"), icon=":material/add:"),
        st.form("questionnaires.own", border=False, clear_on_submit=True),
    ):
        is_open = st.checkbox(t("questionnaires.own.open"), key="questionnaires.own.open")
        kind = st.radio(
            t("questionnaires.own.kind"),
            list(QuestionKind),
            format_func=lambda each: t(f"questionnaires.kind.{each.value}"),
            captions=[t(f"questionnaires.kind.{each.value}_help") for each in QuestionKind],
            key="questionnaires.own.kind",
        )
        columns = st.columns(len(Language))
        text = {
            language: column.text_area(
                t(f"questionnaires.language.{language.value}"),
                key=f"questionnaires.own.{language.value}",
                height=_TEXT_HEIGHT,
            )
            for language, column in zip(Language, columns, strict=True)
        }
        st.caption(t("questionnaires.own.help", partner="{partner}"))
        rotates = st.checkbox(t("questionnaires.own.rotates"), key="questionnaires.own.rotates")
        if st.form_submit_button(t("questionnaires.own.do")):
            question = make_own(kind or QuestionKind.SHARED, text, is_open=is_open, rotates=rotates)
            session.keep_draft(add_own(draft, part.code, question))
            st.rerun()


def _show_saving(draft: Draft, tried: Tried, reader: Reader) -> None:
    t = reader.t
    html.show_html(html.render_section(t("questionnaires.save"), t("questionnaires.save_help")))
    st.caption(_count_statements(tried, reader))
    _show_remaining_faults(draft, tried, reader)
    with st.form("questionnaires.save", border=False):
        name = ask_name(reader, "questionnaires.save")
        label = t("questionnaires.save.do", version=tried.questionnaire.version)
        is_sent = st.form_submit_button(label, type="primary")
    if not is_sent:
        return
    if name.is_missing:
        st.error(t("questionnaires.name_missing"))
        return
    try:
        stored = store_draft(session.context(), draft, name.sign())
    except InvalidQuestionnaireError:
        st.error(t("questionnaires.not_saved"))
        return
    session.keep_draft(None)
    st.toast(t("questionnaires.saved", version=stored.version))
    go_to_version(stored.version)


def _count_statements(tried: Tried, reader: Reader) -> str:
    counts = [
        reader.t(
            "questionnaires.count",
            phase=capitalise(reader.t(f"phase.{phase.value}")),
            count=count_asked(tried.questionnaire, phase)[0],
            maximum=MAXIMUM_STATEMENTS,
        )
        for phase in Phase
    ]
    return reader.t("questionnaires.counts", counts=join_words(counts, reader.t))


def _show_remaining_faults(draft: Draft, tried: Tried, reader: Reader) -> None:
    """Show what is wrong with the whole, and in which parts something is wrong."""
    t = reader.t
    lines = [describe_fault(each, reader) for each in tried.other_faults]
    if places := _parts_with_faults(draft, tried, reader):
        lines.append(t("questionnaires.fault.in_parts", parts=join_words(places, t)))
    if lines:
        fact = t("questionnaires.cannot_save")
        html.show_html(html.render_notice(fact, " ".join(lines), icon=Icon.ALERT))


def _parts_with_faults(draft: Draft, tried: Tried, reader: Reader) -> Sequence[str]:
    titles: Mapping[str, str] = {
        part.code: part.title[reader.t.language] for part in draft.base.parts
    }
    found = {row.part for row in draft.rows if row.is_on and tried.faults_of(row.key)}
    return [title for code, title in titles.items() if code in found]
