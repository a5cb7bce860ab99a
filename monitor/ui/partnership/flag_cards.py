"""The cards of flags and good news: what, on what ground, how sure, one question for the talk."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.results import Flag, GoodNews, PublishedRound, Severity
from monitor.i18n.flag_sentences import (
    FlagSentences,
    GoodNewsSentences,
    write_flag,
    write_good_news,
)
from monitor.i18n.reader import Reader
from monitor.ui import addresses, cards, html
from monitor.ui.cards import TrackPlace
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.overview.attention_list import ABOUT_ANSWERING, FLAG_ICONS, GOOD_NEWS_ICONS

CARDS_PER_ROW = 3
MOST_GOOD_NEWS = 2


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
            sentences = write_flag(flag, releases, partnership, asked, reader)
            track = render_flag_track(flag, releases, partnership, reader)
            with column, st.container(border=True, height="stretch"):
                html.show_html(*render_flag_card(flag, sentences, track))
                st.space("stretch")
                label = reader.t("flag.question")
                html.show_html(cards.render_question(label, sentences.question))
                st.page_link(
                    addresses.HOW_WE_KNOW,
                    label=reader.t("flag.how"),
                    icon=":material/help:",
                    query_params={"id": str(partnership.id)},
                )


def show_good_news(
    releases: Sequence[PublishedRound], partnership: Partnership, reader: Reader
) -> None:
    """Show what deserves a compliment in the newest release, two cards at most."""
    told = releases[-1].good_news[:MOST_GOOD_NEWS]
    html.show_html(
        *(
            render_good_news_card(each, write_good_news(each, releases, partnership, reader))
            for each in told
        )
    )


def render_good_news_card(news: GoodNews, sentences: GoodNewsSentences) -> Markup:
    """Return a calm card: the chip, what it is, and on what ground, in one line where it fits."""
    return Markup('<div class="pm-good-news">{}<div>{}<p>{}</p></div></div>').format(
        html.render_chip(Chip(sentences.label, GOOD_NEWS_ICONS[news.kind], Tone.GOOD)),
        cards.render_card_title(sentences.title),
        sentences.evidence,
    )


def render_flag_card(flag: Flag, sentences: FlagSentences, track: Markup) -> Sequence[Markup]:
    """Return what a card says above its question."""
    return [
        html.render_chip(Chip(sentences.label, FLAG_ICONS[flag.kind], _tone(flag))),
        cards.render_card_title(sentences.title),
        track,
        cards.render_points(sentences.evidence),
        cards.render_icon_line(Icon.CHECK, sentences.certainty),
        cards.render_icon_line(Icon.FLAG, sentences.guideline),
    ]


def render_flag_track(
    flag: Flag, releases: Sequence[PublishedRound], partnership: Partnership, reader: Reader
) -> Markup:
    """Return where the parties stand on the dimension of a flag; nothing when it names none."""
    marks = choose_marks(partnership)
    if flag.dimension is None:
        return Markup("")
    places = [
        TrackPlace(
            marks[party.party_id],
            reader.party(partnership, party.party_id),
            mean,
            _mean_before(releases, party.party_id, flag.dimension),
        )
        for party in releases[-1].parties
        if (mean := party.scores[flag.dimension].mean) is not None
    ]
    return cards.render_track(places, reader)


def _mean_before(
    releases: Sequence[PublishedRound], party_id: PartyId, dimension: Dimension
) -> float | None:
    before = [
        party.scores[dimension].mean
        for release in releases[-2:-1]
        for party in release.parties
        if party.party_id == party_id
    ]
    return before[0] if before else None


def _tone(flag: Flag) -> Tone:
    if flag.kind in ABOUT_ANSWERING:
        return Tone.NEUTRAL
    return Tone.FILLED if flag.severity is Severity.ACT else Tone.OUTLINED
