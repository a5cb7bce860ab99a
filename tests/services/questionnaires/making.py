"""Versions of the questionnaire that were made in the product, for tests."""

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Question, QuestionKind, Questionnaire
from monitor.domain.questionnaire_draft import Draft, add_own, switch
from monitor.domain.register.record import Authorship
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import Context
from monitor.services.questionnaires.edit import adopt_version, begin_draft, store_draft
from tests.factories import NOW

NOOR = Authorship("Noor Visser", NOW)
OWN_TEXT = {Language.DUTCH: "Het dorpshuis helpt ons.", Language.ENGLISH: "The hall helps us."}


def begin_with_own(context: Context, *, is_open: bool = False) -> Draft:
    """Begin a version with one question of its own, last but for nothing."""
    answer_type = AnswerType.OPEN if is_open else AnswerType.AGREEMENT
    own = Question("", QuestionKind.SHARED, answer_type, OWN_TEXT)
    return add_own(begin_draft(context, CURRENT_VERSION), "during", own)


def store_own(context: Context, *, is_open: bool = False) -> Questionnaire:
    """Store a version with one question of its own, asked in the phase of most tests."""
    return store_draft(context, begin_with_own(context, is_open=is_open), NOOR)


def store_shorter(context: Context) -> Questionnaire:
    """Store a version that leaves out a question."""
    draft = begin_draft(context, CURRENT_VERSION)
    return store_draft(context, switch(draft, "T3", is_on=False), NOOR)


def adopt_own(context: Context, *, is_open: bool = False) -> Questionnaire:
    """Store a version with one question of its own, and let rounds ask it."""
    stored = store_own(context, is_open=is_open)
    adopt_version(context, stored.version, NOOR)
    return stored
