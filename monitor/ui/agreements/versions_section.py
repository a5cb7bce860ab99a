"""The part of the page about versions: who wrote what when, and the difference between any two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from monitor.domain.partnership import Partnership
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.differences import Written, compare_records
from monitor.domain.register.record import Record, RecordId
from monitor.i18n.agreement_words import write_agreement, write_collaboration
from monitor.i18n.reader import Reader, shorten
from monitor.services.agreements.collaborate import CollaborationView
from monitor.services.agreements.compare import read_versions
from monitor.services.agreements.keep_agreements import AgreementsView
from monitor.ui import html, session
from monitor.ui.agreements.difference_view import render_differences, write_authorship
from monitor.ui.agreements.parts import RECORD
from monitor.ui.labels import write_label
from monitor.ui.parts import asked_number

_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class _Shown:
    """A version as it is shown: its words, and what is to be known about it."""

    number: int
    who: str
    note: str
    written: Written


def show_versions(agreements: AgreementsView, view: CollaborationView, reader: Reader) -> None:
    """Let a record be chosen, list its versions, and show what changed between two of them."""
    t = reader.t
    html.show_html(html.render_section(t("versions.title"), t("versions.lead")))
    names = _name_records(agreements, view, reader)
    if not names:
        html.show_html(html.render_empty(t("agreements.none"), t("agreements.none_help")))
        return
    chosen = _choose_record(names, reader)
    if view.record and chosen == view.record.id:
        area = "collaboration"
        shown = [_show_collaboration(each, view.partnership, reader) for each in view.versions]
    else:
        area = "agreements"
        found = read_versions(session.context(), view.partnership.id, chosen, Agreement)
        shown = [_show_agreement(each, view.partnership, reader) for each in found.versions]
    html.show_html(_render_list(shown, reader))
    if len(shown) == 1:
        st.write(t("versions.only_one"))
        return
    older, newer = _choose_two(shown, chosen, reader)
    differences = compare_records(older.written, newer.written)
    if differences:
        html.show_html(render_differences(differences, reader, area=area))
    else:
        st.write(t("versions.same_words"))


def _name_records(
    agreements: AgreementsView, view: CollaborationView, reader: Reader
) -> Mapping[RecordId, str]:
    """Return everything that has versions: the collaboration agreement first."""
    names = {view.record.id: reader.t("collaboration.title")} if view.record else {}
    entries = [*agreements.open, *agreements.done, *agreements.dropped, *agreements.removed]
    return names | {
        entry.record.id: write_label(shorten(entry.record.content.text, _LONGEST_NAME))
        for entry in entries
    }


def _choose_record(names: Mapping[RecordId, str], reader: Reader) -> RecordId:
    ids, asked = list(names), RecordId(asked_number(RECORD) or 0)
    chosen = st.selectbox(
        reader.t("versions.record"),
        ids,
        index=ids.index(asked) if asked in names else 0,
        format_func=names.__getitem__,
        key="versions.record",
    )
    record = chosen if chosen is not None else ids[0]
    st.query_params[RECORD] = str(record)
    return record


def _choose_two(shown: Sequence[_Shown], record: RecordId, reader: Reader) -> tuple[_Shown, _Shown]:
    """Let two versions be chosen, the last two to begin with; return the older one first."""
    by_number = {each.number: each for each in shown}
    numbers = list(by_number)
    columns = st.columns(2)
    chosen = [
        column.selectbox(
            reader.t(f"versions.{end}"),
            numbers,
            index=index,
            format_func=lambda number: reader.t("versions.number", number=number),
            key=f"versions.{end}.{record}",
        )
        or numbers[index]
        for column, end, index in zip(
            columns, ("from", "to"), (len(numbers) - 2, len(numbers) - 1), strict=True
        )
    ]
    return by_number[min(chosen)], by_number[max(chosen)]


def _show_agreement(record: Record[Agreement], partnership: Partnership, reader: Reader) -> _Shown:
    return _Shown(
        record.version,
        write_authorship(record.written, reader),
        reader.t("versions.was_removed") if record.is_removed else "",
        write_agreement(record.content, partnership, reader),
    )


def _show_collaboration(
    record: Record[Collaboration], partnership: Partnership, reader: Reader
) -> _Shown:
    signed_on, said = record.content.signed_on, [record.content.reason]
    if signed_on:
        day = reader.formatter.long_day(signed_on)
        said.append(reader.t("collaboration.state.signed", day=day))
    return _Shown(
        record.version,
        write_authorship(record.written, reader),
        " · ".join(each for each in said if each),
        write_collaboration(record.content, partnership, reader),
    )


def _render_list(shown: Sequence[_Shown], reader: Reader) -> Markup:
    """Return the versions, newest first."""
    items = Markup("").join(
        Markup('<li><strong>{}</strong> <span class="pm-muted">{}</span>{}</li>').format(
            reader.t("versions.number", number=each.number),
            each.who,
            Markup("<p>{}</p>").format(each.note) if each.note else "",
        )
        for each in reversed(shown)
    )
    return Markup('<ol class="pm-versions" reversed>{}</ol>').format(items)
