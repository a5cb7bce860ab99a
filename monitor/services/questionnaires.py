"""Reads the questionnaire versions from ``data/questionnaires`` and checks them."""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor.domain.errors import InvalidQuestionnaireError
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Questionnaire

FOLDER = Path(__file__).parents[2] / "data" / "questionnaires"
CURRENT_VERSION = "2026-1"
_ADAPTER = TypeAdapter(Questionnaire)


@functools.cache
def read_questionnaires(folder: Path = FOLDER) -> Mapping[str, Questionnaire]:
    """Return every version by its name; InvalidQuestionnaireError names the first fault."""
    questionnaires = [read_questionnaire(path) for path in sorted(folder.glob("*.toml"))]
    return {questionnaire.version: questionnaire for questionnaire in questionnaires}


def read_questionnaire(path: Path) -> Questionnaire:
    """Read one file; InvalidQuestionnaireError says what is wrong and where."""
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        questionnaire = _ADAPTER.validate_python(content)
    except tomllib.TOMLDecodeError as error:
        raise InvalidQuestionnaireError(f"{path.name}: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise InvalidQuestionnaireError(f"{path.name}: {place}: {fault['msg']}") from error
    for fault_text in find_faults(questionnaire):
        raise InvalidQuestionnaireError(f"{path.name}: {fault_text}")
    return questionnaire


def find_faults(questionnaire: Questionnaire) -> Sequence[str]:
    """Return what breaks the rules: codes twice, a language missing, a dimension not scored."""
    faults: list[str] = []
    codes = [question.code for question in questionnaire.questions()]
    faults += [f"{code} appears twice" for code in set(codes) if codes.count(code) > 1]
    for part in questionnaire.parts:
        if set(part.title) != set(Language):
            faults.append(f"part {part.code} lacks a language")
    for question in questionnaire.questions():
        if set(question.text) != set(Language):
            faults.append(f"{question.code} lacks a language")
        if question.dimension and question.answer_type is not AnswerType.AGREEMENT:
            faults.append(f"{question.code} cannot be scored in a dimension")
    return faults
