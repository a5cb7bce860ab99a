"""The sections of the page of mail texts: choose one, write it, see how it arrives."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import InvalidTemplateError
from monitor.domain.mail import MailKind, MailText
from monitor.domain.mail_text import (
    MAXIMUM_BODY_LENGTH,
    MAXIMUM_SUBJECT_LENGTH,
    Place,
    find_text_faults,
    find_unknown_places,
    needs_link,
    places_of,
    tidy_line,
    tidy_text,
)
from monitor.domain.partnership import Language, Partnership, Party
from monitor.i18n.mail_words import write_product_text
from monitor.i18n.reader import Reader, join_words
from monitor.mail.compose import preview
from monitor.mail.wording import Worded
from monitor.services.mail.mail_texts import MailTextsView, reset_mail_text, save_mail_text
from monitor.ui import addresses, html, permits, session
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon

_PREVIEW_HEIGHT = 760
_BODY_HEIGHT = 480
# A mail holds no script; should one ever get in, it must not run here. A frame from a data address
# belongs to no site, so it can reach nothing of the dashboard either.
_FRAME_HEAD = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<style>html{background:Canvas;color:CanvasText}a{pointer-events:none}</style>"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The text that is worked on: as it is in use now, and for whom."""

    partnership: Partnership
    party: Party
    in_use: MailText
    is_own: bool

    def key(self, purpose: str) -> str:
        """Return the key of a widget, one for each text: what was typed in one stays there."""
        text = self.in_use
        place = f"{text.organisation_id}.{text.kind.value}.{text.language.value}"
        return f"mail_texts.{purpose}.{place}"


def show_head(view: MailTextsView, reader: Reader) -> None:
    """Show the way back and what this page is for."""
    t, partnership = reader.t, view.partnership
    st.page_link(
        addresses.CHECKINS,
        label=t("mail_texts.back", partnership=partnership.name),
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id)},
    )
    html.show_html(html.render_page_head(t("pages.mail_texts.title"), t("mail_texts.lead")))


def choose_text(view: MailTextsView, reader: Reader) -> Chosen:
    """Ask whose text it is, of which mail, in which language."""
    t, parties = reader.t, {party.id: party for party in view.partnership.parties}
    languages = [t.language, *(each for each in Language if each is not t.language)]
    whose, which, tongue = st.columns([2, 2, 1])
    party_id = whose.selectbox(
        t("mail_texts.organisation"),
        list(parties),
        format_func=lambda each: parties[each].name,
        key=f"mail_texts.party.{view.partnership.id}",
    )
    organisation_id = parties[party_id].organisation.id
    language = tongue.selectbox(
        t("mail_texts.language"),
        languages,
        format_func=lambda each: t(f"mail_texts.language.{each.value}"),
        key="mail_texts.language",
    )

    kinds = list(MailKind)
    kind = which.selectbox(
        t("mail_texts.kind"),
        kinds,
        format_func=lambda each: t(f"mail_texts.kind.{each.value}"),
        key="mail_texts.kind",
    )
    _show_own(view, parties[party_id], reader)
    own = view.find(organisation_id, kind, language)
    in_use = own or write_product_text(organisation_id, kind, language)
    return Chosen(view.partnership, parties[party_id], in_use, is_own=own is not None)


def edit_text(chosen: Chosen, reader: Reader) -> MailText:
    """Show the fields and what can be filled in; return what stands in the fields now."""
    t, in_use = reader.t, chosen.in_use
    html.show_html(
        html.render_section(t("mail_texts.write"), t(f"mail_texts.when.{in_use.kind.value}"))
    )
    state = st.container()
    typed = _ask_text(chosen, reader)
    with state:
        html.show_html(_render_state(chosen, typed, reader))
    _show_faults(typed, reader)
    if not permits.may_manage_all():
        permits.show_manager_does(reader)
        return typed
    with st.container(horizontal=True):
        if st.button(t("mail_texts.save"), type="primary", key="mail_texts.save"):
            _save(typed, reader)
        product = _product_text(in_use)
        if (chosen.is_own or not _is_same(typed, product)) and st.button(
            t("mail_texts.reset"), icon=":material/undo:", key="mail_texts.reset"
        ):
            _confirm_reset(chosen, reader)
    st.caption(t("mail_texts.scope", organisation=chosen.party.name))
    return typed


def show_places(typed: MailText, chosen: Chosen, reader: Reader) -> None:
    """Explain what can be filled in, with what would be filled in now."""
    t, places = reader.t, places_of(typed.kind)
    html.show_html(html.render_section(t("mail_texts.places"), t("mail_texts.places_help")))
    values = _preview(typed, chosen).values
    st.table(
        {
            t("mail_texts.places.typed"): [str(place) for place in places],
            t("mail_texts.places.becomes"): [
                t(
                    f"mail_texts.place.{place.value}",
                    quarter=values[Place.QUARTER],
                    closes=values[Place.CLOSES],
                )
                for place in places
            ],
        },
        border="horizontal",
        hide_index=True,
        alt=t("mail_texts.places"),
    )


def show_preview(typed: MailText, chosen: Chosen, reader: Reader) -> None:
    """Show how the mail arrives, with an invented person and link."""
    t = reader.t
    worded = _preview(typed, chosen)
    html.show_html(html.render_section(t("mail_texts.preview"), t("mail_texts.preview_help")))
    shape = st.radio(
        t("mail_texts.preview.as"),
        ["html", "text"],
        format_func=lambda each: t(f"mail_texts.preview.as.{each}"),
        horizontal=True,
        label_visibility="collapsed",
        key="mail_texts.preview",
    )
    html.show_html(_render_envelope(worded, reader))
    if shape == "html":
        title = t("mail_texts.preview.frame", subject=worded.subject)
        with st.container(border=True):
            st.iframe(_frame_address(worded), height=_PREVIEW_HEIGHT, alt=title)
    else:
        st.code(worded.text, language=None, wrap_lines=True)
    added = "added_promise" if needs_link(typed.kind) else "added"
    st.caption(t(f"mail_texts.{added}"))


def _show_own(view: MailTextsView, party: Party, reader: Reader) -> None:
    """List which texts an organisation wrote itself."""
    t = reader.t
    names = [
        t(
            "mail_texts.own_one",
            kind=t(f"mail_texts.kind.{text.kind.value}"),
            language=t(f"mail_texts.language.{text.language.value}"),
        )
        for text in view.own
        if text.organisation_id == party.organisation.id
    ]
    if names:
        line = t("mail_texts.own", organisation=party.name, texts=join_words(names, t))
        html.show_html(Markup('<p class="pm-muted">{}</p>').format(line))


def _ask_text(chosen: Chosen, reader: Reader) -> MailText:
    t, in_use = reader.t, chosen.in_use
    subject_key, body_key = chosen.key("subject"), chosen.key("body")
    session.suggest(subject_key, in_use.subject)
    session.suggest(body_key, in_use.body)
    subject = st.text_input(t("mail_texts.subject"), key=subject_key, persist_state="session")
    body = st.text_area(
        t("mail_texts.body"), key=body_key, height=_BODY_HEIGHT, persist_state="session"
    )
    st.caption(t("mail_texts.body_help"))
    return replace(in_use, subject=subject or "", body=body or "")


def _render_state(chosen: Chosen, typed: MailText, reader: Reader) -> Markup:
    t = reader.t
    whose = "own" if chosen.is_own else "product"
    chips = [Chip(t(f"mail_texts.state.{whose}"), Icon.CHECK, Tone.NEUTRAL)]
    if not _is_same(typed, chosen.in_use):
        chips.append(Chip(t("mail_texts.state.changed"), Icon.CLOCK, Tone.NEUTRAL))
    return html.render_chips(chips)


def _show_faults(typed: MailText, reader: Reader) -> None:
    faults = find_text_faults(typed.kind, typed.subject, typed.body)
    values = _fault_values(typed, reader)
    if faults:
        lines = [reader.t(f"mail_texts.fault.{fault}", **values) for fault in faults]
        st.error("  \n".join(lines))


def _fault_values(typed: MailText, reader: Reader) -> Mapping[str, str]:
    number = reader.formatter.number
    found = find_unknown_places(typed.subject, typed.body)
    return {
        "found": " ".join(f"`{each.replace('`', '')}`" for each in found),
        "link": f"`{Place.LINK}`",
        "subject_length": number(len(typed.subject.strip())),
        "subject_maximum": number(MAXIMUM_SUBJECT_LENGTH),
        "body_length": number(len(typed.body.strip())),
        "body_maximum": number(MAXIMUM_BODY_LENGTH),
    }


def _save(typed: MailText, reader: Reader) -> None:
    try:
        save_mail_text(session.context(), typed)
    except InvalidTemplateError:
        st.error(reader.t("mail_texts.not_saved"))
    else:
        st.toast(reader.t("mail_texts.saved"))
        st.rerun()


def _confirm_reset(chosen: Chosen, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("mail_texts.reset_confirm"))
    def ask() -> None:
        st.write(t("mail_texts.reset_help"))
        with st.container(horizontal=True):
            if st.button(
                t("mail_texts.reset_do"),
                type="primary",
                key="mail_texts.reset_do",
                on_click=_reset,
                args=(chosen,),
            ):
                st.rerun()
            if st.button(t("pages.cancel"), key="mail_texts.reset_cancel"):
                st.rerun()

    ask()


def _reset(chosen: Chosen) -> None:
    """Go back to the product's text; a callback, because only before a run can a field change."""
    product = _product_text(chosen.in_use)
    reset_mail_text(session.context(), product.organisation_id, product.kind, product.language)
    session.refill_field(chosen.key("subject"), product.subject)
    session.refill_field(chosen.key("body"), product.body)


def _preview(typed: MailText, chosen: Chosen) -> Worded:
    context = session.context()
    return preview(typed, chosen.partnership, chosen.party, context.clock.now(), context.time_zone)


def _product_text(text: MailText) -> MailText:
    return write_product_text(text.organisation_id, text.kind, text.language)


def _is_same(one: MailText, other: MailText) -> bool:
    """Tell whether two texts would be stored alike."""
    return (tidy_line(one.subject), tidy_text(one.body)) == (
        tidy_line(other.subject),
        tidy_text(other.body),
    )


def _render_envelope(worded: Worded, reader: Reader) -> Markup:
    """Return what a list of mails shows: from whom it comes, and the subject."""
    return Markup(
        '<div class="pm-section"><p class="pm-muted">{}: {}</p><p class="pm-strong">{}</p></div>'
    ).format(reader.t("mail_texts.preview.from"), worded.sender, worded.subject)


def _frame_address(worded: Worded) -> str:
    page = worded.html.replace("<head>", f"<head>{_FRAME_HEAD}", 1)
    return "data:text/html;base64," + base64.b64encode(page.encode()).decode("ascii")
