"""All versions of the questionnaire: those of the product, and those made in it since."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from monitor.domain.access.account import WorkspaceId
from monitor.domain.questionnaire import Questionnaire
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.ports import UnitOfWork, UnitOfWorkFactory

_ADAPTER = TypeAdapter(Questionnaire)


class Catalogue(Mapping[str, Questionnaire]):
    """Finds any version by its name, also one that another process stored just now.

    A version never changes, so each is read once. Going through all of them passes over those
    that this process has met, and asks the database nothing: a page about a failure may do so.
    """

    def __init__(
        self, of_product: Mapping[str, Questionnaire], unit_of_work: UnitOfWorkFactory
    ) -> None:
        self._of_product = of_product
        self._known = dict(of_product)
        self._unit_of_work = unit_of_work
        self._workspaces: dict[WorkspaceId, Catalogue] = {}

    def within(self, workspace_id: WorkspaceId) -> "Catalogue":
        """Return the catalogue of a workspace, which knows no versions of any other."""
        found = self._workspaces.get(workspace_id)
        if found is None:
            there = Catalogue(self._of_product, self._unit_of_work.within(workspace_id))
            found = self._workspaces.setdefault(workspace_id, there)
        return found

    def __getitem__(self, version: str) -> Questionnaire:
        """Return a version; KeyError if there is none of this name."""
        known = self._known.get(version)
        if known is None:
            known = self._known[version] = self._read(version)
        return known

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the versions that were met."""
        return iter(list(self._known))

    def __len__(self) -> int:
        """Count the versions that were met."""
        return len(self._known)

    def _read(self, version: str) -> Questionnaire:
        with self._unit_of_work(reads_only=True) as uow:
            stored = uow.own_questionnaires.find(version)
        if stored is None:
            raise KeyError(version)
        return read_content(stored.content)


def current_version(uow: UnitOfWork) -> str:
    """Return the version that rounds ask from now on: adopted last, or else the product's own."""
    return uow.own_questionnaires.adopted() or CURRENT_VERSION


def write_content(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a version ready for JSON."""
    # What is left out comes back as the very default: so that equal questions compare as equal.
    content: dict[str, Any] = _ADAPTER.dump_python(
        questionnaire, mode="json", exclude_defaults=True
    )
    return content


def read_content(content: Mapping[str, Any]) -> Questionnaire:
    """Return the version of which this is what :func:`write_content` made."""
    return _ADAPTER.validate_python(content)
