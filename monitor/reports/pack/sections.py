"""The screens of a meeting as chapters of a report, each with its figure and its table."""

from collections.abc import Sequence

from monitor.charts.meeting_tables import table_of_slide
from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    Deck,
    JointSlide,
    LastTimeSlide,
    ProudSlide,
    Slide,
    TalkSlide,
    WritingSlide,
    is_covered,
)
from monitor.i18n.card_words import write_card
from monitor.i18n.celebration_sentences import write_celebration
from monitor.i18n.meeting_sentences import (
    is_empty,
    step_name,
    write_ask,
    write_ask_label,
    write_lead,
    write_title,
)
from monitor.i18n.reader import Reader, capitalise
from monitor.reports.pack.parts import (
    Part,
    Section,
    figure_part,
    list_part,
    notice_part,
    question_part,
    quotes_part,
    table_part,
    text_part,
)
from monitor.reports.pack.slide_figures import figures_of_slide


def make_sections(deck: Deck, reader: Reader) -> Sequence[Section]:
    """Return a chapter for each screen; what was kept closed is told once.

    What was written down and how the talk was have chapters of their own in a report.
    """
    told = [s for s in deck.slides if not isinstance(s, WritingSlide | TalkSlide)]
    closed = [each for each in told if is_covered(each)]
    return [
        _closed_section(each, reader) if is_covered(each) else _make_section(each, deck, reader)
        for each in told
        if each not in closed[1:]
    ]


def write_finding(slide: Slide, deck: Deck, reader: Reader) -> str:
    """Say in one sentence what a screen told, for a summary; empty where it told nothing."""
    tells_nothing = isinstance(slide, LastTimeSlide | JointSlide) and is_empty(slide)
    return "" if tells_nothing or is_covered(slide) else write_title(slide, deck, reader)


def _closed_section(slide: Slide, reader: Reader) -> Section:
    t = reader.t
    return Section(
        step_name(slide.step, reader),
        t("pack.pdf.closed"),
        [notice_part(t("pack.pdf.closed.why"))],
    )


def _make_section(slide: Slide, deck: Deck, reader: Reader) -> Section:
    lead, ask = write_lead(slide, deck, reader), write_ask(slide, deck, reader)
    parts: list[Part] = [text_part(_as_sentence(lead))] if lead else []
    parts += [figure_part(each, reader) for each in figures_of_slide(slide, deck, reader)]
    parts += _told_parts(slide, deck, reader)
    # That of a card is among its questions.
    if ask and not isinstance(slide, CardSlide):
        parts.append(question_part(write_ask_label(deck, reader), ask))
    parts += _number_parts(slide, deck, reader)
    return Section(step_name(slide.step, reader), write_title(slide, deck, reader), parts)


def _told_parts(slide: Slide, deck: Deck, reader: Reader) -> Sequence[Part]:
    """Return what a slide tells in words."""
    match slide:
        case ProudSlide(celebrations=found) if found:
            return [list_part("", [write_celebration(c, deck.partnership, reader) for c in found])]
        case CommentsSlide(comments=comments) if comments:
            return [quotes_part([each.text for each in comments])]
        case LastTimeSlide():
            table = table_of_slide(slide, deck, reader)
            return [table_part("", table, reader)] if table else []
        case CardSlide():
            return _card_parts(slide, reader)
        case _:
            return []


def _number_parts(slide: Slide, deck: Deck, reader: Reader) -> Sequence[Part]:
    """Return the numbers of a slide once more as a table, for whoever does not see the figure."""
    table = table_of_slide(slide, deck, reader)
    if table is None or not table.numbers or len(table.rows) == 1:
        return []
    return [table_part(reader.t("pack.pdf.table"), table, reader)]


def _card_parts(slide: CardSlide, reader: Reader) -> Sequence[Part]:
    words = write_card(slide.card, reader)
    parts = [
        list_part(reader.t("cards.questions"), words.questions),
        text_part(words.write_down, reader.t("cards.write_down")),
    ]
    return [text_part(reader.t("pack.pdf.favourite")), *parts] if slide.is_favourite else parts


def _as_sentence(text: str) -> str:
    """Return a line of a screen as it stands in running text."""
    return capitalise(text if text.endswith((".", "?", "!")) else f"{text}.")
