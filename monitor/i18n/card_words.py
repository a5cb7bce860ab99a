"""Conversation cards in words: what a card says around its own texts, on screen and in print."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.cards import COUNTS, LONGEST, MINUTES, Card, CardFault, CardProblem
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.worry_sentences import name_kind


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything a card says, in the language of the reader.

    ``good_for``: the worries it is for. ``rests_on``: the guidelines, the main one first.
    """

    theme: str
    title: str
    aim: str
    minutes: str
    form: str
    opener: str
    steps: Sequence[str]
    questions: Sequence[str]
    write_down: str
    agreement: str
    example: str
    good_for: Sequence[str]
    rests_on: Sequence[str]


def write_card(card: Card, reader: Reader) -> CardWords:
    """Write a card in the language of the reader."""
    t, language = reader.t, reader.t.language
    return CardWords(
        theme=t(f"cards.theme.{card.theme.value}"),
        title=card.title[language],
        aim=card.aim[language],
        minutes=t("cards.minutes", n=card.minutes),
        form=t(f"cards.form.{card.form.value}"),
        opener=t(f"cards.opener.{card.opener.value}"),
        steps=[step[language] for step in card.steps],
        questions=[question[language] for question in card.questions],
        write_down=card.write_down[language],
        agreement=capitalise(t(f"agreements.kind.{card.agreement_kind.value}")),
        example=card.example[language],
        good_for=[name_kind(kind, reader) for kind in card.worries],
        rests_on=[capitalise(t(f"guideline.{code}")) for code in card.guidelines],
    )


def write_fault(fault: CardFault, reader: Reader) -> str:
    """Say what is wrong with a card that somebody typed, and where."""
    t = reader.t
    place = t(f"cards.part.{fault.part}")
    if fault.number is not None:
        place = t("cards.fault.place_number", place=place, number=fault.number)
    if fault.language is not None:
        place = t(
            "cards.fault.place_language", place=place, language=t(f"language.{fault.language}")
        )
    limit = _limit(fault)
    return t(f"cards.fault.{fault.problem.value}", place=place, limit=limit)


def _limit(fault: CardFault) -> str:
    match fault.problem:
        case CardProblem.TOO_LONG:
            return str(LONGEST[fault.part])
        case CardProblem.TOO_FEW:
            return str(COUNTS[fault.part].start)
        case CardProblem.TOO_MANY:
            return str(COUNTS[fault.part].stop - 1)
        case CardProblem.MINUTES:
            return f"{MINUTES.start}–{MINUTES.stop - 1}"
        case _:
            return ""
