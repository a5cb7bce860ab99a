"""Builds one question as it is printed: asked on a page, or repeated on the overview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part, Question
from monitor.domain.response import DEFAULT_AUDIENCE, Audience, Comment
from monitor.i18n.question_texts import find_scale_ends, list_values, name_value, write_source
from monitor.services.checkin.answer_checkin import Checkin
from monitor.web.survey.forms import DONT_KNOW, Fields, audience_name, choice_name, last
from monitor.web.survey.reader import Reader


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick: a radio button or a checkbox. ``word`` is for those who cannot see."""

    value: str
    label: str
    word: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as it is printed; ``source`` and ``quote``: whose words it is about."""

    code: str
    number: str
    place: int
    text: str
    type: AnswerType
    error: str | None
    scale: Sequence[Box] = ()
    apart: Box | None = None
    ends: tuple[str, str] | None = None
    follow_up: str | None = None
    picks: Sequence[Box] = ()
    comment: str = ""
    audiences: Sequence[Box] = ()
    source: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A question and what was answered, on the overview."""

    label: str
    answer: str
    is_open: bool


class QuestionBuilder:
    """Builds the questions of one person's check-in."""

    def __init__(
        self,
        checkin: Checkin,
        reader: Reader,
        typed: Fields,
        messages: Mapping[str | None, str],
    ) -> None:
        self._partnership = checkin.partnership
        self._response = checkin.response
        self._reader = reader
        self._typed = typed
        self._messages = messages
        self._partner = partner_name(checkin, reader)
        scaled = find_scaled(checkin.parts)
        self._numbers = {each.code: str(n) for n, each in enumerate(scaled, start=1)}
        self._places = {
            each.code: n for part in checkin.parts for n, each in enumerate(find_scaled([part]), 1)
        }

    def build(self, question: Question) -> QuestionView:
        """Build one question as it is asked."""
        if question.answer_type is AnswerType.OPEN:
            return self._build_open(question)
        language, t = self._reader.language, self._reader.t
        chosen = self._chosen(question)
        quote = question.quote
        return QuestionView(
            code=question.code,
            number=self._numbers[question.code],
            place=self._places[question.code],
            text=self._text(question),
            type=question.answer_type,
            error=self._messages.get(question.code),
            scale=[
                self._box(question, value, is_checked=str(value) == chosen)
                for value in list_values(question.answer_type)
            ],
            apart=Box(DONT_KNOW, t("scale.dont_know"), "", chosen == DONT_KNOW),
            ends=self._ends(question),
            follow_up=question.follow_up[language] if question.follow_up else None,
            picks=self._picks(question),
            source=write_source(question, self._partnership, t),
            quote=quote.text if quote else "",
        )

    def summarise(self, question: Question) -> Sequence[Line]:
        """Build one question, and its pick-list if anything was picked, for the overview."""
        if question.answer_type is AnswerType.OPEN:
            return [self._summarise_open(question)]
        label = f"{self._numbers[question.code]}. {self._quoted(question)}{self._text(question)}"
        lines = [Line(label, *self._answer_text(question))]
        picked = [box.label for box in self._picks(question) if box.is_checked]
        if picked and question.follow_up:
            lines.append(
                Line(
                    question.follow_up[self._reader.language],
                    self._reader.join(picked),
                    is_open=False,
                )
            )
        return lines

    def _build_open(self, question: Question) -> QuestionView:
        saved = self._response.comments.get(question.code, Comment(""))
        text = last(self._typed, question.code)
        chosen = last(self._typed, audience_name(question.code)) or saved.audience.value
        if chosen not in set(Audience):
            chosen = DEFAULT_AUDIENCE.value
        return QuestionView(
            code=question.code,
            number="",
            place=0,
            text=self._text(question),
            type=question.answer_type,
            error=self._messages.get(question.code),
            comment=saved.text if text is None else text,
            audiences=[
                Box(
                    each.value,
                    self._reader.t(f"survey.audience.{each.value}"),
                    "",
                    each.value == chosen,
                )
                for each in Audience
            ],
        )

    def _box(self, question: Question, value: int, *, is_checked: bool) -> Box:
        name = name_value(question.answer_type, value, self._reader.t)
        if name is not None:
            return Box(str(value), name, "", is_checked)
        return Box(str(value), str(value), word_of(question, value, self._reader), is_checked)

    def _quoted(self, question: Question) -> str:
        if question.quote is None:
            return ""
        source = write_source(question, self._partnership, self._reader.t)
        return f"{source} “{question.quote.text}” "

    def _text(self, question: Question) -> str:
        return question.text[self._reader.language].replace("{partner}", self._partner)

    def _chosen(self, question: Question) -> str | None:
        typed = last(self._typed, question.code)
        if typed is not None:
            return typed
        if question.code not in self._response.answers:
            return None
        value = self._response.answers[question.code]
        return DONT_KNOW if value is None else str(value)

    def _ends(self, question: Question) -> tuple[str, str] | None:
        values = SCALE_VALUES[question.answer_type]
        if name_value(question.answer_type, values[0], self._reader.t) is not None:
            return None  # Its boxes have words.
        low, high = find_scale_ends(question.answer_type, self._reader.t)
        if question.answer_type is not AnswerType.MARK:
            return low, high
        # A mark takes two rows on a phone, so its ends do not stand below their boxes.
        return f"{values[0]} {low}", f"{values[-1]} {high}"

    def _picks(self, question: Question) -> Sequence[Box]:
        saved = self._response.choices.get(question.code, ())
        picked = self._typed.get(choice_name(question.code), ()) if self._typed else saved
        return [
            Box(option.code, option.text[self._reader.language], "", option.code in picked)
            for option in question.options
        ]

    def _answer_text(self, question: Question) -> tuple[str, bool]:
        t = self._reader.t
        if question.code not in self._response.answers:
            return t("survey.check.unanswered"), True
        value = self._response.answers[question.code]
        if value is None:
            return t("scale.dont_know"), False
        if question.answer_type is AnswerType.MARK:
            return t("survey.check.mark", value=value), False
        name = name_value(question.answer_type, value, t)
        if name is not None:
            return name, False
        if question.answer_type is AnswerType.EXPECTED:
            return t("survey.check.expected", value=value), False
        return f"{value} – {word_of(question, value, self._reader)}", False

    def _summarise_open(self, question: Question) -> Line:
        comment = self._response.comments.get(question.code)
        if comment is None:
            return Line(self._text(question), self._reader.t("survey.check.empty"), is_open=True)
        audience = self._reader.t(f"survey.audience.{comment.audience.value}")
        return Line(f"{self._text(question)} ({audience})", comment.text, is_open=False)


def partner_name(checkin: Checkin, reader: Reader) -> str:
    """Return the name of the other party, or of all others."""
    others = checkin.partnership.partner_of(checkin.party.id)
    return reader.join([party.name for party in others])


def find_scaled(parts: Sequence[Part]) -> Sequence[Question]:
    """Return the questions that are answered on a scale, in order."""
    return [
        question
        for part in parts
        for question in part.questions
        if question.answer_type is not AnswerType.OPEN
    ]


def word_of(question: Question, value: int, reader: Reader) -> str:
    """Return what a value on a scale means; of some scales only the ends have words."""
    if question.answer_type is AnswerType.AGREEMENT:
        return reader.t(f"scale.{value}")
    values = SCALE_VALUES[question.answer_type]
    low, high = find_scale_ends(question.answer_type, reader.t)
    return {values[0]: low, values[-1]: high}.get(value, "")
