"""How a question reads to one party: its number, its partner's name, what its values mean."""

from collections.abc import Mapping, Sequence

from monitor.domain.load import band_of
from monitor.domain.noticing import NOTICED_ANSWERS
from monitor.domain.partnership import Partnership, Party
from monitor.domain.questionnaire import SCALE_VALUES, AnswerType, Part, Question
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import join_words


def name_partner(partnership: Partnership, party: Party, t: Translator) -> str:
    """Return the name of the other party, or of all others."""
    return join_words([each.name for each in partnership.partner_of(party.id)], t)


def write_question(question: Question, partner: str, t: Translator) -> str:
    """Write a question as the people of one party read it, in the language of ``t``."""
    return question.text[t.language].replace("{partner}", partner)


def write_source(question: Question, partnership: Partnership, t: Translator) -> str | None:
    """Write whose words a question quotes; None where it quotes none."""
    if question.quote is None:
        return None
    return t("survey.quote", party=partnership.party(question.quote.party_id).name)


def write_intro(part: Part, partner: str, t: Translator) -> str | None:
    """Write what a page of the check-in says before its questions; None where that is nothing."""
    return part.intro[t.language].replace("{partner}", partner) if part.intro else None


def number_questions(parts: Sequence[Part]) -> Mapping[str, int]:
    """Number the questions with a scale from 1, through all parts; open ones have no number."""
    scaled = [
        question.code
        for part in parts
        for question in part.questions
        if question.answer_type is not AnswerType.OPEN
    ]
    return {code: number for number, code in enumerate(scaled, start=1)}


def list_values(answer_type: AnswerType) -> Sequence[int]:
    """Return the values of a scale in the order in which they are shown: "yes" comes first."""
    values = SCALE_VALUES[answer_type]
    return values[::-1] if answer_type is AnswerType.NOTICED else values


def name_value(answer_type: AnswerType, value: int, t: Translator) -> str | None:
    """Return the word that a value is shown as; None where its number is shown."""
    if answer_type is AnswerType.NOTICED:
        return t(f"survey.noticed.{NOTICED_ANSWERS[value - 1].value}")
    if answer_type is AnswerType.HOURS:
        return t(f"survey.hours.{band_of(value).value}")
    return None


def find_scale_ends(answer_type: AnswerType, t: Translator) -> tuple[str, str]:
    """Return what the lowest and the highest value of a scale mean."""
    if answer_type is AnswerType.MARK:
        return t("survey.mark.low"), t("survey.mark.high")
    if answer_type is AnswerType.EXPECTED:
        return t("survey.expected.low"), t("survey.expected.high")
    values = SCALE_VALUES[answer_type]
    return t(f"scale.{values[0]}"), t(f"scale.{values[-1]}")
