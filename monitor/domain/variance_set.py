"""Sets of variances that an installation estimated, and which of them it took over when."""

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.analysis.estimates import VarianceEstimates
from monitor.domain.analysis.variances import Variances


@dataclass(frozen=True, slots=True)
class VarianceSet:
    """A set that was estimated and can be taken over. Kept for good: old signals name it."""

    version: str
    made_at: datetime
    estimates: VarianceEstimates

    @property
    def variances(self) -> Variances:
        """The variances themselves."""
        return self.estimates.name(self.version)


@dataclass(frozen=True, slots=True)
class Adoption:
    """From when on a version judges new rounds, and who chose so."""

    version: str
    adopted_at: datetime
    adopted_by: str
