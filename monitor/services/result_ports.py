"""What results need from storage: what was published, and the variances that judge it."""

from collections.abc import Sequence
from typing import Protocol

from monitor.domain.partnership import PartnershipId
from monitor.domain.results import PublishedRound
from monitor.domain.variance_set import Adoption, VarianceSet


class Releases(Protocol):
    """Published results of closed rounds."""

    def add(self, partnership_id: PartnershipId, release: PublishedRound) -> None:
        """Store the release of a round; a round has one."""
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[PublishedRound]:
        """Return the releases of a partnership, oldest first."""
        ...


class VarianceSets(Protocol):
    """The variances that the installation estimated itself, and which judge its rounds."""

    def add(self, variance_set: VarianceSet) -> None:
        """Store a set."""
        ...

    def list_all(self) -> Sequence[VarianceSet]:
        """Return all sets, oldest first."""
        ...

    def adopt(self, adoption: Adoption) -> None:
        """Let a version judge the rounds that close from now on."""
        ...

    def adoptions(self) -> Sequence[Adoption]:
        """Return what was taken over, oldest first: the last one holds."""
        ...
