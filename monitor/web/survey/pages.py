"""Builds what the survey's templates print: no template computes or formats anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import AnswerType, Part
from monitor.domain.response import (
    MAXIMUM_COMMENT_LENGTH,
)
from monitor.i18n.question_texts import write_intro
from monitor.services.checkin.answer_checkin import Checkin
from monitor.web.survey.forms import (
    FieldError,
    Fields,
    ParsedPart,
    last,
)
from monitor.web.survey.questions import (
    Line,
    QuestionBuilder,
    QuestionView,
    find_scaled,
    partner_name,
)
from monitor.web.survey.reader import Reader

_QUESTIONS_A_MINUTE = 4
_SMALL_GROUP = 2
_ADDED = {AnswerType.NOTICED, AnswerType.HOURS}
NOTHING_TYPED = ParsedPart({})


@dataclass(frozen=True, slots=True)
class Step:
    """One mark of the progress bar; ``place`` is its question on this page, 0 if elsewhere."""

    is_filled: bool
    place: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the check-in is filled in; open questions do not count."""

    steps: Sequence[Step]

    @property
    def filled(self) -> int:
        """Count the questions with an answer."""
        return sum(step.is_filled for step in self.steps)

    @property
    def total(self) -> int:
        """Count all questions with a scale."""
        return len(self.steps)

    @property
    def is_complete(self) -> bool:
        """Tell whether every question with a scale has an answer."""
        return self.filled == self.total


@dataclass(frozen=True, slots=True)
class StartView:
    """The greeting as it is printed; ``filled`` is None for a form not begun."""

    title: str
    for_whom: str
    length: str
    promise: str
    small_group: str | None
    is_linked: bool
    has_words: bool
    is_sent: bool
    filled: str | None
    continue_at: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, for the summary above the page; ``code`` is the field to go to."""

    code: str | None
    question: str
    message: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as it is printed; ``style``: what its page needs."""

    title: str
    style: str
    place: str
    questions: Sequence[QuestionView]
    intro: str | None
    first_open: int | None
    progress: Progress
    next_label: str
    can_finish: bool
    errors: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class PartSummary:
    """A part on the overview."""

    number: int
    title: str
    lines: Sequence[Line]


def party_names(checkin: Checkin, reader: Reader) -> str:
    """Return the names of all parties."""
    return reader.join([party.name for party in checkin.partnership.parties])


def find_progress(checkin: Checkin, part: Part | None = None) -> Progress:
    """Return how far this person is, seen from one page or from none."""
    places = {} if part is None else {each.code: n for n, each in enumerate(find_scaled([part]), 1)}
    return Progress(
        [
            Step(question.code in checkin.response.answers, places.get(question.code, 0))
            for question in find_scaled(checkin.parts)
        ]
    )


def build_start(checkin: Checkin, reader: Reader) -> StartView:
    """Build the greeting: what this is, who sees what, how long it takes."""
    progress = find_progress(checkin)
    t = reader.t
    filled = t("survey.start.filled", n=progress.filled, total=progress.total)
    return StartView(
        title=t("survey.start.title", partner=partner_name(checkin, reader)),
        for_whom=reader.rich(
            "survey.start.for", party=checkin.party.name, partnership=checkin.partnership.name
        ),
        length=_describe_length(checkin, reader),
        promise=describe_promise(checkin, reader),
        small_group=describe_small_group(checkin, reader),
        is_linked=checkin.round.is_linked,
        has_words=_has_words(checkin),
        is_sent=checkin.response.is_sent,
        filled=filled if progress.filled else None,
        continue_at=_first_open_page(checkin),
    )


def describe_promise(checkin: Checkin, reader: Reader) -> str:
    """Say who sees the numbers, as the parties agreed."""
    return reader.t(
        f"survey.promise.{checkin.round.privacy_mode.value}",
        party=checkin.party.name,
        partner=partner_name(checkin, reader),
        minimum=checkin.round.minimum_group,
    )


def describe_small_group(checkin: Checkin, reader: Reader) -> str | None:
    """Say that anonymity cannot be promised where it cannot (R12 of the method)."""
    is_confidential = checkin.round.privacy_mode is PrivacyMode.CONFIDENTIAL
    if not is_confidential or checkin.invited > _SMALL_GROUP:
        return None
    return reader.t("survey.promise.small", n=checkin.invited, party=checkin.party.name)


def describe_completeness(checkin: Checkin, reader: Reader) -> str:
    """Say above the overview how far this person is."""
    progress = find_progress(checkin)
    if checkin.response.is_sent:
        return reader.t("survey.check.sent")
    if progress.is_complete:
        return reader.t("survey.check.complete")
    return reader.t("survey.check.open", n=progress.total - progress.filled)


def build_part(
    checkin: Checkin,
    number: int,
    reader: Reader,
    typed: ParsedPart = NOTHING_TYPED,
) -> PartView:
    """Build the page of one part; what was typed just now goes before what was saved."""
    part = checkin.parts[number - 1]
    progress = find_progress(checkin, part)
    messages = {error.code: _describe_error(error, typed.fields, reader) for error in typed.errors}
    builder = QuestionBuilder(checkin, reader, typed.fields, messages)
    questions = [builder.build(question) for question in part.questions]
    names = {question.code: question.text for question in questions}
    types = [question.type for question in questions]
    return PartView(
        title=part.title[reader.language],
        style="additions" if _ADDED & set(types) else "questions",
        place=reader.t("survey.part.place", number=number, total=len(checkin.parts)),
        questions=questions,
        intro=_introduce(checkin, part, reader),
        first_open=types.index(AnswerType.OPEN) if AnswerType.OPEN in types else None,
        progress=progress,
        next_label=_next_label(checkin, number, reader),
        can_finish=number < len(checkin.parts)
        and (progress.is_complete or checkin.response.is_sent),
        errors=[
            Problem(code, names.get(code or "", ""), message) for code, message in messages.items()
        ],
    )


def _introduce(checkin: Checkin, part: Part, reader: Reader) -> str | None:
    own = write_intro(part, partner_name(checkin, reader), reader.t)
    types = {question.answer_type for question in part.questions}
    return own or (reader.t("survey.part.intro") if AnswerType.AGREEMENT in types else None)


def build_summary(checkin: Checkin, reader: Reader) -> Sequence[PartSummary]:
    """Build the overview of everything that was asked and answered."""
    builder = QuestionBuilder(checkin, reader, {}, {})
    return [
        PartSummary(
            number,
            part.title[reader.language],
            [line for question in part.questions for line in builder.summarise(question)],
        )
        for number, part in enumerate(checkin.parts, start=1)
    ]


def _next_label(checkin: Checkin, number: int, reader: Reader) -> str:
    if number == len(checkin.parts):
        return reader.t("survey.part.finish")
    return reader.t("survey.part.next", title=checkin.parts[number].title[reader.language])


def _describe_error(error: FieldError, typed: Fields, reader: Reader) -> str:
    if error.message_key != "survey.error.too_long":
        return reader.t(error.message_key)
    text = last(typed, error.code or "") or ""
    return reader.t(
        error.message_key,
        length=reader.formatter.number(len(text)),
        maximum=maximum_length(reader),
    )


def maximum_length(reader: Reader) -> str:
    """Write how long a comment may be."""
    return reader.formatter.number(MAXIMUM_COMMENT_LENGTH)


def _describe_length(checkin: Checkin, reader: Reader) -> str:
    scaled = len(find_scaled(checkin.parts))
    if not _has_words(checkin):
        return reader.t("survey.start.length.short", n=scaled)
    asked = sum(len(part.questions) for part in checkin.parts)
    minutes = max(1, round(asked / _QUESTIONS_A_MINUTE))
    return reader.t("survey.start.length", n=scaled, minutes=minutes)


def _has_words(checkin: Checkin) -> bool:
    """Tell whether anything is asked that is answered in one's own words."""
    types = {question.answer_type for part in checkin.parts for question in part.questions}
    return AnswerType.OPEN in types


def _first_open_page(checkin: Checkin) -> str:
    """Return the first page with a question that has no answer yet, else the overview."""
    for number, part in enumerate(checkin.parts, start=1):
        progress = find_progress(replace(checkin, parts=[part]))
        if not progress.is_complete:
            return str(number)
    return "check"
