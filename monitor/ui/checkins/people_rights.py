"""What somebody may ask for under privacy law: a copy of their data, and to be forgotten."""

import streamlit as st

from monitor.domain.partnership import Participant
from monitor.domain.privacy.retention import Kept
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.i18n.retention_sentences import describe_term
from monitor.reports.person_file import make_person_file
from monitor.services.privacy.person_data import (
    Erasure,
    erase_person,
    export_person,
    may_use_rights,
    read_erasure,
    read_former,
)
from monitor.services.results.partnership_view import CheckinsView
from monitor.settings import read_settings
from monitor.ui import cached, html, session

_ZIP = "application/zip"


def ask_rights(person: Participant, view: CheckinsView, reader: Reader) -> None:
    """Offer both, as parts of a person's dialog, to whoever may do so."""
    if not may_use_rights(session.context(), view.partnership.id):
        return
    _offer_copy(person, reader)
    _offer_erasure(person, reader)


def show_former(view: CheckinsView, reader: Reader) -> None:
    """List who left and still has a name, for they may ask for the same."""
    t, context = reader.t, session.context()
    is_allowed = may_use_rights(context, view.partnership.id)
    former = read_former(context, view.partnership.id) if is_allowed else []
    if not former:
        return
    with st.expander(t("rights.former.title", n=len(former))):
        term = read_settings().retention_terms[Kept.PEOPLE]
        st.write(t("rights.former.help", term=describe_term(term, t)))
        for person in former:
            _show_former_person(person, view, reader)


def _show_former_person(person: Participant, view: CheckinsView, reader: Reader) -> None:
    t, day = reader.t, reader.formatter.long_day
    party = view.partnership.party(person.party_id).name
    until = "" if person.active_until is None else day(person.active_until)
    with st.container(horizontal=True, vertical_alignment="center"):
        note = " · ".join([party, t("checkins.people.until", day=until)])
        html.show_html(html.render_person(person.name, note))
        if st.button(
            t("rights.former.open"),
            key=f"rights.former.{person.id}",
            help=t("rights.former.whom", name=person.name),
            type="tertiary",
            icon=":material/shield_person:",
        ):
            _ask_former(person, view, reader)


def _ask_former(person: Participant, view: CheckinsView, reader: Reader) -> None:
    @st.dialog(person.name)
    def ask() -> None:
        ask_rights(person, view, reader)

    ask()


def _offer_copy(person: Participant, reader: Reader) -> None:
    t = reader.t
    with st.expander(t("rights.copy.title")):
        st.write(t("rights.copy.help"))
        if not st.button(t("rights.copy.make"), key="rights.copy"):
            return
        st.download_button(
            t("rights.copy.save"),
            make_person_file(
                export_person(session.context(), person.id), _reader_of(person, reader)
            ),
            file_name=f"{t('person.file.name')}-{person.id}.zip",
            mime=_ZIP,
            key="rights.save",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )


def _reader_of(person: Participant, reader: Reader) -> Reader:
    """Return who reads the file in the end: the person, in their own language."""
    zone = reader.formatter.time_zone
    return Reader(translator(person.language), Formatter(person.language, zone))


def _offer_erasure(person: Participant, reader: Reader) -> None:
    t = reader.t
    with st.expander(t("rights.erase.title")):
        _describe_erasure(read_erasure(session.context(), person.id), reader)
        is_sure = st.checkbox(t("rights.erase.sure"), key="rights.sure")
        if st.button(t("rights.erase.do"), key="rights.forget", disabled=not is_sure) and is_sure:
            erase_person(session.context(), person.id)
            cached.forget()
            st.toast(t("rights.erase.done"))
            st.rerun()


def _describe_erasure(erasure: Erasure, reader: Reader) -> None:
    t = reader.t
    st.write(t("rights.erase.help"))
    if len(erasure.partnerships) > 1:
        st.write(t("rights.erase.where", names=", ".join(erasure.partnerships)))
    goes = [t("rights.erase.goes.name", pseudonym=erasure.pseudonym)]
    if erasure.mentions:
        goes.append(t("rights.erase.goes.texts", n=erasure.mentions, pseudonym=erasure.pseudonym))
    goes += [t("rights.erase.goes.answers"), t("rights.erase.goes.ties")]
    stays = [t("rights.erase.stays.results"), t("rights.erase.stays.texts")]
    if erasure.keeps_name:
        stays.append(t("rights.erase.stays.shared"))
    stays.append(t("rights.erase.stays.backups"))
    for title, lines in ((t("rights.erase.goes"), goes), (t("rights.erase.stays"), stays)):
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
