"""People from a spreadsheet: the file, what would come of it, its faults, and taking it back."""

from collections.abc import Sequence

import streamlit as st

from monitor.domain.errors import InvalidTableError
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.reports.spreadsheets import FileKind, write_table
from monitor.services.register.import_people import (
    Duplicates,
    Imported,
    ImportRow,
    PeopleFile,
    Preview,
    import_people,
    preview_import,
    undo_import,
)
from monitor.services.register.people_rows import Column, Defaults, RowFault
from monitor.services.register.tables import MAXIMUM_BYTES, MAXIMUM_ROWS
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import cached, html, session
from monitor.ui.labels import write_label

_ADDRESS = "import"
_MOST_SHOWN = 50
_MEBIBYTE = 1024 * 1024
_FILE_TYPES = ["xlsx", "csv", "txt"]


def is_asked() -> bool:
    """Tell whether the address asks for the import."""
    return _ADDRESS in st.query_params


def begin() -> None:
    """Ask for the import; only before the page runs."""
    st.query_params[_ADDRESS] = "1"


def end() -> None:
    """Go back to the list of people; only before the page runs."""
    del st.query_params[_ADDRESS]


def show_import(view: CheckinsView, reader: Reader) -> None:
    """Show what a file must look like, take one, and show what would come of it."""
    t = reader.t
    st.button(t("import.back"), icon=":material/arrow_back:", type="tertiary", on_click=end)
    html.show_html(html.render_section(t("import.title"), t("import.lead")))
    _offer_template(reader)
    with st.container(border=True):
        defaults = _ask_defaults(view, reader)
        uploaded = st.file_uploader(
            t("import.file"),
            type=_FILE_TYPES,
            max_upload_size=MAXIMUM_BYTES // _MEBIBYTE,
            key="import.file",
            help=t("import.file_help", n=MAXIMUM_ROWS),
        )
    if uploaded is not None:
        _show_preview(PeopleFile(uploaded.getvalue(), defaults), view, reader)


def show_outcome(view: CheckinsView, reader: Reader) -> None:
    """Say what was taken in last, and let it be taken back."""
    imported, t = session.last_import(view.partnership.id), reader.t
    if imported is None:
        return
    st.success(_describe_import(imported, reader), icon=":material/check:")
    with st.container(horizontal=True):
        if st.button(t("import.undo"), icon=":material/undo:", key="import.undo"):
            _undo(imported, reader)
        st.button(t("import.hide"), type="tertiary", on_click=session.keep_import, args=(None,))


def _offer_template(reader: Reader) -> None:
    t = reader.t
    rows = [
        [t(f"import.column.{column.value}") for column in Column],
        [t(f"import.example.{column.value}") for column in Column],
    ]
    with st.container(horizontal=True):
        for kind in FileKind:
            st.download_button(
                t(f"import.template.{kind.value}"),
                write_table(rows, kind, t.language),
                file_name=f"{t('import.template.name')}.{kind.value}",
                mime=kind.mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"import.template.{kind.value}",
            )


def _ask_defaults(view: CheckinsView, reader: Reader) -> Defaults:
    """Ask what holds where the file does not say; a party is never guessed."""
    t, parties = reader.t, {party.id: party.name for party in view.partnership.parties}
    languages = list(Language)
    left, right = st.columns(2)
    with left:
        party_id = st.selectbox(
            t("import.party"),
            list(parties),
            index=None,
            format_func=parties.__getitem__,
            placeholder=t("import.party_in_file"),
            key="import.party",
        )
    with right:
        language = st.selectbox(
            t("import.language"),
            languages,
            index=languages.index(t.language),
            format_func=lambda each: t(f"language.{each.value}"),
            key="import.language",
        )
    return Defaults(party_id, language or t.language)


def _show_preview(file: PeopleFile, view: CheckinsView, reader: Reader) -> None:
    t = reader.t
    try:
        with st.spinner(t("import.reading")):
            preview = preview_import(session.context(), view.partnership.id, file)
    except InvalidTableError as error:
        st.error(t(f"import.fault.{error}", n=MAXIMUM_ROWS))
        return
    html.show_html(html.render_section(t("import.found"), _describe_preview(preview, reader)))
    _show_bad(preview, view, reader)
    policy = _ask_duplicates(preview, reader)
    _show_new(preview, view, reader)
    updates = preview.duplicates if policy is Duplicates.UPDATE else []
    label = t("import.do_update" if updates else "import.do", n=len(preview.new) + len(updates))
    if not preview.new and not updates:
        st.write(t("import.nothing"))
    elif st.button(label, type="primary", key="import.do"):
        with st.spinner(t("import.working")):
            imported = import_people(session.context(), view.partnership.id, file, policy)
        session.keep_import(imported)
        cached.forget()
        end()
        st.rerun()


def _describe_preview(preview: Preview, reader: Reader) -> str:
    t = reader.t
    parts = [t("import.count.new", n=len(preview.new))]
    if preview.duplicates:
        parts.append(t("import.count.known", n=len(preview.duplicates)))
    if preview.bad:
        parts.append(t("import.count.bad", n=len(preview.bad)))
    return " ".join(parts)


def _show_bad(preview: Preview, view: CheckinsView, reader: Reader) -> None:
    """List the rows that cannot be taken in, with what to do, and offer them as a file."""
    t, bad = reader.t, preview.bad
    if not bad:
        return
    with st.container(border=True, key="import-bad"):
        st.markdown(f"**{t('import.bad.title')}**")
        st.caption(t("import.bad.help"))
        for row in bad[:_MOST_SHOWN]:
            heading = t("import.row", row=row.number, words=_describe_cells(row))
            html.show_html(html.render_person(heading, _describe_faults(row, view, reader)))
        _say_more(len(bad), reader)
        with st.container(horizontal=True):
            for kind in FileKind:
                st.download_button(
                    t(f"import.bad.{kind.value}"),
                    _write_bad(preview, view, kind, reader),
                    file_name=f"{t('import.bad.name')}.{kind.value}",
                    mime=kind.mime,
                    icon=":material/download:",
                    on_click="ignore",
                    key=f"import.bad.{kind.value}",
                )


def _write_bad(preview: Preview, view: CheckinsView, kind: FileKind, reader: Reader) -> bytes:
    """Return the rows that were not taken in, as they were, with what is wrong with them."""
    width = max(len(preview.header), *(len(row.cells) for row in preview.bad))
    reasons = [_describe_faults(row, view, reader) for row in preview.bad]
    rows = [
        [*cells, *[""] * (width - len(cells)), reason]
        for cells, reason in zip(
            [preview.header, *(row.cells for row in preview.bad)],
            [reader.t("import.bad.reason"), *reasons],
            strict=True,
        )
    ]
    return write_table(rows, kind, reader.t.language)


def _describe_cells(row: ImportRow) -> str:
    return " · ".join(cell for cell in row.cells if cell)


def _describe_faults(row: ImportRow, view: CheckinsView, reader: Reader) -> str:
    return " ".join(_describe_fault(fault, view, reader) for fault in row.faults)


def _describe_fault(fault: RowFault, view: CheckinsView, reader: Reader) -> str:
    return reader.t(
        f"import.row.{fault.key}",
        column=reader.t(f"import.column.{fault.column.value}"),
        typed=fault.typed,
        parties=", ".join(party.name for party in view.partnership.parties),
    )


def _ask_duplicates(preview: Preview, reader: Reader) -> Duplicates:
    """Ask what to do with people who are known already, or are in the list twice."""
    t = reader.t
    if not preview.duplicates:
        return Duplicates.SKIP
    with st.container(border=True):
        chosen = st.radio(
            t("import.known.ask", n=len(preview.duplicates)),
            list(Duplicates),
            format_func=lambda each: t(f"import.known.{each.value}"),
            key="import.duplicates",
        )
        with st.expander(t("import.known.show")):
            for row in preview.duplicates[:_MOST_SHOWN]:
                why = "repeats" if row.known is None else "known"
                note = t(f"import.known.why.{why}", row=row.repeats)
                heading = t("import.row", row=row.number, words=_describe_cells(row))
                html.show_html(html.render_person(heading, note))
            _say_more(len(preview.duplicates), reader)
    return chosen or Duplicates.SKIP


def _show_new(preview: Preview, view: CheckinsView, reader: Reader) -> None:
    t = reader.t
    if not preview.new:
        return
    with st.expander(t("import.new.show", n=len(preview.new))):
        for row in preview.new[:_MOST_SHOWN]:
            if row.draft:
                person = row.draft.person
                address = person.email or t("checkins.people.no_mail")
                party = view.partnership.party(row.draft.party_id).name
                html.show_html(html.render_person(person.name, f"{address} · {party}"))
        _say_more(len(preview.new), reader)


def _say_more(count: int, reader: Reader) -> None:
    if count > _MOST_SHOWN:
        st.caption(reader.t("import.more", n=count - _MOST_SHOWN))


def _describe_import(imported: Imported, reader: Reader) -> str:
    t = reader.t
    counts: Sequence[tuple[str, int]] = [
        ("added", len(imported.added)),
        ("changed", len(imported.changed)),
        ("skipped", imported.skipped),
        ("bad", imported.bad),
    ]
    parts = [t(f"import.done.{key}", n=count) for key, count in counts if count]
    return " ".join(parts) or t("import.done.none")


def _undo(imported: Imported, reader: Reader) -> None:
    t = reader.t
    back = undo_import(session.context(), imported)
    session.keep_import(None)
    cached.forget()
    counts = [("ended", back.ended), ("kept", back.kept)]
    parts = [t(f"import.undone.{key}", n=count) for key, count in counts if count]
    st.toast(write_label(" ".join([t("import.undone"), *parts])))
    st.rerun()
