"""What the cards of flags and good news show of the newest numbers."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, GoodNews, PublishedRound
from monitor.i18n.flag_sentences import (
    GoodNewsSentences,
    write_good_news,
)
from monitor.i18n.reader import Reader
from monitor.ui import cards, html
from monitor.ui.cards import TrackPlace
from monitor.ui.html import Chip, Tone
from monitor.ui.overview.action_cells import GOOD_NEWS_ICONS

MOST_GOOD_NEWS = 2


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
