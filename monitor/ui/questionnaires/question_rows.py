"""Questions side by side in both languages, as escaped HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Question, Text
from monitor.domain.questionnaire_rules import PARTNER
from monitor.i18n.reader import Reader, capitalise


def render_questions(questions: Sequence[Question], reader: Reader) -> Markup:
    """Return questions as a list: the words in both languages, and what each rests on."""
    rows = Markup("").join(
        Markup("<li>{}</li>").format(render_question(each, reader)) for each in questions
    )
    return Markup('<ul class="pm-wording">{}</ul>').format(rows)


def render_question(question: Question, reader: Reader) -> Markup:
    """Return one question: its code, its words in both languages, and what it rests on."""
    texts = Markup("").join(
        Markup('<p lang="{}">{}</p>').format(
            language.value, _words(question.text, language, reader)
        )
        for language in Language
    )
    return Markup(
        '<p class="pm-wording-code">{}</p><div class="pm-wording-texts">{}</div>{}'
    ).format(question.code, texts, _render_facts(question, reader))


def _words(text: Text, language: Language, reader: Reader) -> str:
    return capitalise(text[language].replace(PARTNER, reader.t(f"questionnaires.other.{language}")))


def _render_facts(question: Question, reader: Reader) -> Markup:
    facts = Markup("").join(
        Markup("<li>{}</li>").format(fact) for fact in describe(question, reader)
    )
    return Markup('<ul class="pm-wording-facts">{}</ul>').format(facts)


def describe(question: Question, reader: Reader) -> Sequence[str]:
    """Say of a question who judges what, how it is answered, and what it rests on."""
    t = reader.t
    facts = [t(f"questionnaires.kind.{question.kind.value}")]
    if question.answer_type is not AnswerType.AGREEMENT:
        facts.append(t(f"questionnaires.type.{question.answer_type.value}"))
    if question.dimension:
        facts.append(reader.dimension(question.dimension))
    if question.guideline:
        facts.append(t("flag.guideline", guideline=t(f"guideline.{question.guideline}")))
    if question.from_round > 1:
        facts.append(t("questionnaires.from_round", round=question.from_round))
    if question.rotates:
        facts.append(t("questionnaires.rotates"))
    if question.follow_up:
        options = ", ".join(option.text[t.language] for option in question.options)
        facts.append(f"{question.follow_up[t.language]} ({options})")
    return facts
