"""Who takes part: the people of each party, their addresses, and their personal links."""

from collections.abc import Sequence

import streamlit as st

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Language, Participant, Party
from monitor.i18n.reader import Reader
from monitor.services.register.manage_participants import (
    PersonDraft,
    add_person,
    allow_mail,
    change_person,
    end_membership,
    find_person_faults,
    parse_people,
)
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import cached, html, permits, session
from monitor.ui.checkins import people_import, people_replace, people_rights
from monitor.ui.checkins.link_sections import show_link_actions

_LINES = 120


def show_people(view: CheckinsView, reader: Reader) -> None:
    """List the people of each party, each with a dialog for everything about that person."""
    may_manage = permits.may_manage(view.partnership.id)
    if may_manage and people_import.is_asked():
        people_import.show_import(view, reader)
        return
    t, marks = reader.t, choose_marks(view.partnership)
    html.show_html(html.render_section(t("checkins.people.title"), t("checkins.people.lead")))
    if may_manage:
        people_import.show_outcome(view, reader)
        st.button(
            t("import.begin"),
            icon=":material/upload_file:",
            key="people.import",
            on_click=people_import.begin,
        )
    parties = view.partnership.parties
    for party, column in zip(parties, st.columns(len(parties), gap="large"), strict=True):
        with column:
            html.show_html(html.render_party(marks[party.id], party.name))
            _show_party(party, view, reader)
    people_rights.show_former(view, reader)


def _show_party(party: Party, view: CheckinsView, reader: Reader) -> None:
    t = reader.t
    if not permits.may_manage_people(view.partnership.id, party.id):
        permits.show_own_people(reader)
        return
    people = [each for each in view.people if each.party_id == party.id]
    with st.container(border=True, gap="xsmall"):
        for person in people:
            _show_person(person, view, reader)
        if not people:
            st.write(t("checkins.people.none"))
    if st.button(t("checkins.people.add"), icon=":material/add:", key=f"people.add.{party.id}"):
        _ask_people(party, reader)


def _show_person(person: Participant, view: CheckinsView, reader: Reader) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        note = " · ".join([_describe_mail(person, reader), *_describe_stay(person, reader)])
        html.show_html(html.render_person(person.name, note))
        label = reader.t("checkins.people.change")
        help_text = reader.t("checkins.people.change_whom", name=person.name)
        key = f"people.change.{person.id}"
        if st.button(label, key=key, help=help_text, type="tertiary", icon=":material/edit:"):
            _ask_person(person, view, reader)


def _describe_mail(person: Participant, reader: Reader) -> str:
    t = reader.t
    language = t(f"language.{person.language.value}")
    if person.email is None:
        return f"{t('checkins.people.no_mail')} · {language}"
    if not person.wants_mail:
        return f"{person.email} · {t('checkins.people.stopped')}"
    if person.mail_failure is not None:
        return f"{person.email} · {t('checkins.people.failing', reason=person.mail_failure)}"
    return f"{person.email} · {language}"


def _describe_stay(person: Participant, reader: Reader) -> Sequence[str]:
    """Say from and until when somebody takes part, where that is not always."""
    t, day = reader.t, reader.formatter.long_day
    stay = []
    if person.active_from > session.context().today():
        stay.append(t("checkins.people.from", day=day(person.active_from)))
    if person.active_until is not None:
        stay.append(t("checkins.people.until", day=day(person.active_until)))
    return stay


def _ask_people(party: Party, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("checkins.people.add_to", party=party.name))
    def ask() -> None:
        with st.form("people.add_form", border=False):
            text = st.text_area(t("checkins.people.lines"), key="people.lines", height=_LINES)
            st.caption(t("checkins.people.lines_help"))
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if not is_sent:
            return
        drafts = parse_people(text, t.language)
        faults = [fault for draft in drafts for fault in find_person_faults(draft)]
        if not drafts:
            faults = ["name_missing"]
        if not _tell(faults, reader):
            for draft in drafts:
                add_person(session.context(), party.id, draft)
            _finish(reader)

    ask()


def _ask_person(person: Participant, view: CheckinsView, reader: Reader) -> None:
    t = reader.t

    @st.dialog(person.name)
    def ask() -> None:
        with st.form("people.change_form", border=False):
            draft = _ask_draft(person, reader)
            if st.form_submit_button(t("checkins.save"), type="primary"):
                _change(person, draft, reader)
        if not person.wants_mail and st.button(t("checkins.people.allow"), key="people.allow"):
            allow_mail(session.context(), person.id)
            _finish(reader)
        if view.current is not None and permits.may_manage(view.partnership.id):
            show_link_actions(view.current, person, reader)
        people_replace.ask_replacement(person, view, reader)
        _ask_leaving(person, reader)
        people_rights.ask_rights(person, view, reader)

    ask()


def _ask_draft(person: Participant, reader: Reader) -> PersonDraft:
    t, languages = reader.t, list(Language)
    name = st.text_input(t("checkins.people.name"), person.name, key="people.name")
    email = st.text_input(t("checkins.people.email"), person.email or "", key="people.email")
    language = st.selectbox(
        t("checkins.people.language"),
        languages,
        index=languages.index(person.language),
        format_func=lambda each: t(f"language.{each.value}"),
        key="people.language",
    )
    return PersonDraft(name.strip(), email.strip() or None, language or person.language)


def _change(person: Participant, draft: PersonDraft, reader: Reader) -> None:
    if not _tell(find_person_faults(draft), reader):
        change_person(session.context(), person.id, draft)
        _finish(reader)


def _ask_leaving(person: Participant, reader: Reader) -> None:
    t = reader.t
    with st.expander(t("checkins.people.leave")):
        st.write(t("checkins.people.leave_help"))
        if st.button(t("checkins.people.leave_do"), key="people.leave"):
            end_membership(session.context(), person.id)
            _finish(reader)


def _tell(faults: Sequence[str], reader: Reader) -> bool:
    """Say what is wrong, and whether anything is."""
    if faults:
        texts = [reader.t(f"checkins.people.fault.{fault}") for fault in dict.fromkeys(faults)]
        st.error("  \n".join(texts))
    return bool(faults)


def _finish(reader: Reader) -> None:
    cached.forget()
    st.toast(reader.t("checkins.saved"))
    st.rerun()
