"""Reads the questionnaire versions from ``data/questionnaires`` and checks them."""

import functools
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor.domain.errors import InvalidQuestionnaireError
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import (
    AnswerType,
    Dimension,
    LightCheckin,
    Option,
    Part,
    Question,
    Questionnaire,
    Text,
)
from monitor.domain.scoring import MARK_QUESTION, MINIMUM_ANSWERED

FOLDER = Path(__file__).parents[3] / "data" / "questionnaires"
CURRENT_VERSION = "2026-2"
_ADAPTER = TypeAdapter(Questionnaire)


@functools.cache
def read_questionnaires(folder: Path = FOLDER) -> Mapping[str, Questionnaire]:
    """Return every version by its name; InvalidQuestionnaireError names the first fault."""
    questionnaires: dict[str, Questionnaire] = {}
    for path in sorted(folder.glob("*.toml")):
        questionnaire = read_questionnaire(path)
        if questionnaire.version in questionnaires:
            raise InvalidQuestionnaireError(
                f"{path.name}: version {questionnaire.version} stands in another file too"
            )
        questionnaires[questionnaire.version] = questionnaire
    return questionnaires


def read_questionnaire(path: Path) -> Questionnaire:
    """Read one file; InvalidQuestionnaireError says what is wrong and where."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        questionnaire = _ADAPTER.validate_python(content)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise InvalidQuestionnaireError(f"{path.name}: {place}: {fault['msg']}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidQuestionnaireError(f"{path.name}: {error}") from error
    for fault_text in [*_find_unknown_names(content), *find_faults(questionnaire)]:
        raise InvalidQuestionnaireError(f"{path.name}: {fault_text}")
    return questionnaire


def find_faults(questionnaire: Questionnaire) -> Sequence[str]:
    """Return what breaks the rules: codes twice, a language missing, a dimension not scored."""
    faults = [
        *_find_repeated(part.code for part in questionnaire.parts),
        *_find_repeated(question.code for question in questionnaire.questions()),
    ]
    for part in questionnaire.parts:
        faults += _find_text_faults(f"part {part.code}", part.title)
    for question in questionnaire.questions():
        texts = [question.text, *(option.text for option in question.options)]
        for text in [*texts, question.follow_up] if question.follow_up else texts:
            faults += _find_text_faults(question.code, text)
        faults += [
            f"{question.code}: option {fault}"
            for fault in _find_repeated(option.code for option in question.options)
        ]
        if question.dimension and question.answer_type is not AnswerType.AGREEMENT:
            faults.append(f"{question.code} cannot be scored in a dimension")
        if question.rotates and _must_be_asked(question):
            faults.append(f"{question.code} cannot rotate")
    faults += [
        f"{dimension} cannot be scored from fewer than {MINIMUM_ANSWERED} questions"
        for dimension in Dimension
        if len(questionnaire.questions_of(dimension)) < MINIMUM_ANSWERED
    ]
    if questionnaire.light:
        faults += _find_light_faults(questionnaire, questionnaire.light)
    return faults


def _must_be_asked(question: Question) -> bool:
    """Tell whether a question is wanted in every round, or its turn could come too early."""
    is_followed = question.dimension is not None or question.code == MARK_QUESTION
    return is_followed or question.from_round > 1


def _find_light_faults(questionnaire: Questionnaire, light: LightCheckin) -> Sequence[str]:
    faults = list(_find_text_faults("light", light.title))
    known = {question.code: question.dimension for question in questionnaire.questions()}
    unknown = [f"light: there is no question {code}" for code in light.codes if code not in known]
    asked = Counter(known.get(code) for code in light.codes)
    if not unknown and asked != Counter(Dimension):
        faults.append("light does not hold one question of each dimension")
    return [*faults, *unknown]


def _find_repeated(codes: Iterable[str]) -> Sequence[str]:
    return [f"{code} appears twice" for code, count in Counter(codes).items() if count > 1]


def _find_text_faults(place: str, text: Text) -> Sequence[str]:
    if set(text) != set(Language) or not all(each.strip() for each in text.values()):
        return [f"{place} lacks a language"]
    if any(set("{}") & set(each.replace("{partner}", "")) for each in text.values()):
        return [f"{place} holds braces other than {{partner}}"]
    return []


def _find_unknown_names(content: Mapping[str, Any]) -> Sequence[str]:
    """Find names that nothing reads: mistyped, they would be passed over in silence."""
    parts = content["parts"]
    questions = [question for part in parts for question in part["questions"]]
    options = [option for question in questions for option in question.get("options", [])]
    tables: Sequence[
        tuple[
            type[Questionnaire | LightCheckin | Part | Question | Option],
            Sequence[Mapping[str, Any]],
        ]
    ] = [
        (Questionnaire, [content]),
        (LightCheckin, [content["light"]] if "light" in content else []),
        (Part, parts),
        (Question, questions),
        (Option, options),
    ]
    return [
        f"{table.get('code', 'the file')}: {name} means nothing here"
        for kind, found in tables
        for table in found
        for name in table
        if name not in {field.name for field in fields(kind)}
    ]
