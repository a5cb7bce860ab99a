"""Where the parties differ most: their numbers side by side, and the questions behind them."""

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.deck import Deck, DifferencesSlide
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.i18n.meeting_sentences import PAIR
from monitor.i18n.reader import Reader, capitalise, is_fine_score
from monitor.i18n.sentences import name_party
from monitor.ui.html import render_party
from monitor.ui.meeting.screen.tracks import render_ends, render_row, render_track

_MOST_QUESTIONS = 4


def render_differences(slide: DifferencesSlide, deck: Deck, reader: Reader) -> Markup:
    """Return a panel for each party, and a scale for each question that may be shown."""
    if slide.gap is None:
        return Markup("")
    dimension = slide.gap.dimension
    marks = choose_marks(deck.partnership)
    # The first to speak stands first.
    by_id = {party.party_id: party for party in slide.parties}
    order = [by_id[each] for each in deck.plan.speaking_order if each in by_id]
    panels = Markup("").join(_render_panel(each, dimension, deck, reader) for each in order)
    rows = Markup("").join(
        render_row(reader.statement(row.question), render_track(row.means, marks))
        for row in slide.questions[:_MOST_QUESTIONS]
    )
    if not rows:
        rows = _render_difference(slide, dimension, deck, reader)
    under = Markup('<div class="pm-screen-rows">{}{}</div>').format(rows, render_ends(reader))
    many = " pm-screen-panels-many" if len(order) > PAIR else ""
    return Markup('<ul class="pm-screen-panels{}">{}</ul>{}').format(
        many, panels, under if rows else ""
    )


def _render_panel(
    party: PublishedParty, dimension: Dimension, deck: Deck, reader: Reader
) -> Markup:
    mark = choose_marks(deck.partnership)[party.party_id]
    name = capitalise(name_party(deck.partnership, party.party_id, reader))
    mean = party.scores[dimension].mean
    if mean is None:
        number = Markup('<p class="pm-screen-none">{}</p>').format(reader.t("charts.no_number"))
    else:
        number = Markup('<p class="pm-screen-value pm-ink-of-{}">{}</p>').format(
            mark.kind.value, reader.score(mean, fine=is_fine_score(party, dimension))
        )
    return Markup('<li class="pm-tint-{}"><p>{}</p>{}</li>').format(
        mark.kind.value,
        render_party(mark, reader.t("screen.differences.gives", party=name)),
        number,
    )


def _render_difference(
    slide: DifferencesSlide, dimension: Dimension, deck: Deck, reader: Reader
) -> Markup:
    """Return the difference itself on a scale, where no single question may be shown."""
    means = {
        party.party_id: mean
        for party in slide.parties
        if (mean := party.scores[dimension].mean) is not None
    }
    if slide.gap is None or slide.gap.difference is None or not means:
        return Markup("")
    fine = all(is_fine_score(party, dimension) for party in slide.parties)
    amount = reader.spoken_difference(slide.gap.difference, fine=fine)
    return render_row(
        reader.t("screen.differences.amount", amount=amount),
        render_track(means, choose_marks(deck.partnership)),
    )
