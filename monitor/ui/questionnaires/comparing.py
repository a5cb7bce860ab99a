"""What differs between two versions of the questionnaire."""

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from monitor.domain.questionnaire_differences import Change, Difference, compare
from monitor.i18n.reader import Reader
from monitor.services.questionnaires.versions import VersionView
from monitor.ui import html
from monitor.ui.questionnaires.question_rows import render_question
from monitor.ui.questionnaires.viewing import name_version


def show_difference(versions: Sequence[VersionView], reader: Reader) -> None:
    """Ask for two versions, and show question by question what differs."""
    t, by_name = reader.t, {view.version: view for view in versions}
    names = list(by_name)
    current = next(view.version for view in versions if view.is_current)
    newest = names[-1] if names[-1] != current else names[names.index(current) - 1]
    earlier, later = sorted((current, newest), key=names.index)
    left, right = st.columns(2)
    with left:
        before = _choose(by_name, "before", earlier, reader)
    with right:
        after = _choose(by_name, "after", later, reader)
    differences = compare(before.questionnaire, after.questionnaire)
    if not differences:
        html.show_html(html.render_empty(t("questionnaires.same"), t("questionnaires.same_help")))
    for change in Change:
        found = [each for each in differences if each.change is change]
        if found:
            html.show_html(_render_change(change, found, reader))


def _choose(
    by_name: Mapping[str, VersionView], side: str, otherwise: str, reader: Reader
) -> VersionView:
    names = list(by_name)
    chosen = st.selectbox(
        reader.t(f"questionnaires.compare.{side}"),
        names,
        index=names.index(otherwise),
        format_func=lambda each: name_version(by_name[each], reader),
        key=f"questionnaires.compare.{side}",
    )
    return by_name[chosen]


def _render_change(change: Change, found: Sequence[Difference], reader: Reader) -> Markup:
    key = f"questionnaires.change.{change.value}"
    head = html.render_section(reader.t(key, n=len(found)), reader.t(f"{key}_help"))
    rows = Markup("").join(
        Markup("<li>{}</li>").format(_render_difference(each, reader)) for each in found
    )
    return head + Markup('<ul class="pm-wording">{}</ul>').format(rows)


def _render_difference(difference: Difference, reader: Reader) -> Markup:
    before, after = difference.before, difference.after
    if before and after and difference.change is Change.REWORDED:
        return Markup('<div class="pm-wording-before"><p class="pm-muted">{}</p>{}</div>{}').format(
            reader.t("questionnaires.before"),
            render_question(before, reader),
            render_question(after, reader),
        )
    shown = after or before
    return render_question(shown, reader) if shown else Markup("")
