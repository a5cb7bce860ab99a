"""The pages for everything that goes wrong: friendly, in every language, telling nothing.

What somebody typed is shown again, because it could not be kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Question, Questionnaire
from monitor.i18n.catalogue import Translator, translator
from monitor.web.survey.forms import (
    CONTROLS,
    DONT_KNOW,
    SHOWN_IN,
    VERSION,
    Fields,
    choice_name,
    last,
)
from monitor.web.survey.questions import Line
from monitor.web.survey.rendering import render

_KNOWN = frozenset({400, 403, 404, 405, 408, 413, 429, 500, 503})
_OTHER = 400
_MAY_RETRY = frozenset({429, 500, 503})
_RETRY_AFTER_SECONDS = 30
# What belongs to the form as it was shown, and must come with it again.
_KEPT = frozenset({SHOWN_IN, VERSION})


@dataclass(frozen=True, slots=True)
class _Text:
    language: Language
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FailurePages:
    """Renders failures; knows the questions only to name what was typed."""

    default: Language
    questionnaires: Mapping[str, Questionnaire]

    def answer(
        self, status: int, fields: Fields, retry_after: int = _RETRY_AFTER_SECONDS
    ) -> HTMLResponse:
        """Return the page for a status, the same whatever link it was asked with.

        ``retry_after``: in how many seconds it can be tried again, where trying again may help.
        """
        shown_in = _parse_language(last(fields, SHOWN_IN)) or self.default
        t = translator(shown_in)
        html = render(
            "failure",
            language=self.default,
            product=translator(self.default)("product.name"),
            texts=self._texts(status if status in _KNOWN else _OTHER),
            t=t,
            typed=self._describe_typed(fields, shown_in, t),
            typed_language=shown_in,
            retry=_pairs(fields) if status in _MAY_RETRY else (),
        )
        headers = {"retry-after": str(retry_after)} if status in _MAY_RETRY else {}
        return HTMLResponse(html, status, headers)

    def _texts(self, status: int) -> Sequence[_Text]:
        languages = sorted(Language, key=lambda language: language is not self.default)
        return [
            _Text(
                language,
                translator(language)(f"survey.failure.{status}.title"),
                translator(language)(f"survey.failure.{status}.text"),
            )
            for language in languages
        ]

    def _describe_typed(self, fields: Fields, language: Language, t: Translator) -> Sequence[Line]:
        partner = t("survey.other_party")
        questions = {
            question.code: question
            for questionnaire in self.questionnaires.values()
            for question in questionnaire.questions()
        }
        lines: list[Line] = []
        for code, question in questions.items():
            text = question.text[language].replace("{partner}", partner)
            label = text[:1].upper() + text[1:]
            answers = [*fields.get(code, ()), *fields.get(choice_name(code), ())]
            worded = [_word(question, answer, language, t) for answer in answers if answer.strip()]
            if worded:
                lines.append(Line(label, ", ".join(worded), is_open=False))
        return lines


def _word(question: Question, answer: str, language: Language, t: Translator) -> str:
    if question.answer_type is AnswerType.OPEN:
        return answer
    if answer == DONT_KNOW:
        return t("scale.dont_know")
    if question.answer_type is AnswerType.AGREEMENT and answer in {"1", "2", "3", "4", "5"}:
        return f"{answer} – {t(f'scale.{answer}')}"
    options = {option.code: option.text[language] for option in question.options}
    return options.get(answer, answer)


def _parse_language(text: str | None) -> Language | None:
    return Language(text) if text in set(Language) else None


def _pairs(fields: Fields) -> Sequence[tuple[str, str]]:
    return [
        (name, value)
        for name, values in fields.items()
        if name not in CONTROLS or name in _KEPT
        for value in values
    ]
