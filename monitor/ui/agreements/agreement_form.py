"""The form in which an agreement is made or corrected; what was typed stays when it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.flags.worry import WorryId
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.record import Record
from monitor.i18n.agreement_words import write_agreement
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import title_worry
from monitor.services.agreements.compare import read_versions
from monitor.services.agreements.keep_agreements import (
    MAXIMUM_TEXT_LENGTH,
    AgreementEntry,
    AgreementsView,
    correct_agreement,
    find_agreement_faults,
    make_agreement,
)
from monitor.services.agreements.origins import Origin, read_origin
from monitor.ui import cached, cards, html, session
from monitor.ui.agreements.agreement_rows import write_origin
from monitor.ui.agreements.day_field import ask_day
from monitor.ui.agreements.difference_view import show_conflict
from monitor.ui.icons import Icon
from monitor.ui.labels import write_label
from monitor.ui.parts import asked_number, drop
from monitor.ui.writer import NameField, ask_name

_NEW, _WORRY, _CARD = "new", "worry", "card"
CORRECT, _SEEN = "correct", "seen"  # In the address: which agreement, and which version of it.
_OF_NEW, _OF_CORRECTION = (_NEW, _WORRY, _CARD), (CORRECT, _SEEN)
_NOBODY = PartyId(0)


@dataclass(frozen=True, slots=True)
class _Typed:
    """An agreement as it was typed, and by whom."""

    agreement: Agreement
    name: NameField


def is_making() -> bool:
    """Tell whether the address asks for a new agreement."""
    return any(name in st.query_params for name in _OF_NEW)


def begin_new() -> None:
    """Ask for a new agreement; only before the page runs."""
    st.query_params[_NEW] = "1"


def begin_correcting(record: Record[Agreement]) -> None:
    """Ask to correct an agreement, as it reads now; only before the page runs."""
    st.query_params.update({CORRECT: str(record.id), _SEEN: str(record.version)})


def show_new(view: AgreementsView, reader: Reader) -> None:
    """Show the form for a new agreement, with what it comes from."""
    t = reader.t
    worry = asked_number(_WORRY)
    origin = read_origin(
        session.context(),
        view.partnership,
        None if worry is None else WorryId(worry),
        st.query_params.get(_CARD),
    )
    start = Agreement(
        kind=origin.card.agreement_kind if origin.card else AgreementKind.PROCESS,
        text="",
        owner=_NOBODY,
        made_on=view.today,
        worry_id=origin.worry.worry.id if origin.worry else None,
        card=origin.card.code if origin.card else None,
        guideline=origin.guideline,
        dimension=origin.worry.worry.dimension if origin.worry else None,
    )
    with st.container(border=True, key="agreements-new"):
        html.show_html(cards.render_card_title(t("agreements.new.title")))
        _show_origin(origin, view.partnership, reader)
        typed = _ask(start, view.partnership, reader, key="agreements.new")
    if typed is not None and not _show_faults(typed, view.partnership, reader):
        make_agreement(session.context(), view.partnership.id, typed.agreement, typed.name.sign())
        _finish(t("agreements.made"), _OF_NEW)


def show_correction(entry: AgreementEntry, view: AgreementsView, reader: Reader) -> None:
    """Show the form in which an agreement is corrected."""
    record, seen = entry.record, asked_number(_SEEN)
    typed = _ask(record.content, view.partnership, reader, key=f"agreements.correct.{record.id}")
    if typed is None or _show_faults(typed, view.partnership, reader):
        return
    try:
        based_on = replace(record, version=seen if seen is not None else record.version)
        correct_agreement(session.context(), based_on, typed.agreement, typed.name.sign())
    except RecordChangedError:
        _show_change(based_on, view.partnership, reader)
    else:
        _finish(reader.t("agreements.corrected"), _OF_CORRECTION)


def _show_origin(origin: Origin, partnership: Partnership, reader: Reader) -> None:
    """Show what the agreement comes from, and what the card says to write down."""
    t = reader.t
    lines = write_origin(origin.guideline, origin.card, reader)
    if origin.worry:
        worry = title_worry(origin.worry, partnership, reader)
        lines = [t("agreements.from_worry", worry=worry), *lines]
    html.show_html(*(cards.render_icon_line(Icon.FLAG, line) for line in lines))
    if origin.card:
        language = t.language
        html.show_html(
            cards.render_question(t("agreements.write_down"), origin.card.write_down[language])
        )
        st.caption(t("agreements.example", example=write_label(origin.card.example[language])))


def _ask(start: Agreement, partnership: Partnership, reader: Reader, *, key: str) -> _Typed | None:
    """Show the fields, and return what was typed once it is sent."""
    with st.form(key, border=False):
        agreement = _ask_fields(start, partnership, reader, key)
        name = ask_name(reader, key)
        is_sent, is_given_up = _ask_what_next(reader, key)
    if is_given_up:
        drop(*(_OF_NEW if start.owner == _NOBODY else _OF_CORRECTION))
        st.rerun()
    return _Typed(agreement, name) if is_sent else None


def _ask_fields(start: Agreement, partnership: Partnership, reader: Reader, key: str) -> Agreement:
    """Show the fields as they are to begin with; their keys keep what was typed after that."""
    t, kinds = reader.t, list(AgreementKind)
    text = st.text_area(
        t("agreements.field.text"),
        start.text,
        key=f"{key}.text",
        max_chars=MAXIMUM_TEXT_LENGTH,
        help=t("agreements.help.text"),
    )
    owner = _ask_owner(start, partnership, reader, key)
    kind = st.selectbox(
        t("agreements.field.kind"),
        kinds,
        index=kinds.index(start.kind),
        format_func=lambda each: t(f"agreements.kind.{each.value}"),
        key=f"{key}.kind",
    )
    first, second = st.columns(2)
    with first:
        made_on = st.date_input(
            t("agreements.field.made_on"), start.made_on, key=f"{key}.made_on", format="DD/MM/YYYY"
        )
    with second:
        due_on = ask_day(t("agreements.field.due_on"), start.due_on, reader, key=f"{key}.due_on")
    return replace(
        start,
        text=text or "",
        owner=owner,
        kind=kind or start.kind,
        made_on=made_on,
        due_on=due_on,
    )


def _ask_owner(start: Agreement, partnership: Partnership, reader: Reader, key: str) -> PartyId:
    parties = [party.id for party in partnership.parties]
    owner = st.radio(
        reader.t("agreements.field.owner"),
        parties,
        index=parties.index(start.owner) if start.owner in parties else None,
        format_func=lambda party: write_label(partnership.party(party).name),
        key=f"{key}.owner",
        help=reader.t("agreements.help.owner"),
    )
    return owner or _NOBODY


def _ask_what_next(reader: Reader, key: str) -> tuple[bool, bool]:
    """Return whether the form was sent, and whether it was given up."""
    with st.container(horizontal=True):
        is_sent = st.form_submit_button(
            reader.t("agreements.save"), type="primary", key=f"{key}.save"
        )
        is_given_up = st.form_submit_button(reader.t("pages.cancel"), key=f"{key}.cancel")
    return is_sent, is_given_up


def _show_faults(typed: _Typed, partnership: Partnership, reader: Reader) -> bool:
    """Say what is wrong; return whether anything is."""
    keys: Sequence[str] = find_agreement_faults(typed.agreement, partnership)
    keys = [*keys, *(["name_missing"] if typed.name.is_missing else [])]
    if keys:
        st.error("  \n".join(reader.t(f"agreements.fault.{key}") for key in keys))
    return bool(keys)


def _show_change(seen: Record[Agreement], partnership: Partnership, reader: Reader) -> None:
    """Show what somebody else changed meanwhile; sending once more replaces it."""
    versions = read_versions(session.context(), partnership.id, seen.id, Agreement)
    show_conflict(
        versions.present,
        write_agreement(versions.version(seen.version).content, partnership, reader),
        write_agreement(versions.present.content, partnership, reader),
        reader,
        area="agreements",
    )
    st.query_params[_SEEN] = str(versions.present.version)


def _finish(said: str, names: Sequence[str]) -> None:
    cached.forget()
    drop(*names)
    st.toast(said)
    st.rerun()
