"""Use case of the viewer: all versions of the questionnaire, and where each is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.register.record import Authorship
from monitor.services.checkin.questionnaires import read_questionnaires
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.questionnaires.catalogue import current_version, read_content


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with its history; ``written`` and ``adopted``: None for what nobody did.

    ``is_current``: rounds that open now ask it. ``rounds``: how many asked it up to now.
    """

    questionnaire: Questionnaire
    is_current: bool
    rounds: int
    written: Authorship | None = None
    adopted: Authorship | None = None

    @property
    def version(self) -> str:
        """Name of the version."""
        return self.questionnaire.version


def find_example(context: Context) -> Partnership | None:
    """Return a partnership with which a version can be looked at; None where there is none."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        for partnership_id, _ in uow.partnerships.find_names("", 1):
            return uow.partnerships.get(partnership_id)
    return None


def list_questionnaires(uow: UnitOfWork) -> Sequence[Questionnaire]:
    """Return every version: those of the product, then those made in it, oldest first."""
    own = [read_content(each.content) for each in uow.own_questionnaires.list_all()]
    return [*read_questionnaires().values(), *own]


def list_versions(context: Context) -> Sequence[VersionView]:
    """Return every version with where it is asked, in the order in which they were made."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        questionnaires = list_questionnaires(uow)
        written = {each.version: each.written for each in uow.own_questionnaires.list_all()}
        adoptions = uow.own_questionnaires.adoptions()
        rounds, current = uow.own_questionnaires.count_rounds(), current_version(uow)
    adopted = {each.version: each.adopted for each in reversed(adoptions)}
    return [
        VersionView(
            questionnaire=each,
            is_current=each.version == current,
            rounds=rounds.get(each.version, 0),
            written=written.get(each.version),
            adopted=adopted.get(each.version),
        )
        for each in questionnaires
    ]
