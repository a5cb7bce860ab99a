"""The cards of the flags: what, on what ground, how sure, and one question for the talk."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.charts.reader import Reader
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from monitor.ui import cards, html
from monitor.ui.attention_list import FLAG_ICONS
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.sentences import FlagSentences, write_flag

CARDS_PER_ROW = 3


def show_flag_cards(
    releases: Sequence[PublishedRound],
    partnership: Partnership,
    asked: Questionnaire,
    reader: Reader,
) -> None:
    """Show a card for each flag of the newest release, three in a row."""
    latest = releases[-1]
    for start in range(0, len(latest.flags), CARDS_PER_ROW):
        columns = st.columns(CARDS_PER_ROW)
        flags = latest.flags[start : start + CARDS_PER_ROW]
        for column, flag in zip(columns, flags, strict=False):
            sentences = write_flag(flag, latest, partnership, asked, reader)
            with column, st.container(border=True, height="stretch"):
                html.show_html(render_flag_card(flag, sentences, reader))


def render_flag_card(flag: Flag, sentences: FlagSentences, reader: Reader) -> Markup:
    """Return the inside of one card."""
    card = html.render_chip(Chip(sentences.label, FLAG_ICONS[flag.kind], _tone(flag)))
    card += cards.render_card_text(sentences.title, sentences.evidence)
    card += cards.render_icon_line(Icon.CHECK, sentences.certainty)
    card += cards.render_icon_line(Icon.FLAG, sentences.guideline)
    return card + cards.render_question(reader.t("flag.question"), sentences.question)


def _tone(flag: Flag) -> Tone:
    if flag.kind is FlagKind.SILENCE:
        return Tone.NEUTRAL
    return Tone.FILLED if flag.severity is Severity.ACT else Tone.OUTLINED
