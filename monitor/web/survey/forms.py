"""Parses what a browser posted into domain values, or into errors a person can act on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part, Question
from monitor.domain.response import MAXIMUM_COMMENT_LENGTH, Answer, Audience, Comment
from monitor.domain.typed_text import clean_text
from monitor.services.checkin.answer_checkin import PartAnswers

MAXIMUM_FIELDS = 200
DONT_KNOW = "dk"

# Fields of a form that are no answers.
ACTION = "go"
LANGUAGE = "language"
SHOWN_IN = "shown_in"
VERSION = "version"
CONTROLS = frozenset({ACTION, LANGUAGE, SHOWN_IN, VERSION})
_VERSION = re.compile(r"[0-9]{1,9}")

Fields = Mapping[str, Sequence[str]]


class UnreadableFormError(ValueError):
    """The body is no form, or has more fields than any page of ours."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; ``code`` is its question, None for the whole form."""

    code: str | None
    message_key: str


@dataclass(slots=True)
class ParsedPart:
    """What was typed on a page, the valid answers in it, and what was wrong with the others."""

    fields: Fields
    answers: dict[str, Answer] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    asked: frozenset[str] = frozenset()

    def valid(self) -> PartAnswers:
        """Return what can be saved; a question with an error keeps what was saved before."""
        codes = self.asked - {error.code for error in self.errors}
        return PartAnswers(self.answers, self.choices, self.comments, codes)


def choice_name(code: str) -> str:
    """Return the field name of a question's pick-list."""
    return f"{code}.choice"


def audience_name(code: str) -> str:
    """Return the field name of the choice who may read a comment."""
    return f"{code}.audience"


def read_fields(body: bytes) -> Fields:
    """Read an URL-encoded form; UnreadableFormError if it has too many fields."""
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MAXIMUM_FIELDS,
        )
    except ValueError as error:
        raise UnreadableFormError from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(clean_text(name), []).append(clean_text(value))
    return fields


def parse_part(part: Part, fields: Fields) -> ParsedPart:
    """Check every field of a page against its questions."""
    parsed = ParsedPart(fields, asked=frozenset(question.code for question in part.questions))
    for question in part.questions:
        if question.answer_type is AnswerType.OPEN:
            _parse_comment(question, fields, parsed)
        else:
            _parse_answer(question, fields, parsed)
            _parse_choices(question, fields, parsed)
    if set(fields) - CONTROLS - set(_names_of(part.questions)):
        parsed.errors.append(FieldError(None, "survey.error.unknown"))
    return parsed


def parse_version(fields: Fields) -> int | None:
    """Return from which version of the form a page was made; None if it does not say."""
    text = last(fields, VERSION) or ""
    return int(text) if _VERSION.fullmatch(text) else None


def last(fields: Fields, name: str) -> str | None:
    """Return the last value of a field, or None if it is not there."""
    values = fields.get(name)
    return values[-1] if values else None


def _names_of(questions: Iterable[Question]) -> Iterable[str]:
    for question in questions:
        yield question.code
        if question.options:
            yield choice_name(question.code)
        if question.answer_type is AnswerType.OPEN:
            yield audience_name(question.code)


def _parse_answer(question: Question, fields: Fields, parsed: ParsedPart) -> None:
    text = last(fields, question.code)
    if text is None:
        return
    values = {str(value): value for value in SCALE_VALUES[question.answer_type]}
    if text == DONT_KNOW:
        parsed.answers[question.code] = None
    elif text in values:
        parsed.answers[question.code] = values[text]
    else:
        parsed.errors.append(FieldError(question.code, "survey.error.value"))


def _parse_choices(question: Question, fields: Fields, parsed: ParsedPart) -> None:
    if not question.options:
        return
    picked = set(fields.get(choice_name(question.code), ()))
    known = [option.code for option in question.options]
    if picked and picked <= set(known):
        parsed.choices[question.code] = tuple(code for code in known if code in picked)
    elif picked:
        parsed.errors.append(FieldError(question.code, "survey.error.choice"))


def _parse_comment(question: Question, fields: Fields, parsed: ParsedPart) -> None:
    text = last(fields, question.code)
    if text is None:
        return
    chosen = last(fields, audience_name(question.code))
    if not text.strip():
        return
    if len(text) > MAXIMUM_COMMENT_LENGTH:
        parsed.errors.append(FieldError(question.code, "survey.error.too_long"))
    elif chosen is None:
        parsed.comments[question.code] = Comment(text)
    elif chosen in set(Audience):
        parsed.comments[question.code] = Comment(text, Audience(chosen))
    else:
        parsed.errors.append(FieldError(question.code, "survey.error.audience"))
