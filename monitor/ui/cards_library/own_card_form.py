"""The form of an own card, in two languages side by side; what was typed stays when it is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from monitor.domain.cards import COUNTS, LONGEST, MINUTES, Card, Form, Opener, Theme
from monitor.domain.errors import NotFoundError
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, OrganisationId, Phase
from monitor.domain.questionnaire import Dimension, Text
from monitor.domain.register.agreement import AgreementKind
from monitor.i18n.card_words import write_card, write_fault
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import capitalise
from monitor.i18n.worry_sentences import name_kind
from monitor.services.cards.own_cards import NO_CODE, add_card, edit_card, find_draft_faults, tidy
from monitor.ui import html, permits, session
from monitor.ui.cards_library import desk as address
from monitor.ui.cards_library.card_face import render_card
from monitor.ui.cards_library.card_filters import name_guidelines
from monitor.ui.cards_library.desk import Desk, go, show_way_back
from monitor.ui.failure import show_not_allowed
from monitor.ui.icons import Icon
from monitor.ui.labels import write_label
from monitor.ui.writer import NameField

_EMPTY: Text = dict.fromkeys(Language, "")
_BLANK = Card(
    code=NO_CODE,
    theme=Theme.DURING,
    title=_EMPTY,
    aim=_EMPTY,
    minutes=15,
    form=Form.ROUND,
    steps=(),
    questions=(),
    write_down=_EMPTY,
    agreement_kind=AgreementKind.PROCESS,
    example=_EMPTY,
)
_Code = TypeVar("_Code", bound=str)
_Option = TypeVar("_Option", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was typed, and what is to become of it."""

    card: Card
    organisation_id: OrganisationId
    name: NameField
    is_kept: bool


def show_form(code: str, desk: Desk) -> None:
    """Show the form of an own card, of a copy of another one, or of a new one."""
    t = desk.reader.t
    show_way_back(desk.reader)
    if not permits.may_manage_all():
        show_not_allowed(desk.reader)
        return
    start = _find_start(code, desk)
    makers = _offer_makers(start, desk)
    if start is None or not makers:
        html.show_html(
            html.render_page_head(t("cards.own.title")),
            html.render_notice(t("cards.unknown"), t("cards.own.for_whom"), icon=Icon.FLAG),
        )
        return
    is_new = start.code == NO_CODE
    html.show_html(
        html.render_page_head(
            t(f"cards.own.{'new' if is_new else 'edit'}"), t("cards.own.form_lead")
        )
    )
    sent = _ask(start, makers, code, desk)
    if sent is not None:
        _take_up(sent, desk)


def _find_start(code: str, desk: Desk) -> Card | None:
    """Return what the form begins with; a card of the product begins as a copy."""
    if code == address.NEW:
        return _BLANK
    try:
        card = desk.view.library.card(code)
    except NotFoundError:
        return None
    return card if card.organisation_id is not None else replace(card, code=NO_CODE)


def _offer_makers(start: Card | None, desk: Desk) -> dict[OrganisationId, str]:
    """Return whose card it can become: an own card stays with its organisation."""
    if start is not None and start.organisation_id is not None:
        return {start.organisation_id: desk.name_maker(start.organisation_id)}
    parties = desk.view.partnership.parties if desk.view.partnership else ()
    return {party.organisation.id: party.name for party in parties}


def _ask(start: Card, makers: dict[OrganisationId, str], code: str, desk: Desk) -> _Sent | None:
    """Show the fields; their keys bear the code, so that no card begins with words of another."""
    t, key = desk.reader.t, f"cards.form.{code}"
    with st.form(key):
        maker = st.selectbox(
            t("cards.own.maker"), list(makers), format_func=makers.__getitem__, key=f"{key}.maker"
        )
        typed = _ask_purpose(_ask_texts(start, key, desk), key, desk)
        name = desk.ask_name()
        with st.container(horizontal=True):
            is_shown = st.form_submit_button(t("cards.own.preview"), icon=":material/visibility:")
            is_kept = st.form_submit_button(t("cards.own.keep"), type="primary")
    if maker is None or not (is_shown or is_kept):
        return None
    return _Sent(typed, maker, name, is_kept)


def _ask_texts(start: Card, key: str, desk: Desk) -> Card:
    def ask(part: str, text: Text, number: int | None = None) -> Text:
        return _ask_both(f"{key}.{part}{number or ''}", part, text, number, desk)

    def ask_list(part: str, texts: Sequence[Text]) -> tuple[Text, ...]:
        places = range(COUNTS[part].stop - 1)
        return tuple(
            ask(part, texts[place] if place < len(texts) else _EMPTY, place + 1) for place in places
        )

    return replace(
        start,
        title=ask("title", start.title),
        aim=ask("aim", start.aim),
        steps=ask_list("steps", start.steps),
        questions=ask_list("questions", start.questions),
        write_down=ask("write_down", start.write_down),
        example=ask("example", start.example),
    )


def _ask_both(key: str, part: str, text: Text, number: int | None, desk: Desk) -> Text:
    """Ask for a text in both languages, side by side."""
    t = desk.reader.t
    place = t(f"cards.part.{part}")
    if number is not None:
        place = t("cards.fault.place_number", place=place, number=number)
    typed = {}
    for language, column in zip(Language, st.columns(len(Language)), strict=True):
        tongue = t(f"language.{language.value}")
        label = t("cards.fault.place_language", place=place, language=tongue)
        # A title has one line, all else may have a few.
        field = column.text_input if part == "title" else column.text_area
        typed[language] = field(
            label, text[language], key=f"{key}.{language.value}", max_chars=LONGEST[part]
        )
    return typed


def _ask_purpose(card: Card, key: str, desk: Desk) -> Card:
    """Ask how and for what a card is used."""
    t = desk.reader.t
    first, second, third = st.columns(3)
    with first:
        minutes = st.number_input(
            t("cards.part.minutes"),
            MINUTES.start,
            MINUTES.stop - 1,
            card.minutes,
            key=f"{key}.minutes",
        )
        theme = _ask_one("theme", Theme, card.theme, key, desk)
    with second:
        form = _ask_one("form", Form, card.form, key, desk)
        opener = _ask_one("opener", Opener, card.opener, key, desk)
    with third:
        kind = st.selectbox(
            t("cards.own.kind"),
            list(AgreementKind),
            list(AgreementKind).index(card.agreement_kind),
            format_func=lambda each: capitalise(t(f"agreements.kind.{each.value}")),
            key=f"{key}.kind",
        )
    chosen = replace(
        card,
        minutes=minutes,
        theme=theme,
        form=form,
        opener=opener,
        agreement_kind=kind or card.agreement_kind,
    )
    return _ask_uses(chosen, key, desk)


def _ask_uses(card: Card, key: str, desk: Desk) -> Card:
    """Ask what a card is good for."""
    t, reader = desk.reader.t, desk.reader
    return replace(
        card,
        worries=_ask_several(
            "worries", card.worries, {each: name_kind(each, reader) for each in WorryKind}, key, t
        ),
        dimensions=_ask_several(
            "dimensions",
            card.dimensions,
            {each: reader.dimension(each) for each in Dimension},
            key,
            t,
        ),
        guidelines=_ask_several("guidelines", card.guidelines, name_guidelines(reader), key, t),
        phases=_ask_several(
            "phases",
            card.phases,
            {each: capitalise(t(f"phase.{each.value}")) for each in Phase},
            key,
            t,
        ),
    )


def _ask_one(name: str, options: type[_Option], chosen: _Option, key: str, desk: Desk) -> _Option:
    t = desk.reader.t
    entries = list(options)
    found = st.selectbox(
        t(f"cards.own.{name}"),
        entries,
        entries.index(chosen),
        format_func=lambda each: t(f"cards.{name}.{each.value}"),
        key=f"{key}.{name}",
    )
    return found or chosen


def _ask_several(
    name: str, chosen: Sequence[_Code], words: Mapping[_Code, str], key: str, t: Translator
) -> tuple[_Code, ...]:
    found = st.multiselect(
        t(f"cards.own.{name}"),
        list(words),
        list(chosen),
        format_func=words.__getitem__,
        key=f"{key}.{name}",
    )
    return tuple(found)


def _take_up(sent: _Sent, desk: Desk) -> None:
    """Show the card as it would be, or store it; say what is wrong and keep what was typed."""
    faults = find_draft_faults(sent.card)
    if faults:
        st.error("  \n".join(write_label(write_fault(each, desk.reader)) for each in faults))
    if not sent.is_kept:
        shown = tidy(sent.card)
        html.show_html(render_card(shown, write_card(shown, desk.reader), desk.reader))
        return
    if faults or (written := desk.sign(sent.name)) is None:
        return
    if sent.card.code == NO_CODE:
        kept = add_card(session.context(), sent.organisation_id, sent.card, written)
    else:
        kept = edit_card(session.context(), sent.card, written)
    go(desk.reader.t("cards.own.kept"), **{address.CARD: kept.code})
