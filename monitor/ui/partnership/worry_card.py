"""The card of one worry: what, how it stands, on what ground, and what can be done with it."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.domain.cards import Card
from monitor.domain.flags.view import WorryView
from monitor.domain.flags.worry import WorryState
from monitor.domain.partnership import Partnership
from monitor.domain.results import Severity
from monitor.i18n.reader import Reader
from monitor.i18n.worry_sentences import WorrySentences, write_step, write_worry
from monitor.services.cards.library import CardLibrary
from monitor.ui import addresses, cards, html, permits
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.labels import write_label
from monitor.ui.overview.worry_words import icon_of, is_about_relation
from monitor.ui.partnership.flag_cards import render_flag_track
from monitor.ui.partnership.worry_dialog import Action, act

_UNSEEN = {WorryState.NEW, WorryState.CAME_BACK}
_UNSPOKEN = {*_UNSEEN, WorryState.SEEN}
_STATE_ICONS = {
    WorryState.NEW: Icon.STAR,
    WorryState.SEEN: Icon.EYE,
    WorryState.TALKED: Icon.TOGETHER,
    WorryState.AGREED: Icon.CHECK,
    WorryState.CLOSED: Icon.CHECK,
    WorryState.CAME_BACK: Icon.ALERT,
}
_ALWAYS = (Action.NOTE, Action.SNOOZE, Action.CLOSE)
_ACTION_ICONS = {
    Action.SEE: ":material/visibility:",
    Action.TALK: ":material/forum:",
    Action.SNOOZE: ":material/snooze:",
    Action.NOTE: ":material/edit_note:",
    Action.CLOSE: ":material/task_alt:",
}


def show_card(
    view: WorryView, partnership: Partnership, library: CardLibrary, reader: Reader
) -> None:
    """Show a worry that asks for a look, with its cards, its buttons and its history."""
    told = write_worry(view, partnership, reader)
    track = Markup("")
    if view.flag:
        track = render_flag_track(view.flag, view.releases, partnership, reader)
    with st.container(border=True, height="stretch", key=f"worry-{view.worry.id}"):
        html.show_html(*render_worry(view, told, track))
        st.space("stretch")
        html.show_html(cards.render_question(reader.t("flag.question"), told.question))
        _show_conversation_cards(view, partnership, library, reader)
        if permits.may_write(partnership.id):
            _show_buttons(view, partnership, told, reader)
        _show_history(view, partnership, reader)


def render_worry(view: WorryView, told: WorrySentences, track: Markup) -> Sequence[Markup]:
    """Return what a card says above its question."""
    worry = view.worry
    chips = [
        Chip(told.label, icon_of(worry.kind), choose_tone(view)),
        Chip(told.state, _STATE_ICONS[worry.state], Tone.NEUTRAL),
    ]
    return [
        html.render_chips(chips),
        cards.render_card_title(told.title),
        track,
        cards.render_points([*told.evidence, told.course]),
        cards.render_icon_line(Icon.CHECK, told.certainty),
        cards.render_icon_line(Icon.FLAG, told.guideline),
    ]


def choose_tone(view: WorryView) -> Tone:
    """Return how loud the chip of a worry is: signal colour for the relation itself only."""
    if not is_about_relation(view.worry.kind):
        return Tone.NEUTRAL
    return Tone.FILLED if view.worry.severity is Severity.ACT else Tone.OUTLINED


def _show_conversation_cards(
    view: WorryView, partnership: Partnership, library: CardLibrary, reader: Reader
) -> None:
    label = Markup('<p class="pm-icon-line">{}</p>').format(reader.t("worry.cards"))
    html.show_html(label)
    with st.container(horizontal=True):
        for card in find_cards(view, partnership, library):
            st.page_link(
                addresses.CARDS,
                label=write_label(card.title[reader.t.language]),
                icon=":material/style:",
                query_params={
                    "id": str(partnership.id),
                    "card": card.code,
                    "worry": str(view.worry.id),
                },
            )


def find_cards(view: WorryView, partnership: Partnership, library: CardLibrary) -> Sequence[Card]:
    """Return the two or three cards that fit a worry, those of the parties themselves among them.

    What nothing was agreed about is talked about as the worry that it is about.
    """
    worry = view.worry
    organisations = [party.organisation.id for party in partnership.parties]
    kind = worry.basis.about or worry.kind
    return library.cards_for(kind, worry.dimension, view.guideline, organisations)


def _show_buttons(
    view: WorryView, partnership: Partnership, told: WorrySentences, reader: Reader
) -> None:
    t, worry = reader.t, view.worry
    with st.container(horizontal=True, vertical_alignment="center"):
        for action in list_steps(worry.state):
            _show_button(action, view, told, reader)
        is_agreeing = st.button(
            t("worry.do.agree"), icon=":material/handshake:", key=f"worry.agree.{worry.id}"
        )
        if is_agreeing:
            asked = {"id": str(partnership.id), "worry": str(worry.id)}
            st.switch_page(addresses.AGREEMENTS, query_params=asked)
        with st.popover(t("worry.do.more"), key=f"worry.more.{worry.id}"):
            for action in _ALWAYS:
                _show_button(action, view, told, reader)


def _show_button(action: Action, view: WorryView, told: WorrySentences, reader: Reader) -> None:
    is_pressed = st.button(
        reader.t(f"worry.do.{action.value}"),
        icon=_ACTION_ICONS[action],
        key=f"worry.{action.value}.{view.worry.id}",
    )
    if is_pressed:
        act(action, view, told.title, reader)


def list_steps(state: WorryState) -> Sequence[Action]:
    """Return the next steps of an open worry that stands so."""
    steps = []
    if state in _UNSEEN:
        steps.append(Action.SEE)
    if state in _UNSPOKEN:
        steps.append(Action.TALK)
    return steps


def _show_history(view: WorryView, partnership: Partnership, reader: Reader) -> None:
    """Show on request what happened to a worry, and the way to how we know it."""
    steps = view.worry.steps
    label = reader.t("worry.history", n=len(steps))
    with st.expander(label, type="compact", key=f"worry.history.{view.worry.id}"):
        lines = [write_step(view.worry, place, reader) for place in range(len(steps))]
        html.show_html(cards.render_points(lines))
        st.page_link(
            addresses.HOW_WE_KNOW,
            label=reader.t("flag.how"),
            icon=":material/help:",
            query_params={"id": str(partnership.id)},
        )
