"""What a version of the questionnaire that was made in the product must keep to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import (
    AnswerType,
    Dimension,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)
from monitor.domain.scoring import MARK_QUESTION

MAXIMUM_TEXT_LENGTH = 140
MAXIMUM_TITLE_LENGTH = 60
MAXIMUM_OPTION_LENGTH = 40
MINIMUM_OPTIONS = 2
# With these a check-in takes five minutes: the twelve, five of a phase, two extras, one in turn.
MAXIMUM_STATEMENTS = 20
MAXIMUM_OPEN_QUESTIONS = 4
# Flags and the yardstick rest on these by their codes.
_KEPT = frozenset({"X1", "X3", MARK_QUESTION})
PARTNER = "{partner}"
_CODE = re.compile(r"[A-Z]+[0-9]+(_[2-9][0-9]*)?")
OWN_PREFIX = "OWN"
_DENIALS: Mapping[Language, re.Pattern[str]] = {
    Language.DUTCH: re.compile(r"\b(niet|geen|nooit|niemand|nergens|zonder)\b", re.IGNORECASE),
    Language.ENGLISH: re.compile(
        r"\b(not|no|never|nobody|none|nothing|without|cannot)\b|n't\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class QuestionnaireFault:
    """A rule that is broken. ``place``: the code of the question or part; empty for the whole.

    ``language``: in which of the texts; None where it is about both.
    """

    key: str
    place: str = ""
    language: Language | None = None
    values: Mapping[str, int | str] = field(default_factory=dict)


def is_fixed(question: Question) -> bool:
    """Tell whether every version asks a question, in the same words: scores or flags need it."""
    return question.dimension is not None or question.code in _KEPT


def reads_alike(one: Question, other: Question) -> bool:
    """Tell whether two questions ask the same in the same words, whatever their codes."""
    return _wording(one) == _wording(other)


def _wording(question: Question) -> object:
    asked = question.kind, question.answer_type, question.dimension
    return asked, question.text, question.follow_up, list(question.options)


def seems_reversed(question: Question) -> bool:
    """Tell whether agreeing with a statement might be bad news, as far as its words show.

    Those who read fast answer such statements wrongly. It is advice, not a rule.
    """
    return question.answer_type is AnswerType.AGREEMENT and any(
        _DENIALS[language].search(text) for language, text in question.text.items()
    )


def find_faults(
    questionnaire: Questionnaire, product: Questionnaire, earlier: Sequence[Questionnaire]
) -> Sequence[QuestionnaireFault]:
    """Return the rules that a new version breaks.

    ``product``: the version that says which questions are fixed; ``earlier``: all there are.
    """
    return [
        *_find_fixed_faults(questionnaire, product),
        *_find_code_faults(questionnaire, earlier),
        *_find_part_faults(questionnaire),
        *(
            fault
            for question in questionnaire.questions()
            for fault in _find_question_faults(question)
        ),
        *_find_light_faults(questionnaire),
        *_find_length_faults(questionnaire),
    ]


def _find_fixed_faults(
    questionnaire: Questionnaire, product: Questionnaire
) -> Iterator[QuestionnaireFault]:
    asked = {question.code: question for question in questionnaire.questions()}
    fixed = {question.code: question for question in product.questions() if is_fixed(question)}
    for code, question in fixed.items():
        if code not in asked:
            yield QuestionnaireFault("fixed_missing", code)
        elif asked[code] != question:
            yield QuestionnaireFault("fixed_changed", code)
    for code, question in asked.items():
        is_scored = question.dimension or question.answer_type is AnswerType.MARK
        if is_scored and code not in fixed:
            yield QuestionnaireFault("scored", code)


def _find_code_faults(
    questionnaire: Questionnaire, earlier: Sequence[Questionnaire]
) -> Iterator[QuestionnaireFault]:
    for code in _repeated(question.code for question in questionnaire.questions()):
        yield QuestionnaireFault("code_twice", code)
    before = {question.code: question for each in earlier for question in each.questions()}
    for question in questionnaire.questions():
        known = before.get(question.code)
        if known is None and not _CODE.fullmatch(question.code):
            yield QuestionnaireFault("code_form", question.code)
        elif known is not None and not reads_alike(question, known):
            yield QuestionnaireFault("code_reused", question.code)


def _find_part_faults(questionnaire: Questionnaire) -> Iterator[QuestionnaireFault]:
    for code in _repeated(part.code for part in questionnaire.parts):
        yield QuestionnaireFault("code_twice", code)
    for part in questionnaire.parts:
        yield from _find_text_faults(part.code, part.title, MAXIMUM_TITLE_LENGTH)


def _find_question_faults(question: Question) -> Iterator[QuestionnaireFault]:
    yield from _find_text_faults(question.code, question.text, MAXIMUM_TEXT_LENGTH)
    for language, text in question.text.items():
        if set("{}") & set(text.replace(PARTNER, "")):
            yield QuestionnaireFault("braces", question.code, language)
        if PARTNER in text and question.kind is not QuestionKind.MIRRORED:
            yield QuestionnaireFault("partner_not_mirrored", question.code, language)
    if question.rotates and question.answer_type is not AnswerType.AGREEMENT:
        yield QuestionnaireFault("rotates", question.code)
    yield from _find_option_faults(question)


def _find_option_faults(question: Question) -> Iterator[QuestionnaireFault]:
    code = question.code
    if question.follow_up:
        yield from _find_text_faults(code, question.follow_up, MAXIMUM_TEXT_LENGTH)
    is_list = question.follow_up is not None or bool(question.options)
    if is_list and (question.follow_up is None or len(question.options) < MINIMUM_OPTIONS):
        yield QuestionnaireFault("options_few", code, values={"minimum": MINIMUM_OPTIONS})
    if _repeated(option.code for option in question.options):
        yield QuestionnaireFault("options_twice", code)
    for option in question.options:
        yield from _find_text_faults(code, option.text, MAXIMUM_OPTION_LENGTH)


def _find_text_faults(place: str, text: Text, maximum: int) -> Iterator[QuestionnaireFault]:
    for language in Language:
        length = len(text.get(language, "").strip())
        if not length:
            yield QuestionnaireFault("text_missing", place, language)
        elif length > maximum:
            values = {"length": length, "maximum": maximum}
            yield QuestionnaireFault("text_long", place, language, values)


def _find_light_faults(questionnaire: Questionnaire) -> Iterator[QuestionnaireFault]:
    light = questionnaire.light
    if light is None:
        yield QuestionnaireFault("light", "light")
        return
    yield from _find_text_faults("light", light.title, MAXIMUM_TITLE_LENGTH)
    dimensions = {question.code: question.dimension for question in questionnaire.questions()}
    if Counter(dimensions.get(code) for code in light.codes) != Counter(Dimension):
        yield QuestionnaireFault("light", "light")


def _find_length_faults(questionnaire: Questionnaire) -> Iterator[QuestionnaireFault]:
    """Find phases in which a round would take too long."""
    for phase in Phase:
        statements, open_ = count_asked(questionnaire, phase)
        if statements > MAXIMUM_STATEMENTS:
            values = {"count": statements, "maximum": MAXIMUM_STATEMENTS, "phase": phase.value}
            yield QuestionnaireFault("long", values=values)
        if open_ > MAXIMUM_OPEN_QUESTIONS:
            values = {"count": open_, "maximum": MAXIMUM_OPEN_QUESTIONS, "phase": phase.value}
            yield QuestionnaireFault("long_open", values=values)


def count_asked(questionnaire: Questionnaire, phase: Phase) -> tuple[int, int]:
    """Count the statements and the open questions of the longest round in a phase."""
    latest = max((question.from_round for question in questionnaire.questions()), default=1)
    types = Counter(
        question.answer_type
        for part in questionnaire.parts_for(phase, latest)
        for question in part.questions
    )
    return types[AnswerType.AGREEMENT], types[AnswerType.OPEN]


def _repeated(codes: Iterable[str]) -> Sequence[str]:
    return [code for code, count in Counter(codes).items() if count > 1]
