"""The fields of one question in the editor: asked or not, its words, and its place."""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from monitor.domain.partnership import Language
from monitor.domain.questionnaire_draft import Draft, DraftRow, move, remove, reword, switch
from monitor.i18n.reader import Reader
from monitor.ui import html, session
from monitor.ui.questionnaires.question_rows import describe, render_question

_TEXT_HEIGHT = 80


@dataclass(frozen=True, slots=True)
class RowFields:
    """The draft as it is after one question, and the place for what is found about it."""

    key: str
    draft: Draft
    findings: DeltaGenerator


_MOVES = ((-1, "up", ":material/arrow_upward:"), (1, "down", ":material/arrow_downward:"))


def ask_row(draft: Draft, key: str, reader: Reader) -> RowFields:
    """Show the fields of one question, and return the draft with what stands in them."""
    row = draft.row(key)
    with st.container(border=True, key=f"questionnaires-row-{key}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            draft = _ask_switch(draft, row, reader)
            _show_moves(draft, row, reader)
        if draft.row(key).is_on:
            draft = _ask_words(draft, row, reader)
        html.show_html(_render_facts(row, reader))
        return RowFields(key, draft, st.container())


def show_fixed(row: DraftRow, reader: Reader) -> None:
    """Show a question that nobody may change, and why."""
    why = Markup('<p class="pm-muted pm-small">{}</p>').format(
        reader.t("questionnaires.edit.is_fixed")
    )
    with st.container(border=True):
        html.show_html(render_question(row.question, reader) + why)


def name_row(row: DraftRow, reader: Reader) -> str:
    """Name a question of a draft: by its code, or as a new one."""
    if row.before:
        return row.before.code
    return reader.t("questionnaires.edit.new", number=row.key.removeprefix("new"))


def _ask_switch(draft: Draft, row: DraftRow, reader: Reader) -> Draft:
    key = f"questionnaires.on.{row.key}"
    session.suggest(key, row.is_on)
    label = reader.t("questionnaires.edit.ask", question=name_row(row, reader))
    is_on = st.toggle(label, key=key)
    return draft if is_on is row.is_on else switch(draft, row.key, is_on=is_on)


def _ask_words(draft: Draft, row: DraftRow, reader: Reader) -> Draft:
    name, text = name_row(row, reader), {}
    for language, column in zip(Language, st.columns(len(Language)), strict=True):
        key = f"questionnaires.text.{row.key}.{language.value}"
        session.suggest(key, row.question.text[language])
        label = reader.t(f"questionnaires.edit.text_{language.value}", question=name)
        with column:
            text[language] = st.text_area(label, key=key, height=_TEXT_HEIGHT) or ""
    return draft if text == row.question.text else reword(draft, row.key, text)


def _show_moves(draft: Draft, row: DraftRow, reader: Reader) -> None:
    """Show what moves a question or takes it away; each begins the page anew."""
    t, part = reader.t, draft.rows_of(row.part)
    name = name_row(row, reader)
    for (steps, word, icon), last in zip(_MOVES, (part[0], part[-1]), strict=True):
        if st.button(
            t(f"questionnaires.edit.{word}", question=name),
            key=f"questionnaires.{word}.{row.key}",
            icon=icon,
            type="tertiary",
            disabled=last.key == row.key,
        ):
            session.keep_draft(move(draft, row.key, steps))
            st.rerun()
    if row.before is None and st.button(
        t("questionnaires.edit.remove", question=name),
        key=f"questionnaires.remove.{row.key}",
        type="tertiary",
    ):
        session.keep_draft(remove(draft, row.key))
        st.rerun()


def _render_facts(row: DraftRow, reader: Reader) -> Markup:
    facts = Markup("").join(
        Markup("<li>{}</li>").format(fact) for fact in describe(row.question, reader)
    )
    return Markup('<ul class="pm-wording-facts">{}</ul>').format(facts)
