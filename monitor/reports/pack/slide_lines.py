"""What a screen of a meeting says in lines, where it shows neither a figure nor a table."""

from collections.abc import Sequence

from monitor.domain.meeting.deck import CardSlide, Deck, ProudSlide, Slide
from monitor.i18n.card_words import write_card
from monitor.i18n.celebration_sentences import write_celebration
from monitor.i18n.reader import Reader


def lines_of_slide(slide: Slide, deck: Deck, reader: Reader) -> Sequence[str]:
    """Return what there is to be proud of, or what a card says under its first question."""
    match slide:
        case ProudSlide():
            return [
                write_celebration(each, deck.partnership, reader) for each in slide.celebrations
            ]
        case CardSlide():
            return _write_card(slide, reader)
        case _:
            return []


def _write_card(slide: CardSlide, reader: Reader) -> Sequence[str]:
    words, t = write_card(slide.card, reader), reader.t
    return [
        f"{words.minutes}. {words.form}. {words.opener}.",
        *(f"{place}. {step}" for place, step in enumerate(words.steps, start=1)),
        *(t("pack.card.question", text=question) for question in words.questions[1:]),
        t("pack.card.write_down", text=words.write_down),
    ]
