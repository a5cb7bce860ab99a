"""The viewer: which versions there are, what each asks, and having one asked."""

from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import Part as QuestionnairePart
from monitor.domain.questionnaire import QuestionKind
from monitor.i18n.reader import Reader, capitalise
from monitor.services.questionnaires.edit import adopt_version, can_be_adopted
from monitor.services.questionnaires.versions import VersionView, find_example
from monitor.ui import addresses, html, session
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.questionnaires.question_rows import render_questions
from monitor.ui.writer import ask_name

_PART, _VERSION = "part", "version"
# Then nothing waits for a later round any more.
_PREVIEWED_ROUND = 2


class Part(StrEnum):
    """What the page is used for; its address keeps the code."""

    VIEW = "view"
    COMPARE = "compare"
    EDIT = "edit"


_ICONS = {
    Part.VIEW: ":material/visibility:",
    Part.COMPARE: ":material/difference:",
    Part.EDIT: ":material/edit_note:",
}


def show_head(reader: Reader) -> None:
    """Show the way back, and what this page is for."""
    t = reader.t
    st.page_link(addresses.REGISTER, label=t("questionnaires.back"), icon=":material/arrow_back:")
    html.show_html(html.render_page_head(t("pages.questionnaires.title"), t("questionnaires.lead")))


def choose_part(reader: Reader) -> Part:
    """Show links to the parts of the page, and return the one that the address names."""
    asked = st.query_params.get(_PART, "")
    here = Part(asked) if asked in set(Part) else Part.VIEW
    with st.container(horizontal=True, key="partnership-tabs"):
        for part in Part:
            st.page_link(
                addresses.QUESTIONNAIRES,
                label=reader.t(f"questionnaires.part.{part.value}"),
                icon=_ICONS[part],
                query_params={_PART: part.value},
                disabled=part is here,
            )
    return here


def go_to_version(version: str) -> None:
    """Show a version on this page from now on."""
    address = {_PART: Part.VIEW.value, _VERSION: version}
    st.switch_page(addresses.QUESTIONNAIRES, query_params=address)


def name_version(view: VersionView, reader: Reader) -> str:
    """Name a version in a list to choose from."""
    key = "asked" if view.is_current else "plain"
    return reader.t(f"questionnaires.version.{key}", version=view.version)


def choose_version(versions: Sequence[VersionView], reader: Reader) -> VersionView:
    """Ask which version is shown, at first the one that rounds ask; the address keeps it."""
    by_name = {view.version: view for view in versions}
    current = next(view.version for view in versions if view.is_current)
    asked = st.query_params.get(_VERSION, "")
    shown = asked if asked in by_name else current
    chosen = st.selectbox(
        reader.t("questionnaires.version"),
        list(reversed(by_name)),
        index=list(reversed(by_name)).index(shown),
        format_func=lambda each: name_version(by_name[each], reader),
        key=f"questionnaires.version.{shown}",
        width=380,
    )
    if chosen != shown:
        st.query_params[_VERSION] = chosen
        st.rerun()
    return by_name[shown]


def show_version(view: VersionView, reader: Reader) -> None:
    """Show where a version is asked and everything it asks."""
    html.show_html(_render_history(view, reader))
    with st.container(horizontal=True, key="questionnaires-do"):
        if not view.is_current and can_be_adopted(view.questionnaire):
            label = reader.t("questionnaires.adopt")
            if st.button(label, type="primary", key="questionnaires.adopt"):
                _confirm_adoption(view, reader)
        _show_previews(view, reader)
    st.caption(" ".join(_explain(kind, reader) for kind in QuestionKind))
    for part in view.questionnaire.parts:
        if part.questions:
            html.show_html(_render_part(part, reader))
    if light := view.questionnaire.light:
        title = light.title[reader.t.language]
        explanation = reader.t("questionnaires.light", codes=", ".join(light.codes))
        html.show_html(html.render_section(title, explanation))


def _explain(kind: QuestionKind, reader: Reader) -> str:
    name = reader.t(f"questionnaires.kind.{kind.value}")
    return f"**{name}**: {reader.t(f'questionnaires.kind.{kind.value}_help')}"


def _render_history(view: VersionView, reader: Reader) -> Markup:
    t = reader.t
    chips = [Chip(t("questionnaires.is_asked"), Icon.CHECK, Tone.GOOD)] if view.is_current else []
    lines = [
        t("questionnaires.of_product")
        if view.written is None
        else t(
            "questionnaires.made_by",
            name=view.written.by,
            day=reader.formatter.long_day(view.written.at),
        ),
        t("questionnaires.rounds", n=view.rounds, count=reader.formatter.number(view.rounds)),
    ]
    if view.adopted:
        day = reader.formatter.long_day(view.adopted.at)
        lines.append(t("questionnaires.adopted_by", name=view.adopted.by, day=day))
    body = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return html.render_chips(chips) + Markup('<ul class="pm-wording-facts">{}</ul>').format(body)


def _render_part(part: QuestionnairePart, reader: Reader) -> Markup:
    phase = capitalise(reader.t(f"phase.{part.phase.value}")) if part.phase else ""
    only = reader.t("questionnaires.only_in", phase=phase) if phase else ""
    head = html.render_section(part.title[reader.t.language], only)
    return head + render_questions(part.questions, reader)


def _show_previews(view: VersionView, reader: Reader) -> None:
    """Show links to the check-in as participants would see it, in each phase."""
    example = find_example(session.context())
    if example is None:
        return
    wishes = {phase.value: {"phase": phase.value} for phase in Phase}
    if view.questionnaire.light:
        wishes["light"] = {"light": "1"}
    with st.popover(reader.t("questionnaires.preview"), icon=":material/preview:"):
        st.write(reader.t("questionnaires.preview_help"))
        for name, wish in wishes.items():
            asked = {"light": "0", **wish, "sequence": _PREVIEWED_ROUND, _VERSION: view.version}
            address = f"/preview/{example.id}/{example.parties[0].id}?{urlencode(asked)}"
            st.link_button(reader.t(f"questionnaires.preview.{name}"), address)


def _confirm_adoption(view: VersionView, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("questionnaires.adopt.confirm", version=view.version))
    def ask() -> None:
        st.write(t("questionnaires.adopt.help"))
        with st.form("questionnaires.adopt", border=False):
            name = ask_name(reader, "questionnaires.adopt")
            is_sent = st.form_submit_button(t("questionnaires.adopt.do"), type="primary")
        if is_sent and name.is_missing:
            st.error(t("questionnaires.name_missing"))
        elif is_sent:
            adopt_version(session.context(), view.version, name.sign())
            st.toast(t("questionnaires.adopt.done", version=view.version))
            st.rerun()

    ask()
