"""What a phone shows in a meeting: the form of a question, and that it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from monitor.domain.meeting.live import LiveKind
from monitor.domain.meeting.live_rules import fewest_votes
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.live_sentences import write_live_title, write_statement
from monitor.i18n.question_texts import find_scale_ends, list_values
from monitor.services.meeting.answer_live import AskedLive
from monitor.web.survey.forms import DONT_KNOW
from monitor.web.survey.live_form import CARD, NO_PARTY, PARTY, LiveForm
from monitor.web.survey.pages import Problem
from monitor.web.survey.questions import Box, QuestionView
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import UNPROCESSABLE, show_open


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of which one is chosen, as it is printed; ``hint``: what a choice means, or None."""

    code: str
    text: str
    error: str | None
    boxes: Sequence[Box]
    hint: str | None = None


def show_form(asked: AskedLive, reader: Reader, device: str, form: LiveForm) -> Response:
    """Ask the question; ``device``: by which name this phone is known if it has no cookie yet."""
    t, kind = reader.t, asked.question.kind
    choices, statements = (
        _build_choices(asked, reader, form),
        _build_statements(asked, reader, form),
    )
    names = {each.code: each.text for each in choices} | {
        each.code: each.text for each in statements
    }
    title = write_live_title(kind, t)
    return show_open(
        "live",
        reader,
        title=t("survey.title.error", title=title) if form.errors else title,
        status=UNPROCESSABLE if form.errors else 200,
        heading=title,
        over=asked.partnership.name,
        promise=t("live.promise", n=fewest_votes(kind, asked.partnership.minimum_group)),
        has_answered=asked.vote is not None,
        device=device,
        choices=choices,
        statements=statements,
        errors=[
            Problem(code, names[code], t(f"live.error.{key}")) for code, key in form.errors.items()
        ],
    )


def show_closed(asked: AskedLive, reader: Reader, status: int = 200) -> Response:
    """Say that the question takes no more answers."""
    key = "shown" if asked.question.result else "dropped"
    title, text = reader.t("live.closed.title"), reader.t(f"live.closed.{key}")
    return show_open("note", reader, title=title, text=text, over="", status=status)


def show_code(reader: Reader, typed: str = "", *, is_wrong: bool = False) -> Response:
    """Ask for the code that the shared screen shows."""
    title = reader.t("live.code.title")
    return show_open(
        "live_code",
        reader,
        title=reader.t("survey.title.error", title=title) if is_wrong else title,
        status=UNPROCESSABLE if is_wrong else 200,
        heading=title,
        typed=typed,
        is_wrong=is_wrong,
    )


def _build_choices(asked: AskedLive, reader: Reader, form: LiveForm) -> Sequence[Choice]:
    """Build whom one speaks for and, where cards are voted on, the cards."""
    t, choices = reader.t, []
    parties = {str(party.id): party.name for party in asked.partnership.parties}
    party = _choice(PARTY, parties | {NO_PARTY: t("live.no_party")}, reader, form)
    if asked.question.kind is not LiveKind.CARDS:  # Cards are never told apart by party.
        party = replace(party, hint=t("live.no_party_help"))
    choices.append(party)
    if asked.question.kind is LiveKind.CARDS:
        cards = {card.code: card.title[reader.language] for card in asked.cards}
        choices.append(_choice(CARD, cards | {DONT_KNOW: t("scale.dont_know")}, reader, form))
    return choices


def _choice(code: str, options: Mapping[str, str], reader: Reader, form: LiveForm) -> Choice:
    chosen = form.chosen.get(code)
    boxes = [Box(value, label, "", value == chosen) for value, label in options.items()]
    return Choice(code, reader.t(f"live.{code}"), _error(code, reader, form), boxes)


def _build_statements(asked: AskedLive, reader: Reader, form: LiveForm) -> Sequence[QuestionView]:
    t = reader.t
    scale = {str(value): t(f"scale.{value}") for value in list_values(AnswerType.AGREEMENT)}
    return [
        QuestionView(
            code=code,
            number=str(number),
            place=0,
            text=write_statement(code, asked.questions, t),
            type=AnswerType.AGREEMENT,
            error=_error(code, reader, form),
            scale=[Box(v, v, word, v == form.chosen.get(code)) for v, word in scale.items()],
            apart=Box(DONT_KNOW, t("scale.dont_know"), "", form.chosen.get(code) == DONT_KNOW),
            ends=find_scale_ends(AnswerType.AGREEMENT, t),
        )
        for number, code in enumerate(asked.question.codes, start=1)
    ]


def _error(code: str, reader: Reader, form: LiveForm) -> str | None:
    return reader.t(f"live.error.{form.errors[code]}") if code in form.errors else None
