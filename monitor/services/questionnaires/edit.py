"""Use cases of the editor: begin a version, see what is wrong with it, store it, have it asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.errors import InvalidQuestionnaireError, NotFoundError
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.questionnaire_draft import Draft, build, name_questions, start_draft
from monitor.domain.questionnaire_rules import QuestionnaireFault, find_faults
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import Context
from monitor.services.questionnaires.catalogue import write_content
from monitor.services.questionnaires.versions import list_questionnaires
from monitor.services.register_ports import OwnQuestionnaire
from monitor.services.trail.note import note

_NUMBER_SIGN = "+"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a draft would become; ``codes``: under which code each of its rows is asked."""

    questionnaire: Questionnaire
    faults: Sequence[QuestionnaireFault]
    codes: Mapping[str, str]

    def faults_of(self, key: str) -> Sequence[QuestionnaireFault]:
        """Return what is wrong with one row of the draft."""
        return [fault for fault in self.faults if fault.place == self.codes[key]]

    @property
    def other_faults(self) -> Sequence[QuestionnaireFault]:
        """What is wrong with the version as a whole."""
        return [fault for fault in self.faults if fault.place not in self.codes.values()]


def begin_draft(context: Context, version: str) -> Draft:
    """Begin a new version with one there is; NotFoundError if there is none of this name."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        known = list_questionnaires(uow)
    base, product = _find(known, version), _find(known, CURRENT_VERSION)
    # The oldest version has no short form, but the questions of the present one.
    return start_draft(replace(base, light=base.light or product.light), known)


def try_draft(context: Context, draft: Draft) -> Tried:
    """Return the version that a draft would become, and which rules it would break."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        known = list_questionnaires(uow)
    return _try(draft, known)


def store_draft(context: Context, draft: Draft, written: Authorship) -> Questionnaire:
    """Store a draft as a new version, which nothing asks yet; return it.

    Raises:
        InvalidQuestionnaireError: it breaks a rule (see :func:`try_draft`).
    """
    check_can_manage_all(context.actor)
    while True:
        with context.unit_of_work() as uow:
            tried = _try(draft, list_questionnaires(uow))
            if tried.faults:
                raise InvalidQuestionnaireError(", ".join(each.key for each in tried.faults))
            questionnaire = tried.questionnaire
            content = write_content(questionnaire)
            stored = OwnQuestionnaire(questionnaire.version, content, written)
            # Another process may have taken the name since the versions were listed.
            if uow.own_questionnaires.add(stored):
                note(context, uow, _deed(questionnaire.version, "made"))
                uow.commit()
                return questionnaire


def adopt_version(context: Context, version: str, adopted: Authorship) -> None:
    """Let rounds that open from now on ask a version.

    Raises:
        NotFoundError: there is none of this name.
        InvalidQuestionnaireError: it cannot be asked in a short check-in.
    """
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        if not can_be_adopted(_find(list_questionnaires(uow), version)):
            raise InvalidQuestionnaireError(f"{version} has no short check-in.")
        uow.own_questionnaires.adopt(version, adopted)
        note(context, uow, _deed(version, "adopted"))
        uow.commit()


def can_be_adopted(questionnaire: Questionnaire) -> bool:
    """Tell whether rounds may ask a version: also those that are short."""
    return questionnaire.light is not None


def _deed(version: str, change: str) -> Deed:
    return Deed(Act.QUESTIONNAIRE_CHANGED, facts={"version": version, "change": change})


def _try(draft: Draft, known: Sequence[Questionnaire]) -> Tried:
    questionnaire = build(draft, known, _next_name(draft.base.version, known))
    faults = find_faults(questionnaire, _find(known, CURRENT_VERSION), known)
    return Tried(questionnaire, faults, name_questions(draft, known))


def _next_name(version: str, known: Sequence[Questionnaire]) -> str:
    """Name a version after that of the product it comes from, with the next number."""
    origin = version.partition(_NUMBER_SIGN)[0]
    taken, number = {each.version for each in known}, 1
    while f"{origin}{_NUMBER_SIGN}{number}" in taken:
        number += 1
    return f"{origin}{_NUMBER_SIGN}{number}"


def _find(known: Sequence[Questionnaire], version: str) -> Questionnaire:
    for questionnaire in known:
        if questionnaire.version == version:
            return questionnaire
    raise NotFoundError(f"questionnaire {version}")
